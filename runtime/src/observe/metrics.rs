//! Numbers, by the `metrics` facade: whichever recorder the program installs exports them.

use super::End;
use crate::spec::{ApiSpec, OperationSpec};
use metrics::{Label, Unit, counter, describe_counter, describe_histogram, histogram};
use std::time::Duration;

const ATTEMPTS: &str = "http.client.request.duration";
const RETRIES: &str = "intertie.client.retries";
const LIMITED: &str = "intertie.client.limited.duration";
const DRIFT: &str = "intertie.client.drift";
const STEPS: &str = "intertie.flow.steps";
const FLOWS: &str = "intertie.flow.ended";

/// Tells the recorder what the numbers are and that durations are in seconds, which some exporters put into names. Call it
/// once, when the recorder is installed and before the first call.
pub fn describe_metrics() {
    describe_histogram!(ATTEMPTS, Unit::Seconds, "Of each attempt of a call, until the answer is read.");
    describe_counter!(RETRIES, "Attempts beyond the first, by the client itself.");
    describe_histogram!(LIMITED, Unit::Seconds, "How long calls waited for the vendor's limit.");
    describe_counter!(DRIFT, "What answers have that their document does not say.");
    describe_counter!(STEPS, "Steps of flows that ended, and how.");
    describe_counter!(FLOWS, "Runs of flows that ended, and how.");
}

/// [`ATTEMPTS`], in seconds.
pub(super) fn attempted(
    api: &'static ApiSpec,
    spec: &'static OperationSpec,
    (host, port): (&str, u16),
    took: Duration,
    end: &End,
) {
    let mut labels = labels(api, spec);
    labels.extend([
        Label::from_static_parts("http.request.method", spec.method),
        Label::from_static_parts("url.template", spec.path),
        Label::new("server.address", host.to_owned()),
        Label::new("server.port", port.to_string()),
    ]);
    labels.extend(end.status.map(|status| Label::new("http.response.status_code", status.to_string())));
    labels.extend(end.error.clone().map(|error| Label::new("error.type", error)));
    histogram!(ATTEMPTS, labels).record(took);
}

/// [`RETRIES`].
pub(crate) fn retried(api: &'static ApiSpec, spec: &'static OperationSpec) {
    counter!(RETRIES, labels(api, spec)).increment(1);
}

/// [`LIMITED`], in seconds.
#[cfg(feature = "limit")]
pub(crate) fn limited(api: &'static ApiSpec, spec: &'static OperationSpec, wait: Duration) {
    histogram!(LIMITED, labels(api, spec)).record(wait);
}

/// [`DRIFT`], by kind.
pub(crate) fn drift(api: &'static ApiSpec, kind: &'static str) {
    counter!(DRIFT, "intertie.vendor" => api.spec.vendor, "kind" => kind).increment(1);
}

/// [`STEPS`]. The step's name is no label: those of a loop are numbered, without end.
#[cfg(feature = "flow")]
pub(crate) fn step_done(flow: &'static str, outcome: &'static str) {
    counter!(STEPS, "intertie.flow" => flow, "outcome" => outcome).increment(1);
}

/// [`FLOWS`].
#[cfg(feature = "flow")]
pub(super) fn flow_ended(flow: &'static str, outcome: &'static str) {
    counter!(FLOWS, "intertie.flow" => flow, "outcome" => outcome).increment(1);
}

fn labels(api: &'static ApiSpec, spec: &'static OperationSpec) -> Vec<Label> {
    vec![
        Label::from_static_parts("intertie.vendor", api.spec.vendor),
        Label::from_static_parts("intertie.operation", spec.id),
    ]
}
