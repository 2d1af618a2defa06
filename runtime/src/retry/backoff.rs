//! Exponential backoff with full jitter: a random part of a bound that doubles. Clients that failed together do not come
//! back together (<https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>).

use super::RetryPolicy;
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The source of randomness.
pub(super) struct Jitter(Mutex<fastrand::Rng>);

impl Jitter {
    pub(super) fn new(seed: Option<u64>) -> Self {
        Self(Mutex::new(seed.map_or_else(fastrand::Rng::new, fastrand::Rng::with_seed)))
    }

    /// How long to wait after this many attempts.
    pub(super) fn backoff(&self, policy: &RetryPolicy, made: u32) -> Duration {
        let factor = 1_u32.checked_shl(made.saturating_sub(1)).unwrap_or(u32::MAX);
        let bound = policy.base.saturating_mul(factor).min(policy.cap);
        let part = self.0.lock().unwrap_or_else(PoisonError::into_inner).f64();
        // Of two numbers of which neither is negative, nor the first above 1, there is a product.
        Duration::try_from_secs_f64(bound.as_secs_f64() * part).unwrap_or(bound)
    }
}

impl fmt::Debug for Jitter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Jitter")
    }
}

#[cfg(test)]
mod tests {
    use super::Jitter;
    use crate::retry::RetryPolicy;
    use std::time::Duration;

    #[test]
    fn the_bound_doubles_up_to_the_cap_and_the_wait_is_anywhere_below() {
        let policy = RetryPolicy::default().backoff(Duration::from_millis(100), Duration::from_secs(1));
        let jitter = Jitter::new(Some(7));
        for (made, bound) in [(1, 100), (2, 200), (3, 400), (4, 800), (5, 1000), (40, 1000), (u32::MAX, 1000)] {
            let waits: Vec<_> = (0..200).map(|_| jitter.backoff(&policy, made).as_millis()).collect();
            let (least, most) = (waits.iter().min().expect("a wait"), waits.iter().max().expect("a wait"));
            assert!(*most <= bound && *most > bound * 9 / 10 && *least < bound / 10, "{made}: {least} to {most}");
        }
    }

    #[test]
    fn a_seed_repeats_the_waits() {
        let policy = RetryPolicy::default();
        let waits = |seed| {
            let jitter = Jitter::new(seed);
            (1..9).map(|made| jitter.backoff(&policy, made)).collect::<Vec<_>>()
        };
        assert_eq!(waits(Some(1)), waits(Some(1)));
        assert_ne!(waits(Some(1)), waits(Some(2)));
        assert_ne!(waits(None), waits(None));
    }
}
