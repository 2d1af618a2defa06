//! Steps of the shared token over time, with a clock that the test moves.

use super::{Shared, Step};
use crate::auth::oauth2::{Grant, Token};
use crate::auth::{AuthError, BoxFuture, Site};
use http::HeaderValue;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

#[derive(Debug)]
struct Never;

impl Grant for Never {
    fn token<'a>(&'a self, _site: &'a Site) -> BoxFuture<'a, Result<Token, AuthError>> {
        Box::pin(async { Err(AuthError::new("not asked in these tests")) })
    }
}

fn shared() -> Shared {
    Shared { grant: Box::new(Never), state: Mutex::default() }
}

/// A renewal gives a token of this name for an hour.
fn hour(shared: &Shared, text: &str, now: Instant) {
    shared.settle(&Ok(Arc::new(Token::new(text).with_lifetime(Duration::from_secs(3600), now))), now);
}

fn after(start: Instant, seconds: u64) -> Instant {
    start + Duration::from_secs(seconds)
}

#[test]
fn an_aging_token_is_used_while_one_call_renews_it() {
    let (shared, start) = (shared(), Instant::now());
    hour(&shared, "a", start);
    assert!(matches!(shared.step(after(start, 3299)), Step::Use(_)));
    let Step::Renew(sender, Some(_)) = shared.step(after(start, 3300)) else { panic!("renewed with the old one") };
    assert!(matches!(shared.step(after(start, 3300)), Step::Use(_)));
    // The old one ends before the new one is there.
    assert!(matches!(shared.step(after(start, 3595)), Step::Wait(_)));
    // The renewal is given up without an outcome.
    drop(sender);
    assert!(matches!(shared.step(after(start, 3595)), Step::Renew(_, None)));
}

#[test]
fn a_failed_renewal_is_not_repeated_at_once_and_the_old_token_serves() {
    let (shared, start) = (shared(), Instant::now());
    hour(&shared, "a", start);
    shared.settle(&Err(AuthError::new("down")), after(start, 3300));
    assert!(matches!(shared.step(after(start, 3300)), Step::Use(_)));
    assert!(matches!(shared.step(after(start, 3301)), Step::Renew(_, Some(_))));
    shared.settle(&Err(AuthError::new("down")), after(start, 3595));
    assert!(matches!(shared.step(after(start, 3596)), Step::Fail(_)), "two seconds the second time");
    assert!(matches!(shared.step(after(start, 3597)), Step::Renew(_, None)));
    let later = AuthError::new("busy").with_retry_after(Some(Duration::from_secs(20)));
    shared.settle(&Err(later), after(start, 3600));
    assert!(matches!(shared.step(after(start, 3619)), Step::Fail(_)));
    assert!(matches!(shared.step(after(start, 3620)), Step::Renew(_, None)));
}

#[test]
fn a_server_that_refuses_every_token_is_not_asked_for_one_per_call() {
    let (shared, start) = (shared(), Instant::now());
    let refused = |text: &'static str, at| shared.refused(&HeaderValue::from_static(text), at);
    hour(&shared, "a", start);
    assert!(refused("Bearer a", start));
    assert!(refused("Bearer a", start), "the renewal is awaited");
    hour(&shared, "b", start);
    assert!(refused("Bearer a", start), "there is another by now");
    assert!(!refused("Bearer b", after(start, 4)));
    assert!(matches!(shared.step(after(start, 4)), Step::Use(_)));
    assert!(refused("Bearer b", after(start, 5)));
}
