//! The extractor, in a server on the loopback.

use crate::exposure::Exposed;
use crate::vectors::named;
use axum::Router;
use axum::extract::{FromRef, State};
use axum::routing::post;
use intertie::webhook::{Delivery, Scheme, SeenInMemory, Verifier};
use ring::hmac;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

#[derive(Clone)]
struct App {
    verifier: Verifier,
    taken: Arc<Mutex<Vec<String>>>,
}

impl FromRef<App> for Verifier {
    fn from_ref(app: &App) -> Self {
        app.verifier.clone()
    }
}

async fn hook(State(app): State<App>, delivery: Delivery) -> &'static str {
    app.taken.lock().expect("a lock").push(delivery.key().to_owned());
    "taken"
}

/// A server whose hook stands below `/in`, its address, and the keys it took.
async fn serve(verifier: Verifier) -> (String, Arc<Mutex<Vec<String>>>) {
    Exposed::listen();
    Exposed::debug(&verifier);
    let app = App { verifier, taken: Arc::default() };
    let taken = Arc::clone(&app.taken);
    let router = Router::new().nest("/in", Router::new().route("/hook", post(hook))).with_state(app);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, taken)
}

/// Sends the request as it stands here and gives status, content type and body.
async fn send(address: &str, headers: &str, body: &[u8]) -> (u16, String, String) {
    let length = format!("Content-Length: {}\r\n", body.len());
    send_raw(address, &format!("{length}{headers}"), body).await
}

async fn send_raw(address: &str, headers: &str, body: &[u8]) -> (u16, String, String) {
    let mut socket = TcpStream::connect(address).await.expect("a connection");
    let head = format!("POST /in/hook?a=b HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n{headers}\r\n");
    socket.write_all(head.as_bytes()).await.expect("sent");
    // A server that has answered need not read on.
    let _ = socket.write_all(body).await;
    let mut answer = Vec::new();
    let _ = socket.read_to_end(&mut answer).await;
    let answer = String::from_utf8(answer).expect("text");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let status = head[9..12].parse().expect("a status");
    let media = head.lines().find_map(|line| line.strip_prefix("content-type: ")).unwrap_or_default();
    (status, media.to_owned(), body.to_owned())
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("a time").as_secs()
}

fn hex_sha256(secret: &str, text: &str) -> String {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()), text.as_bytes());
    tag.as_ref().iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

fn stripe(at: u64, body: &str) -> String {
    format!("Stripe-Signature: t={at},v1={}\r\n", hex_sha256("whsec_1", &format!("{at}.{body}")))
}

fn verifier() -> Verifier {
    let seen = SeenInMemory::new(NonZeroUsize::new(100).expect("room"));
    Verifier::builder(Scheme::Stripe).secret("whsec_1").seen_before(seen).body_limit(1000).build().expect("a verifier")
}

#[tokio::test]
async fn a_delivery_reaches_the_handler_once() {
    let (address, taken) = serve(verifier()).await;
    let body = r#"{"id":"evt_1","type":"ping"}"#;
    let headers = stripe(now(), body);
    assert_eq!(
        send(&address, &headers, body.as_bytes()).await,
        (200, "text/plain; charset=utf-8".into(), "taken".into())
    );
    assert_eq!(send(&address, &headers, body.as_bytes()).await, (200, String::new(), String::new()));
    assert_eq!(*taken.lock().expect("a lock"), ["stripe:evt_1"]);
}

#[tokio::test]
async fn all_else_is_refused_without_a_word() {
    let (address, taken) = serve(verifier()).await;
    let body = r#"{"id":"evt_2","type":"ping"}"#;
    let fine = stripe(now(), body);
    let cases = [
        (401, String::new()),
        (401, fine.replace("v1=", "v1=0")),
        (401, stripe(now() - 1000, body)),
        (401, stripe(now() + 1000, body)),
        (400, format!("{fine}{fine}")),
        (400, "Stripe-Signature: nonsense\r\n".to_owned()),
    ];
    for (status, headers) in cases {
        assert_eq!(
            send(&address, &headers, body.as_bytes()).await,
            (status, String::new(), String::new()),
            "{headers}"
        );
    }
    assert!(taken.lock().expect("a lock").is_empty());
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_not_read() {
    let (address, taken) = serve(verifier()).await;
    let long = "x".repeat(1001);
    assert_eq!(send(&address, &stripe(now(), &long), long.as_bytes()).await.0, 413);
    let chunked = format!("{}Transfer-Encoding: chunked\r\n", stripe(now(), &long));
    let body = format!("3e9\r\n{long}\r\n0\r\n\r\n");
    assert_eq!(send_raw(&address, &chunked, body.as_bytes()).await.0, 413);
    let fits = "y".repeat(1000);
    assert_eq!(send(&address, &stripe(now(), &fits), fits.as_bytes()).await.0, 200);
    assert_eq!(taken.lock().expect("a lock").len(), 1);
}

#[tokio::test]
async fn the_vendors_question_is_answered_without_the_handler() {
    let verifier = Verifier::builder(Scheme::Slack).secret("slack").build().expect("a verifier");
    let (address, taken) = serve(verifier).await;
    let body = r#"{"type":"url_verification","challenge":"c1"}"#;
    let at = now();
    let signature = hex_sha256("slack", &format!("v0:{at}:{body}"));
    let headers = format!("X-Slack-Signature: v0={signature}\r\nX-Slack-Request-Timestamp: {at}\r\n");
    let answer = send(&address, &headers, body.as_bytes()).await;
    assert_eq!(answer, (200, "application/json".into(), r#"{"challenge":"c1"}"#.into()));
    assert_eq!(send(&address, "", body.as_bytes()).await.0, 401);
    assert!(taken.lock().expect("a lock").is_empty());
}

#[tokio::test]
async fn the_path_is_the_one_that_was_called() {
    // The router cuts `/in` off, and the `Host` is not ours: both would change what is signed.
    let public = Verifier::builder(Scheme::Twilio).secret("token").public_url("https://hooks.example.com");
    let (address, taken) = serve(public.build().expect("a verifier")).await;
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, b"token");
    let tag = hmac::sign(&key, b"https://hooks.example.com/in/hook?a=bTo+1");
    let signature = intertie::to_string(&intertie::Base64(tag.as_ref().to_vec())).expect("base64");
    let headers = format!("X-Twilio-Signature: {}\r\n", signature.trim_matches('"'));
    assert_eq!(send(&address, &headers, b"To=%2B1").await.0, 200);
    assert_eq!(send(&address, &headers, b"To=%2B2").await.0, 401);
    assert_eq!(taken.lock().expect("a lock").len(), 1);
}

#[tokio::test]
async fn an_old_example_of_a_vendor_is_too_old() {
    let vector = named("documented by Slack");
    let (address, _) = serve(vector.verifier()).await;
    let headers: String = vector
        .request
        .headers()
        .iter()
        .fold(String::new(), |all, (name, value)| format!("{all}{name}: {}\r\n", value.to_str().expect("text")));
    assert_eq!(send(&address, &headers, vector.request.body()).await.0, 401);
}
