//! Numbers, by the `metrics` facade: whichever recorder the program installs exports them.

use super::End;
use crate::spec::{ApiSpec, OperationSpec};
use metrics::{Label, counter, histogram};
use std::time::Duration;

/// `http.client.request.duration`, in seconds, of each attempt.
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
    histogram!("http.client.request.duration", labels).record(took);
}

/// `intertie.client.retries`.
pub(crate) fn retried(api: &'static ApiSpec, spec: &'static OperationSpec) {
    counter!("intertie.client.retries", labels(api, spec)).increment(1);
}

/// `intertie.client.limited.duration`, in seconds: how long calls waited for the vendor's limit.
#[cfg(feature = "limit")]
pub(crate) fn limited(api: &'static ApiSpec, spec: &'static OperationSpec, wait: Duration) {
    histogram!("intertie.client.limited.duration", labels(api, spec)).record(wait);
}

/// `intertie.client.drift`, by kind.
pub(crate) fn drift(api: &'static ApiSpec, kind: &'static str) {
    counter!("intertie.client.drift", "intertie.vendor" => api.spec.vendor, "kind" => kind).increment(1);
}

fn labels(api: &'static ApiSpec, spec: &'static OperationSpec) -> Vec<Label> {
    vec![
        Label::from_static_parts("intertie.vendor", api.spec.vendor),
        Label::from_static_parts("intertie.operation", spec.id),
    ]
}
