//! How often and how patiently a step is tried again: plain data.

use std::time::Duration;

/// When a step is tried again. Flows can wait: the defaults are more patient than those of a call.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Patience {
    pub(crate) attempts: u32,
    pub(crate) base: Duration,
    pub(crate) cap: Duration,
    pub(crate) longest: Duration,
}

impl Patience {
    /// 8 attempts with waits that double from a second to five minutes, and up to a day where the vendor asks for it.
    pub const DEFAULT: Self = Self {
        attempts: 8,
        base: Duration::from_secs(1),
        cap: Duration::from_secs(300),
        longest: Duration::from_secs(24 * 60 * 60),
    };

    /// Tries once.
    pub const fn none() -> Self {
        Self::DEFAULT.attempts(1)
    }

    /// How often a step is tried at most within one run of the flow.
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// How long to wait: a random part of `base`, then of twice that and so on, never more than `cap`.
    pub const fn backoff(mut self, base: Duration, cap: Duration) -> Self {
        self.base = base;
        self.cap = cap;
        self
    }

    /// The longest wait that a vendor may ask for. Where it asks for more, the step fails.
    pub const fn longest(mut self, wait: Duration) -> Self {
        self.longest = wait;
        self
    }

    /// How long to wait after this many attempts; at least half of the bound, and on top of what the vendor asks for.
    /// `None`: it asks for too much.
    pub(crate) fn wait(&self, made: u32, asked: Option<Duration>) -> Option<Duration> {
        let asked = asked.unwrap_or_default();
        let factor = 1_u32.checked_shl(made.saturating_sub(1)).unwrap_or(u32::MAX);
        let bound = self.base.saturating_mul(factor).min(self.cap);
        let part = bound.mul_f64(0.5 + fastrand::f64() / 2.0);
        (asked <= self.longest).then(|| asked.saturating_add(part))
    }
}

impl Default for Patience {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::Patience;
    use std::time::Duration;

    #[test]
    fn waits_grow_up_to_the_cap_and_the_vendor_s_word_comes_on_top() {
        let patience = Patience::DEFAULT.backoff(Duration::from_millis(100), Duration::from_millis(300));
        for (made, bound) in [(1, 100), (2, 200), (3, 300), (40, 300)] {
            let wait = patience.wait(made, None).expect("a wait").as_millis();
            assert!(wait >= bound / 2 && wait <= bound, "{made}: {wait}");
        }
        assert!(patience.wait(1, Some(Duration::from_secs(7))).expect("a wait") >= Duration::from_secs(7));
        assert_eq!(patience.longest(Duration::from_secs(5)).wait(1, Some(Duration::from_secs(7))), None);
    }
}
