//! localstripe, a fake of Stripe with a state, which others wrote, behind the generated client.
//!
//! It speaks a version of Stripe's API that is some years older than the client's document: what it has and the document
//! has not is told as drift, and nothing fails for it.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};
use intertie::{Bearer, ClientBuilder};
use intertie_judges::install;
use intertie_judges::server::Server;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use stripe::{Client, GetCustomerResponse, PaymentIntentStatus};

/// The fake, with nothing in it; `None`: it cannot be had here.
fn fake() -> Option<Server> {
    let program = install::localstripe(Path::new(env!("CARGO_TARGET_TMPDIR")))?;
    Some(Server::start(|port| {
        let mut command = Command::new(program);
        // It writes its state to a file of a fixed name in the system's folder for such, and does not read it.
        command.args(["--from-scratch", "--port", &port.to_string()]);
        command
    }))
}

fn builder(base: &str) -> ClientBuilder<Client> {
    Client::builder().base_url(base).auth(Bearer::new("sk_test_12345"))
}

fn client(server: &Server) -> Client {
    builder(&server.url()).build().expect("a client")
}

#[tokio::test]
async fn a_customer_is_created_read_changed_and_deleted() {
    let Some(server) = fake() else { return };
    let drift = Arc::new(Mutex::new(BTreeSet::new()));
    let told = Arc::clone(&drift);
    let hook = move |report: &intertie::DriftReport<'_>| {
        told.lock().expect("no panic").insert(format!("{} {}", report.finding.name(), report.place));
    };
    let stripe = builder(&server.url()).on_drift(hook).build().expect("a client");
    let created = stripe.customers().create().email("ada@example.com").metadata([("order", "42")]).send().await;
    let created = created.expect("a customer");
    assert_eq!(created.email.as_deref(), Some("ada@example.com"));
    assert_eq!(created.metadata.as_ref().and_then(|all| all.get("order")).map(String::as_str), Some("42"));
    stripe.customers().update(&created.id).name("Ada Lovelace").send().await.expect("a customer");
    let GetCustomerResponse::Customer(read) = stripe.customers().get(&created.id).send().await.expect("it is there")
    else {
        panic!("it is not deleted")
    };
    assert_eq!((read.name.as_deref(), read.email), (Some("Ada Lovelace"), created.email));
    let deleted = stripe.customers().delete(&created.id).send().await.expect("it was there");
    assert!(deleted.deleted && deleted.id == created.id);
    // Members that Stripe took away in 2019, which the fake still has.
    let drift = drift.lock().expect("no panic");
    assert!(drift.contains("unknown_member account_balance"), "{drift:?}");
}

#[tokio::test]
async fn a_list_is_followed_to_its_end() {
    let Some(server) = fake() else { return };
    let stripe = client(&server);
    let mut created = BTreeSet::new();
    for number in 0..25 {
        let customer = stripe.customers().create().email(format!("{number}@example.com")).send().await;
        created.insert(customer.expect("a customer").id);
    }
    let mut listed = Vec::new();
    let mut items = stripe.customers().list().limit(10).items();
    while let Some(customer) = items.try_next().await.expect("a page") {
        listed.push(customer.id);
    }
    assert_eq!(listed.len(), 25, "none twice");
    assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), created);
}

#[tokio::test]
async fn a_payment_succeeds_or_is_declined() {
    let Some(server) = fake() else { return };
    let stripe = client(&server);
    let customer = stripe.customers().create().email("ada@example.com").send().await.expect("a customer");
    let intents = stripe.payment_intents();
    let good = intents.create(1999, "eur").customer(&customer.id).payment_method("pm_card_visa").send().await;
    let good = good.expect("an intent");
    assert_eq!((good.amount, good.status), (Some(1999), PaymentIntentStatus::RequiresConfirmation));
    // The charge in the answer is of an older version, without a member that is required by now: told, and not made up.
    let old = intents.confirm(&good.id).send().await.expect_err("a member is missing");
    assert!(old.is_decode() && old.status() == Some(200), "{old:?}");
    let paid: intertie::Value = old.read().expect("JSON");
    assert_eq!((&paid["status"], &paid["latest_charge"]["paid"]), (&"succeeded".into(), &true.into()));

    let poor = intents.create(500, "eur").payment_method("pm_card_chargeCustomerFail").send().await.expect("an intent");
    let declined = intents.confirm(&poor.id).send().await.expect_err("the card is declined");
    assert_eq!(declined.status(), Some(402));
    let body = declined.body().expect("Stripe's error");
    assert_eq!(body.error.code.as_deref(), Some("card_declined"), "{body:?}");
}

#[tokio::test]
async fn what_is_not_there_is_stripes_own_error() {
    let Some(server) = fake() else { return };
    let error = client(&server).customers().get("cus_nobody").send().await.expect_err("nobody");
    assert_eq!(error.status(), Some(404));
    let body = error.body().expect("Stripe's error");
    assert_eq!(body.error.r#type, stripe::ApiErrorsType::InvalidRequestError);
    assert_eq!(body.error.message.as_deref(), Some("Not Found"));
}

/// The fake keeps no keys; this stands before it and does, as Stripe documents: the first answer is kept for its key. The
/// first answer of each key gets lost on the way.
#[derive(Debug)]
struct KeepsKeys {
    upstream: String,
    client: reqwest::Client,
    kept: Mutex<HashMap<String, String>>,
}

async fn kept(State(keys): State<Arc<KeepsKeys>>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let key = head.headers.get("idempotency-key").and_then(|key| key.to_str().ok()).map(str::to_owned);
    let known = key.as_ref().and_then(|key| keys.kept.lock().expect("no panic").get(key).cloned());
    let answer = |status, text: String, replayed| {
        let builder = Response::builder().status(status).header("content-type", "application/json");
        builder.header("idempotent-replayed", replayed).body(Body::from(text)).expect("an answer")
    };
    if let Some(text) = known {
        return answer(StatusCode::OK, text, "true");
    }
    let url = format!("{}{}", keys.upstream, head.uri);
    let body = to_bytes(body, 1 << 20).await.expect("a body");
    let sent = keys.client.request(head.method, url).headers(head.headers).body(body).send().await.expect("an answer");
    let (status, text) = (sent.status(), sent.text().await.expect("a text"));
    match key {
        Some(key) => {
            keys.kept.lock().expect("no panic").insert(key, text);
            answer(StatusCode::GATEWAY_TIMEOUT, String::new(), "false")
        }
        None => answer(status, text, "false"),
    }
}

#[tokio::test]
async fn a_repeat_does_not_create_a_second_customer() {
    let Some(server) = fake() else { return };
    // Of the ways to do TLS, which is not done here, one must be named.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let keys = KeepsKeys { upstream: server.url(), client, kept: Mutex::default() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let router = Router::new().fallback(kept).with_state(Arc::new(keys));
    tokio::spawn(async move { axum::serve(listener, router).await });

    let stripe = builder(&base).build().expect("a client");
    let create = || stripe.customers().create().email("ada@example.com").with_idempotency_key("signup-ada");
    // The first attempt is lost after the fake has done its work; the second has the same key.
    let first = create().send_whole().await.expect("a customer");
    assert_eq!(first.header("idempotent-replayed"), Some("true"));
    let second = create().send().await.expect("a customer");
    assert_eq!(first.output().id, second.id);
    // Without a key of the caller's each call has one of its own: another customer.
    let other = stripe.customers().create().email("ada@example.com").send().await.expect("a customer");
    assert_ne!(other.id, second.id);
    let listed = stripe.customers().list().send().await.expect("a list");
    assert_eq!(listed.data.len(), 2);
}
