//! A transport that plays answers in order, the last one for ever, and remembers what it was asked.

use crate::exposure::Exposed;
use intertie::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use intertie::transport::{
    BoxFuture, HttpRequest, HttpResponse, ResponseBody, Transport, TransportError, TransportErrorKind,
};
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server does.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Answer(u16, &'static [(&'static str, &'static str)], &'static str),
    Fail(TransportErrorKind),
    /// Nothing, for ever.
    Silence,
}

/// Clones play from the same script.
#[derive(Clone)]
pub(crate) struct Script {
    steps: Arc<Vec<Step>>,
    seen: Arc<Mutex<Vec<HttpRequest>>>,
}

impl Script {
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Exposed::listen();
        Self { steps: Arc::new(steps.into_iter().collect()), seen: Arc::default() }
    }

    /// A status without anything, then a widget.
    pub(crate) fn then_widget(steps: impl IntoIterator<Item = Step>) -> Self {
        Self::new(steps.into_iter().chain([Step::Answer(200, &[], r#"{"id":"w"}"#)]))
    }

    pub(crate) fn count(&self) -> usize {
        self.seen.lock().expect("no panic").len()
    }

    /// A header of each request.
    pub(crate) fn header(&self, name: &str) -> Vec<Option<String>> {
        let text = |request: &HttpRequest| request.headers.get(name)?.to_str().ok().map(str::to_owned);
        self.seen.lock().expect("no panic").iter().map(text).collect()
    }

    /// The body of each request, as text.
    pub(crate) fn bodies(&self) -> Vec<String> {
        let text =
            |request: &HttpRequest| String::from_utf8_lossy(request.body.as_bytes().unwrap_or_default()).into_owned();
        self.seen.lock().expect("no panic").iter().map(text).collect()
    }

    /// The time limit of each request.
    pub(crate) fn timeouts(&self) -> Vec<Option<Duration>> {
        self.seen.lock().expect("no panic").iter().map(|request| request.timeout).collect()
    }
}

/// Without what it plays: tests look for secrets in what is shown.
impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script").field("steps", &self.steps.len()).finish_non_exhaustive()
    }
}

impl Transport for Script {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let mut seen = self.seen.lock().expect("no panic");
        let step = self.steps[seen.len().min(self.steps.len() - 1)].clone();
        seen.push(request);
        Box::pin(async move {
            match step {
                Step::Silence => std::future::pending().await,
                Step::Fail(kind) => Err(TransportError::new(kind)),
                Step::Answer(status, headers, body) => Ok(HttpResponse {
                    status: StatusCode::from_u16(status).expect("a status"),
                    headers: headers
                        .iter()
                        .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
                        .collect::<HeaderMap>(),
                    body: ResponseBody::whole(body),
                }),
            }
        })
    }
}
