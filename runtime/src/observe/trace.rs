//! Spans and log lines, by `tracing`. A call's span holds those of its attempts; `tracing-opentelemetry` makes client spans
//! of the latter.

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

    pub(crate) fn ended(&self, end: &End) {
        if let Some(status) = end.status {
            self.0.record("http.response.status_code", status);
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
        "server.port" = port,
        "http.request.resend_count" = Empty,
        "http.response.status_code" = Empty,
        "error.type" = Empty,
        "intertie.vendor" = api.spec.vendor,
        "intertie.operation" = spec.id,
        "intertie.spec.version" = api.spec.version,
    );
    if made > 0 {
        span.record("http.request.resend_count", made);
    }
    Span(span)
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
