//! What all tests share: the mock on its port, the transport, and clients of one test each.

use crate::auth::{ApiKey, Basic, Bearer};
use crate::call::Call;
use crate::client::{Client, ClientBuilder, Connect};
use crate::clock::Clock;
use crate::mock::{CASE_HEADER, Contract, Mock, SCENARIO_HEADER, Server};
use crate::operation::Operation;
use crate::retry::RetryPolicy;
use crate::spec::{ApiSpec, Scheme, SchemeSpec};
use crate::transport::{BoxFuture, HttpRequest, HttpResponse, ReqwestTransport, Transport, TransportError};
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use tokio::runtime::Runtime;

/// What all tests share.
#[derive(Debug)]
pub(crate) struct Stage {
    /// What answers.
    pub(super) mock: Arc<Mock>,
    /// What the client was made of, where the mock is of another version.
    own: Option<Mock>,
    pub(super) api: &'static ApiSpec,
    base: String,
    transport: ReqwestTransport,
    runtime: Runtime,
}

/// What is special about one call.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// The test, by which the mock knows its requests.
    pub(super) case: String,
    /// What the mock is to do.
    pub(super) scenario: String,
    /// How long an attempt may take.
    pub(super) timeout: Option<Duration>,
    /// How many attempts there may be.
    pub(super) attempts: u32,
}

impl Settings {
    pub(super) fn new(case: &str, scenario: impl Into<String>) -> Self {
        Self { case: case.to_owned(), scenario: scenario.into(), timeout: None, attempts: 1 }
    }

    pub(super) fn of<O: Operation>(self, call: Call<'_, O>) -> Call<'_, O> {
        let policy = RetryPolicy::default().max_attempts(self.attempts);
        let call =
            call.with_retry(policy).with_header(CASE_HEADER, &self.case).with_header(SCENARIO_HEADER, &self.scenario);
        match self.timeout {
            Some(limit) => call.with_timeout(limit),
            None => call,
        }
    }
}

/// What a client found that is not as the document says: where and what.
pub(super) type Drift = Arc<Mutex<Vec<(String, String)>>>;

impl Stage {
    pub(super) fn new(contract: Contract, api: &'static ApiSpec) -> Result<Self, String> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| format!("no runtime: {error}"))?;
        let mock = Arc::new(Mock::new(contract));
        let base = runtime.block_on(async {
            let server = Server::bind(Arc::clone(&mock), 0).await?;
            let address = server.address()?;
            tokio::spawn(server.serve());
            Ok::<_, std::io::Error>(format!("http://{address}"))
        });
        let base = base.map_err(|error| format!("the mock has no port: {error}"))?;
        let transport = ReqwestTransport::direct().map_err(|error| error.to_string())?;
        Ok(Self { mock, own: None, api, base, transport, runtime })
    }

    /// The client of the contract `own` before a mock of another.
    pub(super) fn before(newer: Contract, own: Contract, api: &'static ApiSpec) -> Result<Self, String> {
        Ok(Self { own: Some(Mock::new(own)), ..Self::new(newer, api)? })
    }

    /// What the client was made of: its requests are made up from it.
    pub(super) fn own(&self) -> &Mock {
        self.own.as_ref().unwrap_or(&self.mock)
    }

    /// Whether the mock is of another version than the client.
    pub(super) const fn is_newer(&self) -> bool {
        self.own.is_some()
    }

    /// A client that proves who calls in every way that the document knows.
    pub(super) fn client(&self) -> (Client, Drift) {
        let drift = Drift::default();
        let listener = Arc::clone(&drift);
        let mut builder = ClientBuilder::<Bare>::of(self.api)
            .base_url(self.base.clone())
            .transport(Shared(self.transport.clone()))
            .clock(Hasty)
            .on_drift(move |report| {
                let mut all = listener.lock().unwrap_or_else(PoisonError::into_inner);
                all.push((report.place.to_owned(), report.finding.name().to_owned()));
            });
        for scheme in self.api.schemes {
            builder = proof(builder, scheme);
        }
        // The base URL is a loopback's, and every scheme is the document's own.
        let client = builder.build().unwrap_or_else(|error| unreachable!("{error}"));
        (client.0, drift)
    }

    /// The transport that all clients share.
    pub(super) fn transport(&self) -> Arc<dyn Transport> {
        Arc::new(Shared(self.transport.clone()))
    }

    /// Runs to the end.
    pub(super) fn block_on<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }
}

/// The secret of every credential, and the same as HTTP Basic has it.
const KEY: &str = "intertie-key";
const IN_BASIC: &str = "aW50ZXJ0aWU6aW50ZXJ0aWUta2V5";

/// Whether a credential is in what a program could print.
pub(super) fn shows_a_credential(printed: &str) -> bool {
    printed.contains(KEY) || printed.contains(IN_BASIC)
}

fn proof(builder: ClientBuilder<Bare>, scheme: &SchemeSpec) -> ClientBuilder<Bare> {
    match scheme.kind {
        Scheme::ApiKeyHeader(name) => builder.auth_for(scheme.name, ApiKey::header(name, KEY)),
        Scheme::ApiKeyQuery(name) => builder.auth_for(scheme.name, ApiKey::query(name, KEY)),
        Scheme::ApiKeyCookie(name) => builder.auth_for(scheme.name, ApiKey::cookie(name, KEY)),
        Scheme::Basic => builder.auth_for(scheme.name, Basic::new("intertie", KEY)),
        Scheme::Bearer | Scheme::OAuth2(_) | Scheme::OpenIdConnect(_) | Scheme::Http(_) => {
            builder.auth_for(scheme.name, Bearer::new(KEY))
        }
    }
}

/// A client without names.
struct Bare(Client);

impl Connect for Bare {
    const API: &'static ApiSpec = &ApiSpec::BLANK;

    fn from_inner(inner: Client) -> Self {
        Self(inner)
    }
}

/// One transport for all clients: setting one up takes longer than most tests.
#[derive(Debug)]
struct Shared(ReqwestTransport);

impl Transport for Shared {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        self.0.send(request)
    }
}

/// Waits between attempts take no time.
#[derive(Debug)]
struct Hasty;

impl Clock for Hasty {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn date(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}
