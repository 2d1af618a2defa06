//! A person logs in: the page's URL, the answer's state, the code's exchange with its PKCE verifier.

use super::{Asked, Vendor, client};
use crate::acme::Echo;
use crate::exposure::Failed as _;
use axum::http::StatusCode;
use intertie::ReqwestTransport;
use intertie::auth::oauth2::{AuthorizationCode, ClientAuth, Login, MemoryStore, OAuth2, RefreshToken};
use intertie::auth::{ExposeSecret, Site};
use ring::digest::{SHA256, digest};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

const REDIRECT: &str = "http://127.0.0.1:9/back?x=1";

fn flow(vendor: &Vendor) -> AuthorizationCode {
    AuthorizationCode::new("https://acme.com/authorize?v=2", vendor.token_url(), ClientAuth::public("id"), REDIRECT)
        .scope("read")
        .scope("write")
        .parameter("access_type", "offline")
}

fn site() -> Site {
    Site::new(ReqwestTransport::new().expect("a transport"))
}

fn query(url: &str) -> BTreeMap<String, String> {
    let (_, query) = url.split_once('?').expect("a query");
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

/// The challenge of a verifier, by other code than ours.
fn challenge(verifier: &str) -> String {
    let digest = digest(&SHA256, verifier.as_bytes());
    let base64 = intertie::to_string(&intertie::Base64(digest.as_ref().to_vec())).expect("text");
    base64.trim_matches('"').trim_end_matches('=').replace('+', "-").replace('/', "_")
}

#[tokio::test]
async fn a_login_from_page_to_token() {
    let expected = Arc::new(Mutex::new(String::new()));
    let wanted = Arc::clone(&expected);
    let vendor = Vendor::new(move |_, asked: &Asked| {
        let proven = asked.get("code_verifier").map(challenge) == Some(wanted.lock().expect("ours").clone());
        let right = proven && asked.get("code") == Some("s3cret/1") && asked.get("redirect_uri") == Some(REDIRECT);
        if right && asked.get("grant_type") == Some("authorization_code") && asked.get("client_id") == Some("id") {
            (
                StatusCode::OK,
                json!({"access_token": "s3cret-t", "refresh_token": "s3cret-r", "expires_in": 60}).to_string(),
            )
        } else {
            super::refuse(StatusCode::BAD_REQUEST, "invalid_grant")
        }
    });
    let vendor = vendor.await;
    let flow = flow(&vendor);
    let login = flow.begin().expect("a login");
    assert!(login.url().starts_with("https://acme.com/authorize?v=2&response_type=code&client_id=id&"));
    let asked = query(login.url());
    let given = |name: &str| asked[name].as_str();
    assert_eq!((given("redirect_uri"), given("scope")), (REDIRECT, "read write"));
    assert_eq!((given("code_challenge_method"), given("access_type")), ("S256", "offline"));
    assert_eq!((given("state"), given("state").len()), (login.state().expose_secret(), 43));
    expected.lock().expect("ours").push_str(given("code_challenge"));

    // The person comes back to another process.
    let kept = Login::resume(login.state().clone(), login.verifier().clone());
    let callback = format!("{REDIRECT}&code=s3cret%2F1&state={}", given("state"));
    let token = flow.finish(kept, &callback, &site()).await.expect("a token");
    let refresh = token.refresh().expect("a refresh token").clone();
    let grant = RefreshToken::new(vendor.token_url(), ClientAuth::public("id"), MemoryStore::new(refresh));
    let client = client(&vendor.base, OAuth2::with_token(grant, token));
    assert_eq!(client.send(Echo {}).await.expect("an answer")["token"], "s3cret-t");
    assert_eq!(vendor.asked().len(), 1);
}

#[tokio::test]
async fn an_answer_to_another_login_is_not_looked_at() {
    let vendor = Vendor::new(|_, _| super::issue("t", 60)).await;
    let flow = flow(&vendor);
    for callback in ["/back?code=s3cret&state=forged", "/back?code=s3cret", "/back?error=access_denied", ""] {
        let error = flow.finish(flow.begin().expect("a login"), callback, &site()).await.failed("refused");
        assert!(error.to_string().contains("state") && error.code().is_none(), "{error}");
    }
    let login = flow.begin().expect("a login");
    let callback = format!("/back?error=access_denied&state={}", login.state().expose_secret());
    let error = flow.finish(login, &callback, &site()).await.failed("refused");
    assert_eq!(error.code(), Some("access_denied"));
    let login = flow.begin().expect("a login");
    let callback = format!("state={}&more=a?b", login.state().expose_secret());
    assert!(flow.finish(login, &callback, &site()).await.failed("refused").to_string().contains("no `code`"));
    assert!(vendor.asked().is_empty());
}

#[tokio::test]
async fn no_two_logins_are_alike_and_none_is_in_the_clear() {
    let vendor = Vendor::new(|_, _| super::issue("t", 60)).await;
    let flow = flow(&vendor);
    let (one, two) = (flow.begin().expect("a login"), flow.begin().expect("a login"));
    assert_ne!(one.state().expose_secret(), two.state().expose_secret());
    assert_ne!(one.verifier().expose_secret(), two.verifier().expose_secret());
    assert_ne!(one.verifier().expose_secret(), one.state().expose_secret());
    for page in ["http://acme.com/authorize", "javascript:alert(1)", "/authorize", "https://acme.com/#x"] {
        let flow = AuthorizationCode::new(page, "/token", ClientAuth::public("id"), REDIRECT);
        assert!(flow.begin().is_err(), "{page}");
    }
}
