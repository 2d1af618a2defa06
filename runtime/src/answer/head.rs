//! An answer's first lines, and the call it answers.

use crate::codec::{Decode, DecodeError, Drift, read_into, read_into_with};
use crate::drift::{Finding, Watch};
use crate::spec::{ApiSpec, OperationSpec};
use http::header::DATE;
use http::{HeaderMap, StatusCode};
use std::sync::Arc;
use std::time::SystemTime;

/// An answer's first lines, and the call it answers.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) api: &'static ApiSpec,
    pub(crate) spec: &'static OperationSpec,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// When it came, by the client's clock.
    pub(crate) received: SystemTime,
    /// Whoever wants to know what is not as the document says.
    pub(crate) watch: Option<Arc<Watch>>,
}

impl Head {
    /// A header's text.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// When the answer was made, by the server's own clock where it tells: other dates of it are by that clock, too.
    pub(crate) fn date(&self) -> SystemTime {
        let told = self.headers.get(DATE).and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
        told.unwrap_or(self.received)
    }

    /// Reads JSON of this answer's body, and tells whoever listens what is not as the document says.
    pub(super) fn read(&self, target: &mut dyn Decode, text: &[u8]) -> Result<(), DecodeError> {
        let Some(watch) = &self.watch else { return read_into(target, text) };
        let mut first = None;
        let read = read_into_with(target, text, &mut |drift: Drift<'_>| {
            watch.drift(self, drift);
            if watch.strict && first.is_none() {
                first = Some(DecodeError::other(Finding::from(drift.kind)).at_key(drift.path));
            }
        });
        if let Err(error) = &read {
            watch.failed(self, error);
        }
        read.and(first.map_or(Ok(()), Err))
    }

    /// The vendor's id of the request.
    pub(crate) fn request_id(&self) -> Option<&str> {
        request_id(self.api.policy.request_id, &self.headers)
    }
}

/// The headers of vendors who give an id of the request, where no profile names the one.
const REQUEST_IDS: &[&str] = &[
    "request-id",
    "x-request-id",
    "paypal-debug-id",
    "x-github-request-id",
    "twilio-request-id",
    "x-slack-req-id",
    "x-hubspot-correlation-id",
    "x-amzn-requestid",
    "x-zm-trackingid",
    "x-arequestid",
    "x-razorpay-request-id",
    "x-correlation-id",
    "x-trace-id",
];

/// The vendor's id of the request, in the first of these headers that is there; of none, in those that are usual.
pub(super) fn request_id<'a>(names: &[&str], headers: &'a HeaderMap) -> Option<&'a str> {
    let names = if names.is_empty() { REQUEST_IDS } else { names };
    let id = names.iter().find_map(|name| headers.get(*name)?.to_str().ok());
    id.filter(|id| !id.is_empty() && id.len() <= 128)
}
