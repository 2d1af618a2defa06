//! What is sent to token endpoints, and where they may be.

use super::{Vendor, client, issue, refuse};
use crate::acme::Echo;
use crate::exposure::Failed as _;
use crate::server::serve;
use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use intertie::auth::Site;
use intertie::auth::oauth2::{ClientAuth, ClientCredentials, OAuth2};
use intertie::{ReqwestTransport, Rotating};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// PayPal: the client in HTTP Basic, a URL of the client's own host.
#[tokio::test]
async fn the_client_in_the_header() {
    let vendor = Vendor::new(|_, _| issue("s3cret-t", 3600)).await;
    let grant = ClientCredentials::new("/token", ClientAuth::basic("Aladdin", "open:sesame")).scope("a").scope("b");
    client(&format!("{}/v2", vendor.base), OAuth2::new(grant)).send(Echo {}).await.expect("an answer");
    let asked = &vendor.asked()[0];
    // `Aladdin:open%3Asesame`
    assert_eq!(asked.authorization.as_deref(), Some("Basic QWxhZGRpbjpvcGVuJTNBc2VzYW1l"));
    assert_eq!(asked.form.len(), 2);
    assert_eq!((asked.get("grant_type"), asked.get("scope")), (Some("client_credentials"), Some("a b")));
}

/// FedEx: everything in the body, and a customer's own key besides.
#[tokio::test]
async fn the_client_in_the_body_with_members_of_the_vendors_own() {
    let vendor = Vendor::new(|_, _| issue("s3cret-t", 3600)).await;
    let grant = ClientCredentials::new(vendor.token_url(), ClientAuth::body("id", "s3cret&b=c"))
        .field("child_Key", "s3cret key")
        .field("child_secret", "s3cret child")
        .grant_type("csp_credentials");
    client(&vendor.base, OAuth2::new(grant)).send(Echo {}).await.expect("an answer");
    let asked = &vendor.asked()[0];
    let wanted = [
        ("child_Key", "s3cret key"),
        ("child_secret", "s3cret child"),
        ("client_id", "id"),
        ("client_secret", "s3cret&b=c"),
        ("grant_type", "csp_credentials"),
    ];
    assert!(asked.authorization.is_none());
    assert!(asked.form.iter().map(|(name, value)| (name.as_str(), value.as_str())).eq(wanted));
}

#[tokio::test]
async fn a_client_secret_changes_while_the_client_runs() {
    let vendor = Vendor::new(|_, asked| issue(asked.get("client_secret").unwrap_or_default(), 0)).await;
    let secret = Rotating::new("s3cret-one");
    let grant = ClientCredentials::new("/token", ClientAuth::body("id", secret.clone()));
    let client = client(&vendor.base, OAuth2::new(grant));
    assert_eq!(client.send(Echo {}).await.expect("an answer")["token"], "s3cret-one");
    secret.set("s3cret-two");
    assert_eq!(client.send(Echo {}).await.expect("an answer")["token"], "s3cret-two");
}

#[tokio::test]
async fn a_token_endpoint_sends_nobody_elsewhere() {
    let hits = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&hits);
    let other = serve(Router::new().fallback(async move |_: HeaderMap| {
        seen.fetch_add(1, Ordering::SeqCst);
        issue("s3cret-stolen", 3600)
    }))
    .await;
    for status in [StatusCode::FOUND, StatusCode::TEMPORARY_REDIRECT, StatusCode::PERMANENT_REDIRECT] {
        let away = format!("{other}/token");
        let router = Router::new().fallback(async move || (status, [("location", away)]));
        let base = serve(router).await;
        let grant = ClientCredentials::new("/token", ClientAuth::basic("id", "s3cret"));
        let error = client(&base, OAuth2::new(grant)).send(Echo {}).await.failed("no token");
        assert!(error.is_auth() && error.to_string().contains(status.as_str()), "{error}");
    }
    assert_eq!(hits.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn an_api_that_redirects_elsewhere_does_not_pass_the_token_on() {
    let hits = [(); 2].map(|()| Arc::new(AtomicUsize::new(0)));
    let [here, there] = hits.clone();
    let other = serve(Router::new().fallback(async move || there.fetch_add(1, Ordering::SeqCst).to_string())).await;
    let vendor = Vendor::new(|_, _| issue("s3cret-t", 3600)).await;
    let router = Router::new().fallback(async move || {
        here.fetch_add(1, Ordering::SeqCst);
        (StatusCode::FOUND, [("location", format!("{other}/echo"))])
    });
    let grant = ClientCredentials::new(vendor.token_url(), ClientAuth::basic("id", "s3cret"));
    let error = client(&serve(router).await, OAuth2::new(grant)).send(Echo {}).await.failed("not followed");
    assert_eq!((error.status(), vendor.asked().len()), (Some(302), 1));
    assert_eq!(hits.map(|hits| hits.load(Ordering::SeqCst)), [1, 0]);
}

#[tokio::test]
async fn a_token_url_without_tls_or_host_is_refused() {
    let site = Site::new(ReqwestTransport::new().expect("a transport"));
    for (url, why) in [("http://id.acme.com/token", "https only"), ("/token", "relative"), ("//evil.com/t", "neither")]
    {
        let oauth = OAuth2::new(ClientCredentials::new(url, ClientAuth::basic("id", "s3cret")));
        let error = oauth.token(&site).await.failed("refused").to_string();
        assert!(error.contains(why), "{error}");
    }
}

#[tokio::test]
async fn refusals_are_told_with_the_vendors_code_and_never_with_our_secret() {
    let fedex = r#"{"transactionId":"1","errors":[{"code":"NOT.AUTHORIZED.ERROR","message":"The given client credentials were not valid."}]}"#;
    let repeats = r#"{"error":"invalid_client","error_description":"client secret s3cret is wrong"}"#;
    for (answer, shown, code) in [
        (fedex, "NOT.AUTHORIZED.ERROR: The given client credentials were not valid.", Some("NOT.AUTHORIZED.ERROR")),
        (repeats, "invalid_client", Some("invalid_client")),
        ("<html>s3cret</html>", "400 Bad Request", None),
    ] {
        let vendor = Vendor::new(move |_, _| (StatusCode::BAD_REQUEST, answer.to_owned())).await;
        let grant = ClientCredentials::new(vendor.token_url(), ClientAuth::basic("id", "s3cret"));
        let site = Site::new(ReqwestTransport::new().expect("a transport"));
        let error = OAuth2::new(grant).token(&site).await.failed("refused");
        assert!(error.to_string().ends_with(shown) && error.code() == code, "{error}");
        assert!(!format!("{error:?}").contains("s3cret"));
    }
    // Slack tells of failures by status 200.
    let vendor = Vendor::new(|_, _| refuse(StatusCode::OK, "invalid_code")).await;
    let grant = ClientCredentials::new("/token", ClientAuth::basic("id", "s3cret"));
    let error = client(&vendor.base, OAuth2::new(grant)).send(Echo {}).await.failed("refused");
    assert!(error.to_string().contains("invalid_code"), "{error}");
}
