//! Without the feature `metrics`: numbers that nobody counts.

use super::End;
use crate::spec::{ApiSpec, OperationSpec};
use std::time::Duration;

pub(super) fn attempted(
    _api: &'static ApiSpec,
    _spec: &'static OperationSpec,
    _server: (&str, u16),
    _took: Duration,
    _end: &End,
) {
}

pub(crate) const fn retried(_api: &'static ApiSpec, _spec: &'static OperationSpec) {}

#[cfg(feature = "limit")]
pub(crate) const fn limited(_api: &'static ApiSpec, _spec: &'static OperationSpec, _wait: Duration) {}

pub(crate) const fn drift(_api: &'static ApiSpec, _kind: &'static str) {}

#[cfg(feature = "flow")]
pub(crate) const fn step_done(_flow: &'static str, _outcome: &'static str) {}

#[cfg(feature = "flow")]
pub(super) const fn flow_ended(_flow: &'static str, _outcome: &'static str) {}
