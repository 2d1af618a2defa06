//! The example of README.md, compiled and run: `stripe` is the generated client, before a transport that plays Stripe.

use intertie::http::{HeaderMap, StatusCode};
use intertie::transport::{BoxFuture, HttpRequest, HttpResponse, ResponseBody};
use intertie::{Transport, TransportError};
use serde_json::{Value, json};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// ```standalone_crate
/// # use intertie_judges::book::{played, stripe, with_variable};
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
#[doc = include_str!("book/readme.rs")]
/// # Ok(())
/// # }
/// # with_variable("STRIPE_KEY", "sk_test_of_the_book", || {
/// #     let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
/// #     runtime.block_on(example()).expect("the example runs");
/// #     assert_eq!(played(), [
/// #         "POST /v1/customers email=ada%40example.com&metadata[order]=42",
/// #         "GET /v1/charges?customer=cus_1 ",
/// #         "GET /v1/charges?customer=cus_1&starting_after=ch_2 ",
/// #         "POST /v1/payment_intents/pi_1/confirm ",
/// #     ]);
/// # });
/// ```
mod readme {}

/// The generated client, whose builder comes with the transport that plays Stripe.
pub mod stripe {
    pub use ::stripe::*;

    /// Stands before the client of the same name.
    #[derive(Debug)]
    pub struct Client;

    impl Client {
        /// The builder of the generated client.
        pub fn builder() -> intertie::ClientBuilder<::stripe::Client> {
            ::stripe::Client::builder().transport(super::Stage)
        }
    }
}

static PLAYED: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// What was asked so far: method, path and body.
pub fn played() -> Vec<String> {
    PLAYED.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Runs `act` where this environment variable is set: in this program, started once more.
///
/// # Panics
/// Where that program cannot be started, or fails.
pub fn with_variable(name: &str, value: &str, act: impl FnOnce()) {
    if std::env::var_os(name).is_some_and(|set| set == value) {
        return act();
    }
    let program = std::env::current_exe().unwrap_or_else(|error| panic!("{error}"));
    let status = Command::new(program).args(std::env::args_os().skip(1)).env(name, value).status();
    assert!(status.is_ok_and(|status| status.success()), "with {name} it fails");
}

/// Plays Stripe.
#[derive(Debug)]
struct Stage;

impl Transport for Stage {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let proven = request.headers.get("authorization").is_some_and(|proof| proof == "Bearer sk_test_of_the_book");
        let path = request.url.strip_prefix("https://api.stripe.com").unwrap_or("elsewhere");
        let body = String::from_utf8_lossy(request.body.as_bytes().unwrap_or_default());
        let asked = format!("{} {path} {body}", request.method);
        let (status, answer) = if proven { answer(&asked) } else { (401, json!({})) };
        PLAYED.lock().unwrap_or_else(PoisonError::into_inner).push(asked);
        Box::pin(async move {
            Ok(HttpResponse {
                status: StatusCode::from_u16(status).unwrap_or_default(),
                headers: HeaderMap::new(),
                body: ResponseBody::whole(answer.to_string()),
            })
        })
    }
}

fn answer(asked: &str) -> (u16, Value) {
    let charges = |ids: &[&str], more| {
        let data: Vec<Value> = ids.iter().map(|id| charge(id)).collect();
        (200, json!({ "object": "list", "data": data, "has_more": more, "url": "/v1/charges" }))
    };
    match asked.split([' ', '?']).nth(1) {
        Some("/v1/customers") => {
            (200, json!({ "id": "cus_1", "object": "customer", "created": 1_780_000_000, "livemode": false }))
        }
        Some("/v1/charges") if asked.contains("starting_after") => charges(&["ch_3"], false),
        Some("/v1/charges") => charges(&["ch_1", "ch_2"], true),
        Some("/v1/payment_intents/pi_1/confirm") => {
            (402, json!({ "error": { "type": "card_error", "code": "card_declined" } }))
        }
        _ => (404, json!({})),
    }
}

fn charge(id: &str) -> Value {
    json!({
        "id": id, "object": "charge", "amount": 1999, "amount_captured": 1999, "amount_refunded": 0, "currency": "eur",
        "billing_details": {}, "captured": true, "created": 1_780_000_000, "disputed": false, "livemode": false,
        "metadata": {}, "paid": true, "refunded": false, "status": "succeeded",
    })
}
