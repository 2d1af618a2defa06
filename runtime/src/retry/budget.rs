//! A retry budget: a bucket of tokens, of which a retry takes one and a success brings a part back. In a storm of failures
//! the bucket runs dry, and the vendor gets each call once (as gRPC's retry throttling and AWS's standard retry mode do).

use std::sync::atomic::{AtomicU64, Ordering};

/// Parts of a token.
const TOKEN: u32 = 1000;

/// The tokens of a client.
#[derive(Debug)]
pub(super) struct Budget {
    left: AtomicU64,
    most: u64,
    earned: u64,
}

impl Budget {
    /// `tokens` at first and at most, and `per_success` of one for each success.
    pub(super) fn new((tokens, per_success): (u32, f64)) -> Self {
        let most = u64::from(tokens) * u64::from(TOKEN);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=TOKEN")]
        let earned = (per_success.clamp(0.0, 1.0) * f64::from(TOKEN)) as u64;
        Self { left: AtomicU64::new(most), most, earned }
    }

    /// Takes a token; `false` where none is left.
    pub(super) fn spend(&self) -> bool {
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(u64::from(TOKEN))).is_ok()
    }

    /// Brings a part of a token.
    pub(super) fn earn(&self) {
        // A full bucket, the usual one, is only read.
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            (left < self.most).then(|| self.most.min(left + self.earned))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn five_successes_pay_for_a_retry_and_the_bucket_has_a_rim() {
        let budget = Budget::new((2, 0.2));
        budget.earn();
        assert_eq!([budget.spend(), budget.spend(), budget.spend()], [true, true, false]);
        for _ in 0..4 {
            budget.earn();
        }
        assert!(!budget.spend());
        budget.earn();
        assert!(budget.spend() && !budget.spend());
        (0..100).for_each(|_| budget.earn());
        assert_eq!([budget.spend(), budget.spend(), budget.spend()], [true, true, false]);
    }

    #[test]
    fn no_tokens_no_retries() {
        let budget = Budget::new((0, 1.0));
        budget.earn();
        assert!(!budget.spend());
    }
}
