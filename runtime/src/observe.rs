//! What a call shows of itself: spans and log lines (feature `tracing`), numbers (feature `metrics`). Without the features
//! all of this is nothing.
//!
//! Names are those of OpenTelemetry for HTTP clients
//! (<https://opentelemetry.io/docs/specs/semconv/http/>). URLs are shown as templates, bodies only when asked for, and
//! then as their types show them: without secret members.

#[cfg(feature = "metrics")]
mod metrics;
#[cfg(not(feature = "metrics"))]
#[path = "observe/no_metrics.rs"]
mod metrics;
#[cfg(not(feature = "tracing"))]
#[path = "observe/no_trace.rs"]
mod trace;
#[cfg(feature = "tracing")]
mod trace;

#[cfg(feature = "metrics")]
pub use metrics::describe_metrics;
#[cfg(feature = "limit")]
pub(crate) use metrics::limited;
#[cfg(feature = "flow")]
pub(crate) use metrics::step_done;
pub(crate) use metrics::{drift, retried};
pub(crate) use trace::{Span, attempt, body, call, drift_report};
#[cfg(feature = "flow")]
pub(crate) use trace::{flow, step};

use crate::clock::Clock;
use crate::error::{Failure, Kind};
use crate::spec::{ApiSpec, OperationSpec};
use std::borrow::Cow;
use std::time::Instant;

/// Whether drift is looked for even where the user has no hook.
pub(crate) fn wants_drift() -> bool {
    cfg!(feature = "metrics") || trace::wants_drift()
}

/// When an attempt began, where anybody measures.
pub(crate) fn started(clock: &dyn Clock) -> Option<Instant> {
    cfg!(feature = "metrics").then(|| clock.now())
}

/// How an attempt or a call ended.
#[derive(Debug, Clone)]
#[cfg_attr(not(any(feature = "tracing", feature = "metrics")), allow(dead_code, reason = "nobody looks"))]
pub(crate) struct End {
    pub(crate) status: Option<u16>,
    /// `error.type`; `None`: a success.
    pub(crate) error: Option<Cow<'static, str>>,
}

impl End {
    /// With an answer of this status, which may be a failure.
    pub(crate) fn answered(status: u16, success: bool) -> Self {
        let error = match status {
            400.. => Some(Cow::Owned(status.to_string())),
            _ if !success => Some(Cow::Borrowed("refused")),
            _ => None,
        };
        Self { status: Some(status), error }
    }

    /// Without one that could be used.
    pub(crate) fn failed(failure: &Failure) -> Self {
        let status = failure.head.as_ref().map(|head| head.status.as_u16());
        match (&failure.kind, status) {
            (Kind::Status(_), Some(status)) => Self::answered(status, false),
            (kind, status) => Self { status, error: Some(Cow::Borrowed(kind.name())) },
        }
    }
}

/// Tells how an attempt ended.
pub(crate) fn attempt_ended(
    span: &Span,
    api: &'static ApiSpec,
    spec: &'static OperationSpec,
    origin: &str,
    took: Option<std::time::Duration>,
    end: impl FnOnce() -> End,
) {
    if !span.is_wanted() && took.is_none() {
        return;
    }
    let end = end();
    span.ended(&end);
    if let Some(took) = took {
        metrics::attempted(api, spec, server(origin), took, &end);
    }
}

/// Tells how an attempt of a flow's step ended; an error is `error.type`.
#[cfg(feature = "flow")]
pub(crate) fn attempt_of_step_ended(span: &Span, error: impl FnOnce() -> Option<Cow<'static, str>>) {
    if span.is_wanted() {
        span.ended(&End { status: None, error: error() });
    }
}

/// Tells how a run of a flow ended.
#[cfg(feature = "flow")]
pub(crate) fn flow_ended(span: &Span, flow: &'static str, outcome: &'static str, failed: bool) {
    span.flow_ended(outcome);
    span.ended(&End { status: None, error: failed.then_some(Cow::Borrowed(outcome)) });
    metrics::flow_ended(flow, outcome);
}

/// Host and port of `https://api.acme.com:8443`.
fn server(origin: &str) -> (&str, u16) {
    let (scheme, authority) = origin.split_once("://").unwrap_or(("https", origin));
    let usual = if scheme == "http" { 80 } else { 443 };
    match authority.rsplit_once(':').map(|(host, port)| (host, port.parse())) {
        Some((host, Ok(port))) => (host, port),
        Some((_, Err(_))) | None => (authority, usual),
    }
}
