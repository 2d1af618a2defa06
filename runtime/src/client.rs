//! The client: everything that acts. Generated clients hold one and add only names.
//!
//! In: an operation. Out: its output or its error. Order of a call: request from the operation, server, what every
//! request carries, idempotency key; then attempts, each of credentials, transport (redirects on the same server only)
//! and an answer by the table.

mod attempt;
mod base;
mod builder;
mod exchange;
mod options;
#[cfg(feature = "flow")]
mod recall;
mod received;
mod redirect;
mod repeat;
mod server;
mod signed;

#[cfg(any(feature = "oauth2", feature = "test-util"))]
pub(crate) use base::is_local;
pub use builder::{ClientBuilder, Connect};
pub(crate) use options::Options;
#[cfg(feature = "flow")]
pub(crate) use recall::{Kept, Noting};
pub use server::ConfigError;

use crate::answer::{Download, Response};
use crate::auth::{Auth, Site};
use crate::call::Call;
use crate::clock::Clock;
use crate::drift::Watch;
use crate::error::Error;
#[cfg(feature = "limit")]
use crate::limit::Limits;
use crate::observe;
use crate::operation::Operation;
use crate::retry::{Retries, RetryPolicy};
use crate::spec::{ApiSpec, OperationSpec};
use crate::transport::Transport;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use received::Received;
use server::Servers;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A client of one vendor. Cheap to clone; clones share connections.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    api: &'static ApiSpec,
    servers: Servers,
    auth: Vec<Credential>,
    transport: Arc<dyn Transport>,
    site: Site,
    clock: Arc<dyn Clock>,
    retry: RetryPolicy,
    retries: Retries,
    /// Of one attempt.
    timeout: Option<Duration>,
    /// Of a whole call.
    deadline: Option<Duration>,
    body_limit: usize,
    user_agent: HeaderValue,
    /// What the vendor wants in every request.
    headers: HeaderMap,
    watch: Arc<Watch>,
    #[cfg(feature = "limit")]
    limits: Limits,
    log_bodies: bool,
}

/// A proof, and the scheme of the document it is for; `None`: for every operation that wants any.
struct Credential {
    scheme: Option<String>,
    auth: Box<dyn Auth>,
}

impl Client {
    /// The document's table.
    pub fn api(&self) -> &'static ApiSpec {
        self.shared.api
    }

    /// Where operations without servers of their own go: scheme, host and path.
    pub fn base_url(&self) -> String {
        self.shared.servers.base().to_string()
    }

    /// Where it sends its requests, and by what: for tokens that are had beforehand.
    pub fn site(&self) -> &Site {
        &self.shared.site
    }

    /// A call of this operation, to be configured and sent.
    pub const fn call<O: Operation>(&self, operation: O) -> Call<'_, O> {
        Call::new(self, operation)
    }

    /// Sends an operation.
    pub async fn send<O: Operation>(&self, operation: O) -> Result<O::Output, Error<O::Error>> {
        self.call(operation).send().await
    }

    pub(crate) async fn perform<O: Operation>(
        &self,
        operation: &O,
        options: Options,
    ) -> Result<Response<O::Output>, Error<O::Error>> {
        self.perform_raw(operation, options).await.map(|(response, _)| response)
    }

    /// The same, and the body as it came.
    pub(crate) async fn perform_raw<O: Operation>(
        &self,
        operation: &O,
        options: Options,
    ) -> Result<(Response<O::Output>, Bytes), Error<O::Error>> {
        self.perform_by(operation, options, Received::into_output::<O>).await
    }

    /// The same, read by this.
    async fn perform_by<O: Operation>(
        &self,
        operation: &O,
        options: Options,
        read: impl FnOnce(Received) -> Result<Response<O::Output>, Error<O::Error>>,
    ) -> Result<(Response<O::Output>, Bytes), Error<O::Error>> {
        self.log_body("request", operation);
        let span = observe::call(self.shared.api, O::SPEC);
        let result = match span.run(self.exchange(O::SPEC, operation.request(), options)).await {
            Ok(received) => span.within(|| {
                let raw = received.raw();
                read(received).map(|response| (response, raw))
            }),
            Err(failure) => Err(failure.into()),
        };
        match &result {
            Ok((response, _)) => self.log_body("answer", &response.output),
            Err(error) => {
                self.log_body("error", &error.body());
                span.ended(&error.end());
            }
        }
        result
    }

    fn log_body(&self, what: &'static str, body: &dyn fmt::Debug) {
        if self.shared.log_bodies {
            observe::body(what, body);
        }
    }

    /// How often an answer was not as the document says. Counted where somebody listens: a hook
    /// ([`on_drift`](ClientBuilder::on_drift)), a subscriber of `tracing`, or `metrics`.
    pub fn drift_count(&self) -> u64 {
        self.shared.watch.count()
    }

    /// Where this operation goes: scheme and host, and the path before its own.
    pub(crate) fn place(&self, spec: &'static OperationSpec) -> Result<(String, String), ConfigError> {
        self.shared.servers.of(spec).map(|base| (base.origin.clone(), base.path.clone()))
    }

    pub(crate) async fn download<O: Operation>(
        &self,
        operation: &O,
        options: Options,
    ) -> Result<Response<Download>, Error<O::Error>> {
        let received = self.exchange(O::SPEC, operation.request(), Options { raw: true, ..options }).await?;
        received.into_download()
    }
}

/// Without credentials.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.shared.api.name)
            .field("base_url", &self.base_url())
            .field("transport", &self.shared.transport)
            .finish_non_exhaustive()
    }
}
