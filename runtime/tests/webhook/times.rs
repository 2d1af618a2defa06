//! The time window, with the time given.

use crate::exposure::Failed as _;
use crate::vectors::{all, is_timed, named};
use std::time::{Duration, SystemTime};

const SECOND: Duration = Duration::from_secs(1);
const WINDOW: Duration = Duration::from_secs(300);

#[test]
fn five_minutes_either_way_are_fine_and_no_more() {
    for vector in all().iter().filter(|vector| is_timed(vector.scheme)) {
        let verifier = vector.verifier();
        for fine in [vector.now + WINDOW, vector.now - WINDOW] {
            assert!(verifier.check(&vector.request, fine).is_ok(), "{}", vector.name);
        }
        let old = verifier.check(&vector.request, vector.now + WINDOW + SECOND).failed(&vector.name);
        assert_eq!(old.to_string(), "it was sent too long ago", "{}", vector.name);
        let new = verifier.check(&vector.request, vector.now - WINDOW - SECOND).failed(&vector.name);
        assert_eq!(new.to_string(), "it was sent in the future", "{}", vector.name);
        assert!(old.is_time() && new.is_time());
    }
}

#[test]
fn schemes_that_sign_no_time_have_no_window() {
    let mut untimed = 0;
    for vector in all().iter().filter(|vector| !is_timed(vector.scheme)) {
        untimed += 1;
        assert!(vector.verifier().check(&vector.request, SystemTime::UNIX_EPOCH).is_ok(), "{}", vector.name);
    }
    assert!(untimed > 5);
}

#[test]
fn the_window_is_the_users() {
    let vector = named("computed for Stripe");
    let verifier = vector.builder().secret(vector.secret.as_str()).tolerance(SECOND * 10).build().expect("a verifier");
    assert!(verifier.check(&vector.request, vector.now + SECOND * 10).is_ok());
    assert!(verifier.check(&vector.request, vector.now + SECOND * 11).failed("old").is_time());
}
