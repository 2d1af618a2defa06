//! A transport that asks the judge for a certain answer, and notes what the judge says of the request.

use intertie::transport::{BoxFuture, HttpRequest, HttpResponse};
use intertie::{DriftReport, ReqwestTransport, Transport, TransportError};
use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError};

/// The header in which Prism lists what is against the document.
const VIOLATIONS: &str = "sl-violations";

/// Sends over reqwest. Clones share what they saw.
#[derive(Debug, Clone)]
pub struct Witness {
    inner: ReqwestTransport,
    ask: Arc<Mutex<String>>,
    seen: Arc<Mutex<Vec<Seen>>>,
    drift: Arc<Mutex<Vec<Drift>>>,
}

/// What an answer has that the document does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// `unknown_member`.
    pub kind: &'static str,
    /// `data[].amount`.
    pub place: String,
}

/// What the judge said of one request.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Its method and URL.
    pub request: String,
    /// The status of the answer.
    pub status: u16,
    /// Each: where, and what.
    pub violations: Vec<Violation>,
    /// Whether the answer is no vendor's, but the judge's own about itself.
    pub is_judges: bool,
}

/// What is against the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// `request.query.limit`, `response.body`.
    pub place: String,
    /// What is wrong with it.
    pub message: String,
}

impl Witness {
    /// A transport that has seen nothing.
    ///
    /// # Panics
    /// Where there is no TLS.
    pub fn new() -> Self {
        let inner = ReqwestTransport::new().unwrap_or_else(|error| panic!("{error}"));
        Self { inner, ask: Arc::default(), seen: Arc::default(), drift: Arc::default() }
    }

    /// What is added to each URL from now on: `__code=404`. Prism takes it there as well as in the header `Prefer`, which
    /// some vendors use for themselves.
    pub fn ask(&self, query: &str) {
        query.clone_into(&mut self.ask.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// What was seen since the last time.
    pub fn take(&self) -> Vec<Seen> {
        std::mem::take(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Notes what an answer has that the document does not.
    pub fn drift(&self, report: &DriftReport<'_>) {
        let found = Drift { kind: report.finding.name(), place: report.place.to_owned() };
        self.drift.lock().unwrap_or_else(PoisonError::into_inner).push(found);
    }

    /// What was noted since the last time.
    pub fn take_drift(&self) -> Vec<Drift> {
        std::mem::take(&mut self.drift.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn asked(&self, url: &str) -> String {
        let ask = self.ask.lock().unwrap_or_else(PoisonError::into_inner);
        let joint = if url.contains('?') { '&' } else { '?' };
        if ask.is_empty() { url.to_owned() } else { format!("{url}{joint}{ask}") }
    }
}

impl Default for Witness {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for Witness {
    fn send(&self, mut request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let shown = format!("{} {}", request.method, request.url);
        request.url = self.asked(&request.url);
        Box::pin(async move {
            let response = self.inner.send(request).await?;
            let violations = response.headers.get(VIOLATIONS).map(|header| violations(header.as_bytes()));
            let kind = response.headers.get("content-type").and_then(|kind| kind.to_str().ok());
            let seen = Seen {
                request: shown,
                status: response.status.as_u16(),
                violations: violations.unwrap_or_default(),
                is_judges: kind.is_some_and(|kind| kind.starts_with("application/problem+json")),
            };
            self.seen.lock().unwrap_or_else(PoisonError::into_inner).push(seen);
            Ok(response)
        })
    }
}

fn violations(header: &[u8]) -> Vec<Violation> {
    let Ok(Value::Array(list)) = serde_json::from_slice(header) else {
        return vec![Violation { place: "?".to_owned(), message: String::from_utf8_lossy(header).into_owned() }];
    };
    list.iter().map(violation).collect()
}

fn violation(found: &Value) -> Violation {
    let place = found["location"].as_array().into_iter().flatten();
    let place: Vec<&str> = place.filter_map(Value::as_str).collect();
    Violation { place: place.join("."), message: found["message"].as_str().unwrap_or_default().to_owned() }
}
