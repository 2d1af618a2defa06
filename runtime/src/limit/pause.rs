//! A time in which nothing is sent, because the vendor said that nothing is left.

use crate::answer::{Head, limit};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Until when.
#[derive(Debug, Default)]
pub(super) struct Pause(Mutex<Option<Instant>>);

impl Pause {
    /// How long it still takes.
    pub(super) fn left(&self, now: Instant) -> Option<Duration> {
        let mut until = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let left = until.and_then(|until| until.checked_duration_since(now)).filter(|left| !left.is_zero());
        if left.is_none() {
            *until = None;
        }
        left
    }

    /// Begins where the answer says that nothing is left, and until when.
    pub(super) fn told(&self, now: Instant, head: &Head) {
        if limit::remaining(head) != Some(0) {
            return;
        }
        if let Some(until) = limit::reset(head).and_then(|reset| now.checked_add(reset)) {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(until);
        }
    }
}
