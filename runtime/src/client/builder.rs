//! How a client comes about.

use super::server::{Choice, ConfigError, Servers};
use super::{Client, Credential, Shared};
use crate::auth::{Auth, Site};
use crate::spec::ApiSpec;
use crate::transport::Transport;
use http::HeaderValue;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// A generated client: names around a [`Client`].
pub trait Connect: Sized {
    /// The document's table.
    const API: &'static ApiSpec;

    /// Puts the names around the client.
    fn from_inner(inner: Client) -> Self;
}

/// Sets up a client `C`.
pub struct ClientBuilder<C> {
    servers: Choice,
    auth: Vec<Credential>,
    transport: Option<Arc<dyn Transport>>,
    timeout: Option<Duration>,
    body_limit: usize,
    user_agent: Option<String>,
    of: PhantomData<fn() -> C>,
}

/// How long a call takes at most, unless said otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);

/// How many bytes an answer may have in memory, unless said otherwise.
const BODY_LIMIT: usize = 64 * 1024 * 1024;

impl<C: Connect> ClientBuilder<C> {
    /// Nothing set: the document's first server, no credentials, a minute for each call.
    pub fn new() -> Self {
        Self {
            servers: Choice::default(),
            auth: Vec::new(),
            transport: None,
            timeout: Some(TIMEOUT),
            body_limit: BODY_LIMIT,
            user_agent: None,
            of: PhantomData,
        }
    }

    /// Where all operations go, whatever servers the document names: `https://api.acme.com/v1`.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.servers.base_url = Some(url.into());
        self
    }

    /// Where the operations go whose own server in the document is `server`, as written there.
    pub fn base_url_for(mut self, server: impl Into<String>, url: impl Into<String>) -> Self {
        self.servers.instead.push((server.into(), url.into()));
        self
    }

    /// Which of the document's servers is used, counted from 0.
    pub fn server(mut self, index: usize) -> Self {
        self.servers.index = index;
        self
    }

    /// Which of the servers is used, by the name that the vendor's profile gives it: `sandbox`.
    pub fn server_named(mut self, name: impl Into<String>) -> Self {
        self.servers.name = Some(name.into());
        self
    }

    /// The value of a variable in the document's servers: `https://{shop}.acme.com`.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.servers.variables.push((name.into(), value.into()));
        self
    }

    /// How the client proves who calls. May be called several times: vendors want several headers.
    pub fn auth(mut self, auth: impl Auth) -> Self {
        self.auth.push(Credential { scheme: None, auth: Box::new(auth) });
        self
    }

    /// The same for the operations that want this security scheme of the document, and for no other.
    pub fn auth_for(mut self, scheme: impl Into<String>, auth: impl Auth) -> Self {
        self.auth.push(Credential { scheme: Some(scheme.into()), auth: Box::new(auth) });
        self
    }

    /// How long a call may take in all; of one whose answer is a stream, how long until the stream begins.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// Lets calls take as long as they take.
    pub fn no_timeout(mut self) -> Self {
        self.timeout = None;
        self
    }

    /// How many bytes of an answer are held in memory at most (64 MiB); streams may have more.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// What carries the requests, instead of reqwest.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The `User-Agent`.
    pub fn user_agent(mut self, text: impl Into<String>) -> Self {
        self.user_agent = Some(text.into());
        self
    }

    /// The client. Fails where it would not know where to go, or how.
    pub fn build(self) -> Result<C, ConfigError> {
        let servers = Servers::new(C::API, self.servers)?;
        for scheme in self.auth.iter().filter_map(|one| one.scheme.as_ref()) {
            if !C::API.schemes.iter().any(|known| known.name == scheme) {
                return Err(ConfigError::new(format_args!("the document has no security scheme `{scheme}`")));
            }
        }
        let user_agent = self.user_agent.as_deref().unwrap_or(concat!("intertie/", env!("CARGO_PKG_VERSION")));
        let user_agent =
            HeaderValue::from_str(user_agent).map_err(|_| ConfigError::new("the user agent is no header value"))?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport()?,
        };
        let site = Site::of(servers.base().origin.clone(), Arc::clone(&transport), user_agent.clone());
        let (timeout, body_limit) = (self.timeout, self.body_limit);
        let shared = Shared { api: C::API, servers, auth: self.auth, transport, site, timeout, body_limit, user_agent };
        Ok(C::from_inner(Client { shared: Arc::new(shared) }))
    }
}

#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Arc<dyn Transport>, ConfigError> {
    let transport = crate::transport::ReqwestTransport::new();
    Ok(Arc::new(transport.map_err(|error| ConfigError::new(format_args!("no HTTPS: {error}")))?))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Arc<dyn Transport>, ConfigError> {
    Err(ConfigError::new("without the feature `reqwest`, a client needs a `transport`"))
}

impl<C: Connect> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}

/// Without credentials.
impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("servers", &self.servers).finish_non_exhaustive()
    }
}
