//! No secret is in what programs log: every `Debug` and `Display` of every value that has seen one.

use super::{Vendor, client, issue};
use crate::acme::{Client, Echo};
use crate::exposure::Failed as _;
use axum::http::StatusCode;
use intertie::auth::oauth2::{
    AuthorizationCode, ClientAuth, ClientCredentials, JwtBearer, Login, MemoryStore, OAuth2, RefreshToken, SigningKey,
    Token,
};
use intertie::auth::{SecretString, Site};
use intertie::{ApiKey, Basic, Bearer, ReqwestTransport, Rotating, Secret, SecretFile, SecretSource};
use std::error::Error;
use std::fmt::Debug;

/// In every secret of this test, also within base64 of it and percent-encoded.
const MARKS: &[&str] = &["s3cret", "czNjcmV0", "MzY3JldA", "zM2NyZX"];

fn debug(shown: &mut Vec<String>, value: &dyn Debug) {
    shown.push(format!("{value:?} {value:#?}"));
}

fn error(shown: &mut Vec<String>, error: &dyn Error) {
    let mut cause = Some(error);
    while let Some(error) = cause {
        shown.push(format!("{error} {error:?} {error:#?}"));
        cause = error.source();
    }
}

fn grants() -> Vec<OAuth2> {
    let body = || ClientAuth::body("id", "s3cret");
    vec![
        OAuth2::new(ClientCredentials::new("/token", ClientAuth::basic("id", "s3cret")).field("child", "s3cret")),
        OAuth2::new(ClientCredentials::new("/token", ClientAuth::basic("id", "s3cret"))),
        OAuth2::new(RefreshToken::new("/token", body(), MemoryStore::new("s3cret")).field("more", "s3cret")),
        OAuth2::new(JwtBearer::new("/token", "issuer", SigningKey::rs256("s3cret"))),
        OAuth2::new(JwtBearer::google("{\"private_key\": \"s3cret\", \"client_email\": \"a\"}")),
        OAuth2::with_token(ClientCredentials::new("/token", body()), Token::new("s3cret")),
    ]
}

#[tokio::test]
async fn nothing_that_is_shown_has_a_secret() {
    let mut shown = Vec::new();
    let file = std::env::temp_dir().join(format!("intertie-secret-{}", std::process::id()));
    std::fs::write(&file, "s3cret").expect("written");
    let kept = SecretFile::new(&file);
    intertie::Credentials::secret(&kept).await.expect("a secret");
    let token = Token::new("s3cret").with_refresh(Some("s3cret".into())).with_scope(Some("read".into()));
    let flow =
        AuthorizationCode::new("https://acme.com/a", "/token", ClientAuth::body("id", "s3cret"), "http://127.0.0.1/")
            .field("more", "s3cret");
    let values: [&dyn Debug; 17] = [
        &ApiKey::header("X-Key", "s3cret"),
        &ApiKey::query("key", "s3cret"),
        &Basic::new("s3cret", "s3cret"),
        &Basic::pair("s3cret:s3cret"),
        &Bearer::new("s3cret"),
        &Bearer::new(Secret::new("s3cret")),
        &Rotating::new("s3cret"),
        &kept,
        &SecretSource::from("s3cret"),
        &SecretString::from("s3cret"),
        &ClientAuth::basic("id", "s3cret"),
        &SigningKey::es256("s3cret"),
        &MemoryStore::new("s3cret"),
        &token,
        &flow,
        &Login::resume("s3cret", "s3cret"),
        &Client::builder().auth(Bearer::new("s3cret")),
    ];
    for value in values {
        debug(&mut shown, value);
    }
    let count = shown.len();

    // A vendor who issues it, one who refuses and repeats what it was sent, one who says no JSON, one who is not there.
    let echoes = |_: usize, asked: &super::Asked| {
        let sent = format!("{:?} {:?}", asked.authorization, asked.form);
        (StatusCode::BAD_REQUEST, serde_json::json!({"error": sent, "error_description": sent}).to_string())
    };
    let odd = |_: usize, _: &super::Asked| (StatusCode::OK, r#"{"access_token": {"s3cret": 1}}"#.to_owned());
    let vendors = [Vendor::new(|_, _| issue("s3cret", 3600)).await, Vendor::new(echoes).await, Vendor::new(odd).await];
    for vendor in &vendors {
        vendor.takes(&[]);
    }
    for vendor in vendors.iter().map(|vendor| vendor.base.as_str()).chain(["http://127.0.0.1:1"]) {
        for oauth in grants() {
            debug(&mut shown, &oauth);
            let client = client(vendor, oauth.clone());
            error(&mut shown, &client.send(Echo {}).await.failed("refused"));
            debug(&mut shown, &oauth);
            debug(&mut shown, &client);
            debug(&mut shown, &client.call(Echo {}));
        }
        let login = flow.begin().expect("a login");
        let state = intertie::auth::ExposeSecret::expose_secret(login.state()).to_owned();
        let site = Site::new(ReqwestTransport::new().expect("a transport"));
        debug(&mut shown, &site);
        debug(&mut shown, &flow.finish(login, &format!("?code=s3cret&state={state}"), &site).await);
    }
    std::fs::remove_file(&file).expect("removed");
    assert!(shown.len() > count + 80, "{}", shown.len());
    for text in &shown {
        assert!(!MARKS.iter().any(|mark| text.contains(mark)), "{text}");
    }
}
