//! What was seen before.

use crate::exposure::Failed as _;
use crate::vectors::{all, named};
use bytes::Bytes;
use http::{HeaderValue, StatusCode};
use intertie::auth::BoxFuture;
use intertie::webhook::{SeenBefore, SeenError, SeenInMemory};
use std::num::NonZeroUsize;

fn room(capacity: usize) -> SeenInMemory {
    SeenInMemory::new(NonZeroUsize::new(capacity).expect("room"))
}

#[tokio::test]
async fn the_same_request_passes_once() {
    for vector in all() {
        let verifier =
            vector.builder().secret(vector.secret.as_str()).seen_before(room(10)).build().expect("a verifier");
        let delivery = verifier.verify(&vector.request, vector.now).await.expect(&vector.name);
        let again = verifier.verify(&vector.request, vector.now).await.failed(&vector.name);
        assert!(again.is_repeated(), "{}", vector.name);
        assert_eq!(again.status(), StatusCode::OK, "the vendor need not send it again");
        verifier.forget(&delivery).await.expect("forgotten");
        assert!(verifier.verify(&vector.request, vector.now).await.is_ok(), "{}", vector.name);
    }
}

#[tokio::test]
async fn an_id_that_is_not_signed_does_not_make_a_repeat_new() {
    for (name, header) in [
        ("computed for GitHub", "x-github-delivery"),
        ("computed for Jira", "x-atlassian-webhook-identifier"),
        ("computed for Razorpay", "x-razorpay-event-id"),
        ("computed for Twilio", "i-twilio-idempotency-token"),
    ] {
        let vector = named(name);
        let verifier =
            vector.builder().secret(vector.secret.as_str()).seen_before(room(10)).build().expect("a verifier");
        let first = verifier.verify(&vector.request, vector.now).await.expect(name);
        let mut request = vector.request.clone();
        request.headers_mut().insert(header, HeaderValue::from_static("another"));
        assert_ne!(vector.check(&request).expect(name).id, first.id);
        assert!(verifier.verify(&request, vector.now).await.failed(name).is_repeated());
    }
}

#[tokio::test]
async fn a_forgery_is_not_noted() {
    let vector = named("computed for Stripe");
    let verifier = vector.builder().secret(vector.secret.as_str()).seen_before(room(10)).build().expect("a verifier");
    let mut request = vector.request.clone();
    *request.body_mut() = Bytes::from_static(br#"{"id":"evt_1"}"#);
    assert!(verifier.verify(&request, vector.now).await.failed("a forgery").is_signature());
    assert!(verifier.verify(&vector.request, vector.now).await.is_ok());
}

#[test]
fn keys_are_signed_ids_or_digests() {
    let key = |name: &str| {
        let vector = named(name);
        vector.check(&vector.request).expect(name).key().to_owned()
    };
    assert_eq!(key("computed for Stripe"), "stripe:evt_1");
    assert_eq!(key("computed for Stripe, while the secret is rolled"), "stripe:evt_1");
    let digest = key("computed for GitHub");
    assert_eq!(digest.len(), "github:".len() + 64);
}

#[tokio::test]
async fn the_memory_is_bounded_and_loses_the_oldest() {
    let seen = room(2);
    for (key, was_there) in [("a", false), ("b", false), ("a", true), ("c", false), ("a", false), ("c", true)] {
        assert_eq!(seen.note(key).await, Ok(was_there), "{key}");
        assert!(seen.len() <= 2);
    }
    seen.forget("c").await.expect("forgotten");
    seen.forget("never there").await.expect("forgotten");
    assert_eq!(seen.len(), 1);
    assert_eq!(seen.note("c").await, Ok(false));
}

#[tokio::test]
async fn of_many_at_once_one_is_the_first() {
    let vector = named("computed for Stripe");
    let verifier = vector.builder().secret(vector.secret.as_str()).seen_before(room(10)).build().expect("a verifier");
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let (verifier, request, now) = (verifier.clone(), vector.request.clone(), vector.now);
            tokio::spawn(async move { verifier.verify(&request, now).await.is_ok() })
        })
        .collect();
    let mut first = 0;
    for thread in threads {
        first += usize::from(thread.await.expect("no panic"));
    }
    assert_eq!(first, 1);
}

#[derive(Debug)]
struct Broken;

impl SeenBefore for Broken {
    fn note<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<bool, SeenError>> {
        Box::pin(async { Err(SeenError::new("no connection")) })
    }
    fn forget<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<(), SeenError>> {
        Box::pin(async { Err(SeenError::new("no connection")) })
    }
}

#[tokio::test]
async fn without_its_store_nothing_passes() {
    let vector = named("computed for Stripe");
    let verifier = vector.builder().secret(vector.secret.as_str()).seen_before(Broken).build().expect("a verifier");
    let error = verifier.verify(&vector.request, vector.now).await.failed("no store");
    assert!(error.is_unavailable());
    assert_eq!(error.status(), StatusCode::SERVICE_UNAVAILABLE, "the vendor sends it again");
}
