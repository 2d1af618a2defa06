//! Deliveries over the network, all of a server's through one transport: setting one up takes longer than most deliveries.

use super::Mock;
use super::deliver::{DeliverError, Delivered, Outgoing, Wish};
use crate::request::Body;
use crate::transport::{HttpRequest, Transport, TransportError};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

/// How long a receiver may take, as with most vendors.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Is told of every delivery.
type Watcher = Arc<dyn Fn(&Delivered) + Send + Sync>;

/// What deliveries go through, or why there is nothing.
type Way = Result<Arc<dyn Transport>, String>;

/// Delivers what a vendor sends by itself. Copies share the transport. [`Server::sender`](super::Server::sender) has one.
#[derive(Clone)]
pub struct Sender {
    mock: Arc<Mock>,
    watcher: Option<Watcher>,
    /// Made when something is delivered first.
    way: Arc<OnceLock<Way>>,
}

impl std::fmt::Debug for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sender").field("mock", &self.mock).finish_non_exhaustive()
    }
}

impl Sender {
    pub(crate) fn new(mock: Arc<Mock>) -> Self {
        Self { mock, watcher: None, way: Arc::default() }
    }

    /// Delivers through this.
    pub(crate) fn through(self, transport: Arc<dyn Transport>) -> Self {
        Self { way: Arc::new(OnceLock::from(Ok(transport))), ..self }
    }

    pub(super) fn watch(self, watcher: impl Fn(&Delivered) + Send + Sync + 'static) -> Self {
        Self { watcher: Some(Arc::new(watcher)), ..self }
    }

    /// Delivers an event now, as if something had happened at the vendor's. What the receiver says is no error.
    ///
    /// # Errors
    ///
    /// Where nothing can be sent: no such event, no URL, or one that the mock's hooks do not allow.
    pub async fn deliver(&self, wish: &Wish) -> Result<Delivered, DeliverError> {
        let outgoing = self.mock.outgoing(wish, SystemTime::now())?;
        Ok(self.send(outgoing).await)
    }

    /// Sends it, and takes note of what came.
    pub(super) async fn send(&self, outgoing: Outgoing) -> Delivered {
        let request = HttpRequest {
            method: http::Method::POST,
            url: outgoing.url.clone(),
            headers: outgoing.header_map(),
            body: Body::Bytes(outgoing.body.clone()),
            timeout: Some(TIMEOUT),
            streamed: false,
        };
        let (status, error) = match self.exchange(request).await {
            Ok(status) => (Some(status), None),
            Err(why) => (None, Some(why)),
        };
        let delivered = Delivered { event: outgoing.event, id: outgoing.id, status, error };
        self.mock.delivered(delivered.clone());
        if let Some(watcher) = &self.watcher {
            watcher(&delivered);
        }
        delivered
    }

    async fn exchange(&self, request: HttpRequest) -> Result<u16, String> {
        let sent = self.transport()?.send(request).await;
        sent.map(|response| response.status.as_u16()).map_err(|error: TransportError| error.to_string())
    }

    fn transport(&self) -> Result<&dyn Transport, String> {
        self.way.get_or_init(|| usual(&self.mock)).as_deref().map_err(Clone::clone)
    }
}

#[cfg(feature = "reqwest")]
fn usual(mock: &Mock) -> Way {
    use crate::transport::ReqwestTransport;
    // What stays on this machine goes past its proxies.
    let made = if mock.hooks().may_leave() { ReqwestTransport::new() } else { ReqwestTransport::direct() };
    made.map(|transport| Arc::new(transport) as Arc<dyn Transport>).map_err(|error| error.to_string())
}

#[cfg(not(feature = "reqwest"))]
fn usual(_: &Mock) -> Way {
    Err("there is no transport: `Server::transport` takes one".to_owned())
}

#[cfg(all(test, feature = "reqwest"))]
mod tests {
    use super::super::Contract;
    use super::*;
    use serde_json::json;

    #[test]
    fn all_deliveries_go_through_one_transport() {
        let value = json!({
            "format": 1, "vendor": "acme", "title": "", "version": "1", "policy": {}, "operations": [],
        });
        let sender = Sender::new(Arc::new(Mock::new(Contract::read(value).unwrap())));
        let address = |sender: &Sender| std::ptr::from_ref(sender.transport().unwrap()).addr();
        let first = address(&sender);
        assert_eq!((address(&sender), address(&sender.clone())), (first, first));
    }
}
