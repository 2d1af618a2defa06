//! The idempotency key of a step: made of the flow's id and the step's name, so that every run and every attempt of the
//! step sends the same one, and no other step does.

use crate::idempotency::uuid;
use ring::digest::{Context, SHA256};

/// The key, of at most this many characters: a UUID of version 8 (RFC 9562, 5.8), as vendors ask for UUIDs.
pub(crate) fn of(flow: &str, step: &str, max_length: usize) -> String {
    let mut digest = Context::new(&SHA256);
    // The version of this scheme: a change of it would make a flow in flight act twice.
    digest.update(b"intertie flow step 1");
    for part in [flow, step] {
        // Lengths keep the parts apart: `a` + `bc` is not `ab` + `c`.
        digest.update(&(part.len() as u64).to_be_bytes());
        digest.update(part.as_bytes());
    }
    let digest = digest.finish();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.as_ref()[..16]);
    uuid::text(bytes, 8, max_length)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn it_is_the_same_for_the_same_step_and_another_for_every_other() {
        assert_eq!(of("order-1", "charge", 255), of("order-1", "charge", 255));
        assert_ne!(of("order-1", "charge", 255), of("order-2", "charge", 255));
        assert_ne!(of("order-1", "charge", 255), of("order-1", "refund", 255));
        assert_ne!(of("a", "bc", 255), of("ab", "c", 255));
    }

    /// Flows are in flight while programs are updated: the scheme must never change.
    #[test]
    fn the_scheme_stays() {
        assert_eq!(of("order-1", "charge", 255), "9df577be-b776-8800-9113-2a60e60a1eee");
        assert_eq!(of("order-1", "charge", 20), "9df577beb77688009113");
    }
}
