//! Deliveries over the network.

use super::Mock;
use super::deliver::{Delivered, Outgoing};
use crate::request::Body;
use crate::transport::{HttpRequest, Transport, TransportError};
use std::time::Duration;

/// How long a receiver may take, as with most vendors.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Sends it, and takes note of what came.
pub(super) async fn send(mock: &Mock, transport: Option<&dyn Transport>, outgoing: Outgoing) -> Delivered {
    let request = HttpRequest {
        method: http::Method::POST,
        url: outgoing.url.clone(),
        headers: outgoing.header_map(),
        body: Body::Bytes(outgoing.body.clone()),
        timeout: Some(TIMEOUT),
        streamed: false,
    };
    let sent = match transport {
        Some(transport) => exchange(transport, request).await,
        None => usual(mock, request).await,
    };
    let (status, error) = match sent {
        Ok(status) => (Some(status), None),
        Err(why) => (None, Some(why)),
    };
    let delivered = Delivered { event: outgoing.event, id: outgoing.id, status, error };
    mock.delivered(delivered.clone());
    delivered
}

async fn exchange(transport: &dyn Transport, request: HttpRequest) -> Result<u16, String> {
    let sent = transport.send(request).await;
    sent.map(|response| response.status.as_u16()).map_err(|error: TransportError| error.to_string())
}

#[cfg(feature = "reqwest")]
async fn usual(mock: &Mock, request: HttpRequest) -> Result<u16, String> {
    use crate::transport::ReqwestTransport;
    // What stays on this machine goes past its proxies.
    let made = if mock.hooks().may_leave() { ReqwestTransport::new() } else { ReqwestTransport::direct() };
    exchange(&made.map_err(|error| error.to_string())?, request).await
}

#[cfg(not(feature = "reqwest"))]
async fn usual(_: &Mock, _: HttpRequest) -> Result<u16, String> {
    std::future::ready(Err("there is no transport: `Server::transport` takes one".to_owned())).await
}
