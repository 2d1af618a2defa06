//! Whether a call is sent again, and when.
//!
//! In: what an attempt gave, and a [`RetryPolicy`]. Out: how long to wait, or that it is over. Whether a call *may* be
//! sent again at all (its method, its idempotency key, its body) is decided before, by [`may_repeat`].

mod backoff;
mod budget;
mod policy;
pub(crate) mod retry_after;

pub use policy::RetryPolicy;

use crate::answer::Head;
use crate::request::Request;
use crate::transport::TransportErrorKind;
use backoff::Jitter;
use budget::Budget;
use std::time::Duration;

/// What an attempt gave, as far as it matters here.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Outcome<'a> {
    /// An answer came, which counts as one of this status.
    Answered(&'a Head, u16),
    /// The network failed before an answer came.
    Unanswered(TransportErrorKind),
    /// What another attempt does not change: values, configuration, a body that broke off.
    Final,
}

/// What all calls of a client share.
#[derive(Debug)]
pub(crate) struct Retries {
    budget: Budget,
    jitter: Jitter,
}

impl Retries {
    pub(crate) fn new(policy: &RetryPolicy) -> Self {
        Self { budget: Budget::new(policy.budget), jitter: Jitter::new(policy.seed) }
    }

    /// How long to wait before the next attempt, of which `made` were made; `None`: this outcome is the call's.
    ///
    /// `left` is the time that the call still has: a wait that would outlast it is not begun.
    pub(crate) fn next(
        &self,
        policy: &RetryPolicy,
        made: u32,
        outcome: Outcome<'_>,
        left: Option<Duration>,
    ) -> Option<Duration> {
        if !policy.covers(outcome) {
            if matches!(outcome, Outcome::Answered(..)) {
                self.budget.earn();
            }
            return None;
        }
        let asked = match outcome {
            Outcome::Answered(head, _) => retry_after::asked(head).unwrap_or_default(),
            Outcome::Unanswered(_) | Outcome::Final => Duration::ZERO,
        };
        // On top of what the vendor asks for, not instead: all its clients were told the same moment.
        let wait = asked.saturating_add(self.jitter.backoff(policy, made));
        let pointless = made >= policy.max_attempts || asked > policy.max_wait || left.is_some_and(|left| wait >= left);
        (!pointless && self.budget.spend()).then_some(wait)
    }
}

/// Whether sending this request twice does no more than sending it once (RFC 9110, 9.2.2), and whether it can be.
pub(crate) fn may_repeat(request: &Request, has_key: bool) -> bool {
    (has_key || request.method.is_idempotent()) && request.is_repeatable()
}
