//! Spans and log lines, by `tracing`. A call's span holds those of its attempts; `tracing-opentelemetry` makes client spans
//! of the latter. It takes numbers for numbers where they are `i64` only.

use super::End;
use crate::drift::DriftReport;
use crate::spec::{ApiSpec, OperationSpec};
use std::fmt;
use std::future::Future;
use tracing::field::Empty;
use tracing::instrument::{Instrument as _, Instrumented};

pub(crate) struct Span(tracing::Span);

impl Span {
    /// The future, inside of the span.
    pub(crate) fn run<F: Future>(&self, future: F) -> Instrumented<F> {
        future.instrument(self.0.clone())
    }

    pub(crate) fn within<T>(&self, act: impl FnOnce() -> T) -> T {
        self.0.in_scope(act)
    }

    pub(super) fn is_wanted(&self) -> bool {
        !self.0.is_disabled()
    }

    /// How a run of a flow ended, in one word.
    #[cfg(feature = "flow")]
    pub(super) fn flow_ended(&self, outcome: &'static str) {
        self.0.record("intertie.flow.outcome", outcome);
    }

    pub(crate) fn ended(&self, end: &End) {
        if let Some(status) = end.status {
            self.0.record("http.response.status_code", i64::from(status));
        }
        if let Some(error) = &end.error {
            self.0.record("error.type", error.as_ref());
            self.0.record("otel.status_code", "ERROR");
        }
    }
}

pub(super) fn wants_drift() -> bool {
    tracing::enabled!(target: "intertie::drift", tracing::Level::WARN)
}

/// The span of a whole call.
pub(crate) fn call(api: &'static ApiSpec, spec: &'static OperationSpec) -> Span {
    Span(tracing::info_span!(
        target: "intertie",
        "call",
        "otel.name" = spec.id,
        "otel.status_code" = Empty,
        "intertie.vendor" = api.spec.vendor,
        "intertie.operation" = spec.id,
        "intertie.spec.version" = api.spec.version,
        "http.response.status_code" = Empty,
        "error.type" = Empty,
    ))
}

/// The span of one attempt, of which `made` were made before.
pub(crate) fn attempt(api: &'static ApiSpec, spec: &'static OperationSpec, origin: &str, made: u32) -> Span {
    let (host, port) = super::server(origin);
    let span = tracing::info_span!(
        target: "intertie",
        "attempt",
        "otel.name" = format_args!("{} {}", spec.method, spec.path),
        "otel.kind" = "client",
        "otel.status_code" = Empty,
        "http.request.method" = spec.method,
        "url.template" = spec.path,
        "server.address" = host,
        "server.port" = i64::from(port),
        "http.request.resend_count" = Empty,
        "http.response.status_code" = Empty,
        "error.type" = Empty,
        "intertie.vendor" = api.spec.vendor,
        "intertie.operation" = spec.id,
        "intertie.spec.version" = api.spec.version,
    );
    if made > 0 {
        span.record("http.request.resend_count", i64::from(made));
    }
    Span(span)
}

/// The span of one run of a flow. Neither its input nor its output is in it.
#[cfg(feature = "flow")]
pub(crate) fn flow(name: &'static str, version: &'static str, id: &str) -> Span {
    Span(tracing::info_span!(
        target: "intertie",
        "flow",
        "otel.name" = format_args!("{name}@{version}"),
        "otel.status_code" = Empty,
        "intertie.flow" = name,
        "intertie.flow.version" = version,
        "intertie.flow.id" = id,
        "intertie.flow.outcome" = Empty,
        "error.type" = Empty,
    ))
}

/// The span of one attempt of a flow's step, which is the `number`th of this run.
#[cfg(feature = "flow")]
pub(crate) fn step(name: &str, number: u32, vendor: Option<&'static str>) -> Span {
    Span(tracing::info_span!(
        target: "intertie",
        "step",
        "otel.name" = name,
        "otel.status_code" = Empty,
        "intertie.step" = name,
        "intertie.step.attempt" = i64::from(number),
        "intertie.vendor" = vendor,
        "error.type" = Empty,
    ))
}

/// One line for each place; the value only where it may be shown.
pub(crate) fn drift_report(report: &DriftReport<'_>, value: Option<&str>) {
    tracing::event!(
        target: "intertie::drift",
        tracing::Level::WARN,
        {
            intertie.vendor = report.spec.vendor,
            intertie.operation = report.operation,
            intertie.spec.version = report.spec.version,
            place = report.place,
            kind = report.finding.name(),
            value = value
        },
        "{}",
        report.finding
    );
}

/// What was sent or came, as its type shows it.
pub(crate) fn body(what: &'static str, value: &dyn fmt::Debug) {
    tracing::debug!(target: "intertie::body", body = ?value, "{what}");
}
