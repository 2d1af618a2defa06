//! What is tried again, how often and how patiently: plain data.

use super::Outcome;
use super::retry_after::is_limited;
use crate::transport::TransportErrorKind;
use std::time::Duration;

/// When a call is sent again.
///
/// Only calls that may be repeated are: those of an idempotent method (GET, HEAD, OPTIONS, TRACE, PUT, DELETE) and those
/// that carry an idempotency key, as long as their body can be sent again. By default there are three attempts, for
/// answers of status 408, 425, 429, 500, 502, 503 and 504 (or whose code stands for one of these, by the profile), for 403 where the vendor's headers say that the limit is used
/// up, and where no answer came: no connection, one that broke, or the time limit of the attempt.
#[derive(Debug, Clone, PartialEq)]
pub struct RetryPolicy {
    pub(super) max_attempts: u32,
    pub(super) base: Duration,
    pub(super) cap: Duration,
    pub(super) max_wait: Duration,
    pub(super) statuses: Vec<u16>,
    pub(super) budget: (u32, f64),
    pub(super) seed: Option<u64>,
}

impl RetryPolicy {
    /// Sends every call once.
    pub fn none() -> Self {
        Self::default().max_attempts(1)
    }

    /// How often a call is sent at most, the first time included. 3 by default.
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// How long to wait: a random time up to `base`, up to twice that after the second attempt, and so on, never more
    /// than `cap`. 250 ms and 20 s by default.
    pub const fn backoff(mut self, base: Duration, cap: Duration) -> Self {
        self.base = base;
        self.cap = cap;
        self
    }

    /// The longest wait that a vendor may ask for (`Retry-After`, reset headers): where it asks for more, the call fails
    /// with that answer at once. So it does where the client's own limits would make it wait for longer. A minute by default.
    pub const fn max_wait(mut self, limit: Duration) -> Self {
        self.max_wait = limit;
        self
    }

    #[cfg(feature = "limit")]
    pub(crate) const fn longest_wait(&self) -> Duration {
        self.max_wait
    }

    /// The statuses that are tried again, instead of the default ones.
    pub fn statuses(mut self, statuses: impl Into<Vec<u16>>) -> Self {
        self.statuses = statuses.into();
        self
    }

    /// How many retries all calls of the client have together: `tokens` at first and at most, and for each answer that is
    /// no failure of the server a part of one again. 50 and 0.2 by default, so that under a failure of everything the
    /// vendor gets 50 calls more, and in the long run a fifth more at most. Counts where the client is built; a call's
    /// own policy spends from the client's budget.
    pub const fn budget(mut self, tokens: u32, per_success: f64) -> Self {
        self.budget = (tokens, per_success);
        self
    }

    /// Makes the random waits the same each time. Counts where the client is built.
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    pub(super) fn covers(&self, outcome: Outcome<'_>) -> bool {
        match outcome {
            Outcome::Answered(head, counts_as) => self.statuses.contains(&counts_as) || is_limited(head, counts_as),
            Outcome::Unanswered(kind) => match kind {
                TransportErrorKind::Connect | TransportErrorKind::Broken | TransportErrorKind::Timeout => true,
                TransportErrorKind::Other => false,
            },
            Outcome::Final => false,
        }
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_attempts: 3,
            base: Duration::from_millis(250),
            cap: Duration::from_secs(20),
            max_wait: Duration::from_secs(60),
            statuses: vec![408, 425, 429, 500, 502, 503, 504],
            budget: (50, 0.2),
            seed: None,
        }
    }
}
