//! How a client comes about.

use super::server::{Choice, ConfigError, Servers};
use super::{Client, Credential, Shared};
use crate::auth::{Auth, Site};
#[cfg(feature = "cache")]
use crate::cache::{Cache, Caching};
use crate::clock::{Clock, SystemClock};
use crate::drift::{DriftReport, Watch};
#[cfg(feature = "limit")]
use crate::limit::{Limits, RateLimiter};
use crate::request::{header_name, header_value};
use crate::retry::{Retries, RetryPolicy};
use crate::spec::ApiSpec;
use crate::transport::Transport;
use http::{HeaderMap, HeaderValue};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;
#[cfg(feature = "limit")]
use tokio::sync::Semaphore;

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
    clock: Arc<dyn Clock>,
    retry: RetryPolicy,
    timeout: Option<Duration>,
    deadline: Option<Duration>,
    body_limit: usize,
    user_agent: Option<String>,
    watch: Watch,
    #[cfg(feature = "limit")]
    rate: Option<RateLimiter>,
    #[cfg(feature = "limit")]
    at_a_time: Option<usize>,
    log_bodies: bool,
    #[cfg(feature = "cache")]
    cache: Option<Cache>,
    api: &'static ApiSpec,
    of: PhantomData<fn() -> C>,
}

/// How long an attempt takes at most, unless said otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);

/// How many bytes an answer may have in memory, unless said otherwise.
const BODY_LIMIT: usize = 64 * 1024 * 1024;

impl<C: Connect> ClientBuilder<C> {
    /// Nothing set: the document's first server, no credentials, a minute for each attempt, up to three attempts where a call may be repeated.
    pub fn new() -> Self {
        Self::of(C::API)
    }

    /// The same for an API that is known only now.
    pub(crate) fn of(api: &'static ApiSpec) -> Self {
        Self {
            api,
            servers: Choice::default(),
            auth: Vec::new(),
            transport: None,
            clock: Arc::new(SystemClock),
            retry: RetryPolicy::default(),
            timeout: Some(TIMEOUT),
            deadline: None,
            body_limit: BODY_LIMIT,
            user_agent: None,
            watch: Watch::default(),
            #[cfg(feature = "limit")]
            rate: None,
            #[cfg(feature = "limit")]
            at_a_time: None,
            log_bodies: false,
            #[cfg(feature = "cache")]
            cache: None,
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

    /// How long one attempt of a call may take (a minute); of one whose answer is a stream, how long until the stream
    /// begins. A call has several attempts where the [`retry`](Self::retry) policy says so.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// How long a call may take in all, waits and all attempts included; until the stream begins where its answer is
    /// one. None by default.
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.deadline = Some(limit);
        self
    }

    /// When a call is sent again. [`RetryPolicy::none`] sends each once.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// What tells the time and lets it pass, instead of the machine's clock. The time limit of an attempt is the
    /// transport's own.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Lets attempts take as long as they take.
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

    /// Keeps answers of GET as long as the vendor's headers allow (RFC 9111), and asks whether they have changed after
    /// that. Streams are not kept.
    #[cfg(feature = "cache")]
    pub fn cache(mut self, cache: Cache) -> Self {
        self.cache = Some(cache);
        self
    }

    /// Is called with what is not as the document says, once for each place of it. Must not take long.
    pub fn on_drift(mut self, hook: impl Fn(&DriftReport<'_>) + Send + Sync + 'static) -> Self {
        self.watch.hook = Some(Box::new(hook));
        self
    }

    /// Lets a call fail whose answer has what the document does not list, or of another type.
    pub fn strict(mut self) -> Self {
        self.watch.strict = true;
        self
    }

    /// How many calls the vendor takes, instead of what its profile says. Share one between clients that use the same
    /// credential.
    #[cfg(feature = "limit")]
    pub fn rate_limiter(mut self, limiter: RateLimiter) -> Self {
        self.rate = Some(limiter);
        self
    }

    /// How many attempts run at a time; others wait. Of an answer that is a stream, until the stream begins.
    #[cfg(feature = "limit")]
    pub fn max_concurrency(mut self, most: usize) -> Self {
        self.at_a_time = Some(most.clamp(1, Semaphore::MAX_PERMITS));
        self
    }

    /// Logs each request's values and each answer at level DEBUG, target `intertie::body`, as their types show them: what
    /// the document marks as secret is left out.
    #[cfg(feature = "tracing")]
    pub fn log_bodies(mut self) -> Self {
        self.log_bodies = true;
        self
    }

    /// The `User-Agent`.
    pub fn user_agent(mut self, text: impl Into<String>) -> Self {
        self.user_agent = Some(text.into());
        self
    }

    /// The client. Fails where it would not know where to go, or how.
    pub fn build(self) -> Result<C, ConfigError> {
        let servers = Servers::new(self.api, self.servers)?;
        for scheme in self.auth.iter().filter_map(|one| one.scheme.as_ref()) {
            if !self.api.schemes.iter().any(|known| known.name == scheme) {
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
        #[cfg(feature = "cache")]
        let clock = Arc::clone(&self.clock);
        #[cfg(feature = "cache")]
        let transport = match self.cache {
            Some(cache) => Arc::new(Caching { inner: transport, cache, clock }),
            None => transport,
        };
        let site = Site::of(
            servers.base().origin.clone(),
            Arc::clone(&transport),
            Arc::clone(&self.clock),
            user_agent.clone(),
        );
        #[cfg(feature = "limit")]
        let limits = Limits {
            rate: self
                .rate
                .or_else(|| self.api.policy.limit.map(|limit| RateLimiter::of(limit, Arc::clone(&self.clock)))),
            at_a_time: self.at_a_time.map(|most| Arc::new(Semaphore::new(most))),
        };
        let shared = Shared {
            api: self.api,
            servers,
            auth: self.auth,
            transport,
            site,
            clock: self.clock,
            retries: Retries::new(&self.retry),
            retry: self.retry,
            timeout: self.timeout,
            deadline: self.deadline,
            body_limit: self.body_limit,
            user_agent,
            headers: headers_of(self.api)?,
            watch: Arc::new(self.watch),
            #[cfg(feature = "limit")]
            limits,
            log_bodies: self.log_bodies,
        };
        Ok(C::from_inner(Client { shared: Arc::new(shared) }))
    }
}

/// What the vendor wants in every request.
fn headers_of(api: &'static ApiSpec) -> Result<HeaderMap, ConfigError> {
    let headers = api.policy.headers.iter().map(|(name, value)| {
        let wrong = || ConfigError::new(format_args!("the profile's header `{}` cannot be set", name.escape_debug()));
        header_name(name).zip(header_value(value)).ok_or_else(wrong)
    });
    headers.collect()
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
