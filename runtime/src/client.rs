//! The client: everything that acts. Generated clients hold one and add only names.
//!
//! In: an operation. Out: its output or its error. Order of a call: request from the operation, server, credentials,
//! transport (redirects on the same server only), answer by the table.

mod base;
mod builder;
mod exchange;
mod received;
mod redirect;
mod server;
mod signed;

#[cfg(feature = "oauth2")]
pub(crate) use base::is_local;
pub use builder::{ClientBuilder, Connect};
pub(crate) use exchange::Options;
pub use server::ConfigError;

use crate::answer::{Download, Response};
use crate::auth::{Auth, Site};
use crate::call::Call;
use crate::error::Error;
use crate::operation::Operation;
use crate::spec::ApiSpec;
use crate::transport::Transport;
use http::HeaderValue;
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
    timeout: Option<Duration>,
    body_limit: usize,
    user_agent: HeaderValue,
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
        let received = self.exchange(O::SPEC, operation.request(), options).await?;
        received.into_output::<O>()
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
