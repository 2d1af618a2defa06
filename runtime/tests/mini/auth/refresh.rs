//! Refresh tokens that are replaced each time: none may be lost.

use super::{Asked, Vendor, client};
use crate::acme::Echo;
use crate::exposure::Failed as _;
use axum::http::StatusCode;
use intertie::AuthError;
use intertie::auth::oauth2::{ClientAuth, MemoryStore, OAuth2, RefreshToken, TokenStore};
use intertie::auth::{BoxFuture, ExposeSecret, SecretString};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// A server on which each refresh token serves once: `r1` gives `t1` and `r2`, and so on.
fn rotate(_: usize, asked: &Asked) -> (StatusCode, String) {
    let number: usize =
        asked.get("refresh_token").and_then(|text| text.strip_prefix("s3cret-r")?.parse().ok()).unwrap_or_default();
    let body = json!({
        "access_token": format!("s3cret-t{number}"), "expires_in": 0, "refresh_token": format!("s3cret-r{}", number + 1),
    });
    (StatusCode::OK, body.to_string())
}

async fn kept(store: &impl TokenStore) -> String {
    store.load().await.expect("a token").expose_secret().to_owned()
}

fn grant<S: TokenStore>(store: S) -> OAuth2 {
    OAuth2::new(RefreshToken::new("/token", ClientAuth::body("id", "s3cret"), store))
}

#[tokio::test]
async fn each_new_refresh_token_is_kept_and_used() {
    let vendor = Vendor::new(rotate).await;
    let store = Arc::new(MemoryStore::new("s3cret-r1"));
    let client = client(&vendor.base, grant(Arc::clone(&store)));
    for number in 1..4 {
        assert_eq!(client.send(Echo {}).await.expect("an answer")["token"], format!("s3cret-t{number}"));
        assert_eq!(kept(&store).await, format!("s3cret-r{}", number + 1));
    }
    let asked = vendor.asked();
    assert_eq!((asked.len(), asked[0].get("grant_type")), (3, Some("refresh_token")));
}

#[tokio::test]
async fn a_call_that_is_given_up_does_not_lose_the_new_refresh_token() {
    let vendor = Vendor::new(rotate).await;
    let store = Arc::new(MemoryStore::new("s3cret-r1"));
    let client = client(&vendor.base, grant(Arc::clone(&store)));
    let call = tokio::time::timeout(Duration::from_millis(20), client.send(Echo {})).await;
    assert!(call.is_err(), "given up before the token endpoint answers");
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(kept(&store).await, "s3cret-r2");
}

/// Fails to save as often as it is told to.
#[derive(Debug)]
struct Stubborn {
    inner: MemoryStore,
    failures: AtomicUsize,
}

impl TokenStore for Stubborn {
    fn load(&self) -> BoxFuture<'_, Result<SecretString, AuthError>> {
        self.inner.load()
    }

    fn save<'a>(&'a self, refresh: &'a SecretString) -> BoxFuture<'a, Result<(), AuthError>> {
        let failed = self.failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
        if failed { Box::pin(async { Err(AuthError::new("the disk is full")) }) } else { self.inner.save(refresh) }
    }
}

#[tokio::test]
async fn a_refresh_token_that_cannot_be_saved_is_reported_and_saved_later() {
    let vendor = Vendor::new(rotate).await;
    let store = Arc::new(Stubborn { inner: MemoryStore::new("s3cret-r1"), failures: AtomicUsize::new(1) });
    let client = client(&vendor.base, grant(Arc::clone(&store)));
    let error = client.send(Echo {}).await.failed("not saved").to_string();
    assert!(error.ends_with("the new refresh token could not be saved: the disk is full"), "{error}");
    assert_eq!(kept(&store.inner).await, "s3cret-r1");
    tokio::time::sleep(Duration::from_millis(1050)).await;
    assert_eq!(client.send(Echo {}).await.expect("an answer")["token"], "s3cret-t1");
    assert_eq!((kept(&store.inner).await.as_str(), vendor.asked().len()), ("s3cret-r2", 1));
}

#[tokio::test]
async fn a_refresh_token_that_another_process_replaced_is_read_again() {
    // Another process has used `r1` and keeps `r5` while this one asks with `r1`.
    let store = Arc::new(MemoryStore::new("s3cret-r1"));
    let other = Arc::clone(&store);
    let vendor = Vendor::new(move |count, asked| match asked.get("refresh_token") {
        Some("s3cret-r1") => {
            drop(other.save(&SecretString::from("s3cret-r5")));
            super::refuse(StatusCode::BAD_REQUEST, "invalid_grant")
        }
        _ => rotate(count, asked),
    });
    let vendor = vendor.await;
    let client = client(&vendor.base, grant(Arc::clone(&store)));
    assert_eq!(client.send(Echo {}).await.expect("an answer")["token"], "s3cret-t5");
    assert_eq!(kept(&store).await, "s3cret-r6");
}

#[tokio::test]
async fn a_person_who_must_log_in_again_can_be_told() {
    let vendor = Vendor::new(|_, _| super::refuse(StatusCode::BAD_REQUEST, "invalid_grant")).await;
    let error = client(&vendor.base, grant(MemoryStore::new("s3cret-r1"))).send(Echo {}).await.failed("refused");
    assert_eq!(error.auth().and_then(AuthError::code), Some("invalid_grant"));
    assert_eq!(vendor.asked().len(), 1);
}
