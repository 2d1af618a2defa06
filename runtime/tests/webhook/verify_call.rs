//! `PayPal`, verified by a call to a server of ours.

use crate::exposure::{Exposed, Failed as _};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::post;
use axum::{Router, body};
use bytes::Bytes;
use http::{HeaderValue, Request, StatusCode};
use intertie::webhook::{Scheme, SeenInMemory, Verifier, VerifierBuilder};
use intertie::{Bearer, Client, ClientBuilder, Connect, Value, spec};
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;
use tokio::net::TcpListener;

struct PayPal(Client);

impl Connect for PayPal {
    const API: &'static spec::ApiSpec = &spec::ApiSpec {
        name: "paypal",
        spec: spec::SpecId { vendor: "paypal", version: "1", digest: "00" },
        servers: &[spec::ServerSpec { url: "https://api-m.paypal.com", name: "", variables: &[] }],
        schemes: &[],
        security: &[],
        policy: &spec::Policy::NONE,
    };
    fn from_inner(inner: Client) -> Self {
        Self(inner)
    }
}

type Calls = Arc<Mutex<Vec<String>>>;

/// Says SUCCESS for the webhook `WH-1` and the signature `genuine`, as `PayPal` would.
async fn verify(State(calls): State<Calls>, headers: HeaderMap, body: body::Bytes) -> (StatusCode, String) {
    let text = String::from_utf8(body.to_vec()).expect("text");
    calls.lock().expect("a lock").push(text.clone());
    if headers.get("authorization").is_none_or(|token| token != "Bearer s3cret") {
        return (StatusCode::UNAUTHORIZED, r#"{"name":"AUTHENTICATION_FAILURE"}"#.to_owned());
    }
    assert_eq!(headers["content-type"], "application/json");
    let call: Value = serde_json::from_str(&text).expect("JSON");
    let genuine = call["webhook_id"] == "WH-1" && call["transmission_sig"] == "genuine";
    let members = ["auth_algo", "cert_url", "transmission_id", "transmission_time"];
    assert!(members.iter().all(|member| call[*member].is_string()), "{call}");
    (StatusCode::OK, format!(r#"{{"verification_status":"{}"}}"#, if genuine { "SUCCESS" } else { "FAILURE" }))
}

async fn serve() -> (String, Calls) {
    Exposed::listen();
    let calls = Calls::default();
    let path = "/v1/notifications/verify-webhook-signature";
    let router = Router::new().route(path, post(verify)).with_state(Arc::clone(&calls));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    (format!("http://{address}"), calls)
}

fn builder(base: &str, token: &str) -> VerifierBuilder {
    let client = ClientBuilder::<PayPal>::new().base_url(base).auth(Bearer::new(token)).build().expect("a client");
    Verifier::builder(Scheme::PayPal).client(client.0)
}

const EVENT: &str = "{ \"id\":\"WH-EV-1\",\"event_type\":\"PAYMENT.CAPTURE.COMPLETED\", \"amount\": 1.10 }";

fn request(signature: &'static str, body: &'static str) -> Request<Bytes> {
    Request::post("/hook")
        .header("PAYPAL-AUTH-ALGO", "SHA256withRSA")
        .header("PAYPAL-CERT-URL", "https://api.paypal.com/v1/notifications/certs/CERT-1")
        .header("PAYPAL-TRANSMISSION-ID", "t-1\",\"webhook_id\":\"WH-1")
        .header("PAYPAL-TRANSMISSION-SIG", signature)
        .header("PAYPAL-TRANSMISSION-TIME", "2023-11-14T22:13:20Z")
        .body(Bytes::from_static(body.as_bytes()))
        .expect("a request")
}

#[tokio::test]
async fn paypal_tells_and_gets_the_event_as_it_came() {
    let (base, calls) = serve().await;
    let verifier = builder(&base, "s3cret").secret("WH-0").secret("WH-1").build().expect("a verifier");
    let delivery = verifier.verify(&request("genuine", EVENT), SystemTime::now()).await.expect("genuine");
    assert_eq!(delivery.id.as_deref(), Some("WH-EV-1"));
    assert_eq!(delivery.kind.as_deref(), Some("PAYMENT.CAPTURE.COMPLETED"));
    assert_eq!(delivery.key(), "paypal:WH-EV-1");
    assert_eq!(delivery.timestamp, Some(crate::vectors::at(1_700_000_000)));
    let calls = calls.lock().expect("a lock");
    assert_eq!(calls.len(), 2, "one for each webhook, until it fits");
    assert!(calls[1].contains(EVENT), "the bytes that came: {}", calls[1]);
}

#[tokio::test]
async fn what_paypal_does_not_know_is_a_forgery() {
    let (base, calls) = serve().await;
    let verifier = builder(&base, "s3cret").secret("WH-2").build().expect("a verifier");
    // The transmission id tries to write another webhook's id.
    let error = verifier.verify(&request("genuine", EVENT), SystemTime::now()).await.failed("another webhook");
    assert!(error.is_signature());
    let verifier = builder(&base, "s3cret").secret("WH-1").build().expect("a verifier");
    let error = verifier.verify(&request("other", EVENT), SystemTime::now()).await.failed("another signature");
    assert!(error.is_signature());
    assert_eq!(calls.lock().expect("a lock").len(), 2);
}

#[tokio::test]
async fn a_body_that_is_no_event_is_not_sent_on() {
    let (base, calls) = serve().await;
    let verifier = builder(&base, "s3cret").secret("WH-2").build().expect("a verifier");
    for body in ["", "[]", "{}, \"webhook_id\": \"WH-1\"", "{} {}", "{\"a\":}", "null", "{}, {"] {
        let error = verifier.verify(&request("genuine", body), SystemTime::now()).await.failed(body);
        assert_eq!(error.status(), StatusCode::BAD_REQUEST, "{body}");
    }
    for name in ["paypal-auth-algo", "paypal-cert-url", "paypal-transmission-id", "paypal-transmission-sig"] {
        let mut missing = request("genuine", EVENT);
        missing.headers_mut().remove(name);
        let error = verifier.verify(&missing, SystemTime::now()).await.failed(name);
        assert_eq!(error.to_string(), format!("the header `{name}` is missing"));
        let mut twice = request("genuine", EVENT);
        twice.headers_mut().append(name, HeaderValue::from_static("x"));
        let error = verifier.verify(&twice, SystemTime::now()).await.failed(name);
        assert_eq!(error.status(), StatusCode::BAD_REQUEST);
    }
    assert!(calls.lock().expect("a lock").is_empty());
}

#[tokio::test]
async fn a_call_that_fails_leaves_it_open() {
    let (base, _calls) = serve().await;
    let verifier = builder(&base, "expired-token").secret("WH-1").build().expect("a verifier");
    let error = verifier.verify(&request("genuine", EVENT), SystemTime::now()).await.failed("no token");
    assert!(error.is_unavailable(), "{error}");
    assert_eq!(error.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(!format!("{error} {error:?} {verifier:?}").contains("expired-token"));
    let error = verifier.check(&request("genuine", EVENT), SystemTime::now()).failed("no call");
    assert!(error.to_string().contains("use `verify`"));
}

#[tokio::test]
async fn a_repeat_is_told_by_the_events_id() {
    let (base, _calls) = serve().await;
    let seen = SeenInMemory::new(NonZeroUsize::new(10).expect("room"));
    let verifier = builder(&base, "s3cret").secret("WH-1").seen_before(seen).build().expect("a verifier");
    verifier.verify(&request("genuine", EVENT), SystemTime::now()).await.expect("the first");
    let again = verifier.verify(&request("genuine", EVENT), SystemTime::now()).await.failed("the second");
    assert!(again.is_repeated());
}
