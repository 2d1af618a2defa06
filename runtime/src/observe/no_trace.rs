//! Without the feature `tracing`: spans that are nothing.

use super::End;
use crate::drift::DriftReport;
use crate::spec::{ApiSpec, OperationSpec};
use std::fmt;
use std::future::Future;

pub(crate) struct Span;

#[expect(clippy::unused_self, reason = "the same face as with the feature")]
impl Span {
    pub(crate) fn run<F: Future>(&self, future: F) -> F {
        future
    }

    pub(crate) fn within<T>(&self, act: impl FnOnce() -> T) -> T {
        act()
    }

    pub(super) const fn is_wanted(&self) -> bool {
        false
    }

    #[cfg(feature = "flow")]
    pub(super) const fn flow_ended(&self, _outcome: &'static str) {}

    pub(crate) fn ended(&self, _end: &End) {}
}

pub(super) const fn wants_drift() -> bool {
    false
}

pub(crate) const fn call(_api: &'static ApiSpec, _spec: &'static OperationSpec) -> Span {
    Span
}

pub(crate) const fn attempt(_api: &'static ApiSpec, _spec: &'static OperationSpec, _origin: &str, _made: u32) -> Span {
    Span
}

#[cfg(feature = "flow")]
pub(crate) const fn flow(_name: &'static str, _version: &'static str, _id: &str) -> Span {
    Span
}

#[cfg(feature = "flow")]
pub(crate) const fn step(_name: &str, _number: u32, _vendor: Option<&'static str>) -> Span {
    Span
}

pub(crate) fn drift_report(_report: &DriftReport<'_>, _value: Option<&str>) {}

pub(crate) fn body(_what: &'static str, _value: &dyn fmt::Debug) {}
