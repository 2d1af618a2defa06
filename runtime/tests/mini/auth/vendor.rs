//! A vendor on the loopback: a token endpoint that a test scripts, and an API that takes the tokens it is told to take.

use crate::acme::Client;
use crate::exposure::Exposed;
use crate::server::serve;
use axum::Router;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::routing::post;
use intertie::auth::Auth;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A token request.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) authorization: Option<String>,
    pub(crate) form: BTreeMap<String, String>,
}

impl Asked {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.form.get(name).map(String::as_str)
    }
}

/// What the token endpoint answers to the request of this number, counted from 1.
pub(crate) type Reply = (StatusCode, String);

/// What a vendor has seen, and what it takes.
#[derive(Clone)]
pub(crate) struct Vendor {
    pub(crate) base: String,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    asked: Vec<Asked>,
    calls: Vec<(Method, Option<String>, String)>,
    valid: Option<BTreeSet<String>>,
}

/// A token of this name.
pub(crate) fn issue(token: &str, expires_in: u64) -> Reply {
    let body = json!({"access_token": token, "token_type": "Bearer", "expires_in": expires_in});
    (StatusCode::OK, body.to_string())
}

/// A refusal with this code.
pub(crate) fn refuse(status: StatusCode, code: &str) -> Reply {
    (status, json!({"error": code, "error_description": "so it is"}).to_string())
}

impl Vendor {
    /// Serves `/token` as the test says, a little late, and all other paths to whom has a valid token.
    pub(crate) async fn new(reply: impl Fn(usize, &Asked) -> Reply + Send + Sync + 'static) -> Self {
        let seen = Arc::new(Mutex::new(Seen::default()));
        let (tokens, calls, reply) = (Arc::clone(&seen), Arc::clone(&seen), Arc::new(reply));
        let token = async move |headers: HeaderMap, body: String| {
            let form = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
            let asked = Asked { authorization: authorization(&headers), form };
            let count = {
                let mut seen = tokens.lock().expect("the test's own");
                seen.asked.push(asked.clone());
                seen.asked.len()
            };
            tokio::time::sleep(Duration::from_millis(50)).await;
            reply(count, &asked)
        };
        let call = async move |method: Method, _uri: Uri, headers: HeaderMap, body: String| {
            let mut seen = calls.lock().expect("the test's own");
            let authorization = authorization(&headers);
            let token = authorization.as_deref().and_then(|text| text.strip_prefix("Bearer ")).unwrap_or_default();
            let valid = seen.valid.as_ref().is_none_or(|valid| valid.contains(token));
            let answer = json!({"id": token, "token": token}).to_string();
            seen.calls.push((method, authorization, body));
            (if valid { StatusCode::OK } else { StatusCode::UNAUTHORIZED }, answer)
        };
        let base = serve(Router::new().route("/token", post(token)).fallback(call)).await;
        Self { base, seen }
    }

    /// From now on, the API takes these tokens only.
    pub(crate) fn takes(&self, tokens: &[&str]) {
        self.seen.lock().expect("the test's own").valid = Some(tokens.iter().map(ToString::to_string).collect());
    }

    /// The token requests so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.seen.lock().expect("the test's own").asked.clone()
    }

    /// Methods, `Authorization` and bodies of the calls so far.
    pub(crate) fn calls(&self) -> Vec<(Method, Option<String>, String)> {
        self.seen.lock().expect("the test's own").calls.clone()
    }

    /// Its token URL.
    pub(crate) fn token_url(&self) -> String {
        format!("{}/token", self.base)
    }
}

fn authorization(headers: &HeaderMap) -> Option<String> {
    headers.get("authorization").map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// A client of this vendor.
pub(crate) fn client(base: &str, auth: impl Auth) -> Client {
    let client = Client::builder().base_url(base).auth(auth).build().expect("a client");
    Exposed::debug(&client);
    client
}
