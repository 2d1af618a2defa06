//! Mock vendors: stateful, all behind one loopback address, `http://127.0.0.1:PORT/stripe/v1/...`.
//!
//! They do what matters for flows: they act once for each idempotency key where the vendor keeps keys, refuse a key that
//! comes with another request, act anew each time where it keeps none, and count what they have done. A [`Gate`] sees each
//! call before and after it acts, so that a test can break things off there.

mod crm;
mod fedex;
mod paypal;
mod stripe;
mod twilio;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A call as a vendor sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The vendor.
    pub vendor: String,
    /// The method.
    pub method: String,
    /// The path at the vendor.
    pub path: String,
    /// The query.
    pub query: String,
    /// The idempotency key, wherever it travels.
    pub key: Option<String>,
    /// The body.
    pub body: String,
}

impl Call {
    /// A member of the body, which is a form.
    fn form(&self, name: &str) -> Option<String> {
        let pairs = form_urlencoded::parse(self.body.as_bytes()).into_owned();
        pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// `POST /v1/refunds`.
    pub fn operation(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// When a [`Gate`] is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// The call is there and nothing is done.
    Before,
    /// It is done, and the answer is not sent.
    After,
}

/// Sees each call.
pub type Gate = Box<dyn Fn(&Call, Moment) + Send + Sync>;

/// The answer to a call, and what was done for it.
struct Reply {
    status: u16,
    body: Value,
    effect: Option<String>,
}

impl Reply {
    fn ok(body: Value) -> Self {
        Self { status: 200, body, effect: None }
    }

    fn refused(status: u16, body: Value) -> Self {
        Self { status, body, effect: None }
    }

    /// What the vendor did for it.
    fn doing(mut self, effect: impl Into<String>) -> Self {
        self.effect = Some(effect.into());
        self
    }
}

/// What the vendors have.
#[derive(Default)]
struct Books {
    calls: Vec<Call>,
    effects: BTreeMap<String, usize>,
    /// What was answered to a key, and the request it came with.
    keys: BTreeMap<(String, String), (String, u16, Value)>,
    /// What the next answers are instead: vendor, how many, status, `Retry-After`.
    failing: Vec<(String, usize, u16, Option<u64>)>,
    fedex: fedex::Parcels,
    twilio: twilio::Messages,
    crm: crm::People,
    paypal: paypal::Invoices,
}

struct Shared {
    books: Mutex<Books>,
    gate: Mutex<Option<Arc<Gate>>>,
    delay: Mutex<Duration>,
}

/// The vendors, running.
#[derive(Clone)]
pub struct Mock {
    shared: Arc<Shared>,
    address: String,
}

impl Mock {
    /// Starts them on a free port of the loopback interface. They end with the runtime.
    pub async fn start() -> io::Result<Self> {
        let shared = Arc::new(Shared { books: Mutex::default(), gate: Mutex::default(), delay: Mutex::default() });
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = format!("http://{}", listener.local_addr()?);
        let router = Router::new().fallback(answer).with_state(Arc::clone(&shared));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { shared, address })
    }

    /// Where they are.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Who sees each call from now on.
    pub fn set_gate(&self, gate: Option<Gate>) {
        *self.shared.gate.lock().unwrap_or_else(PoisonError::into_inner) = gate.map(Arc::new);
    }

    /// How long each answer takes.
    pub fn set_delay(&self, delay: Duration) {
        *self.shared.delay.lock().unwrap_or_else(PoisonError::into_inner) = delay;
    }

    /// Lets the next calls of a vendor fail with this status.
    pub fn fail(&self, vendor: &str, times: usize, status: u16, retry_after: Option<u64>) {
        self.books().failing.push((vendor.into(), times, status, retry_after));
    }

    /// Ends all failing.
    pub fn mend(&self) {
        self.books().failing.clear();
    }

    /// The calls there were.
    pub fn calls(&self) -> Vec<Call> {
        self.books().calls.clone()
    }

    /// What was done, and how often: `stripe: charge 1001` once, if all is well.
    pub fn effects(&self) -> BTreeMap<String, usize> {
        self.books().effects.clone()
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.shared.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn answer(
    State(shared): State<Arc<Shared>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let call = read(&method, &uri, &headers, &body);
    let gate = shared.gate.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let ask = |moment| gate.iter().for_each(|gate| gate(&call, moment));
    ask(Moment::Before);
    let delay = *shared.delay.lock().unwrap_or_else(PoisonError::into_inner);
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    let (status, body, retry_after) = act(&mut shared.books.lock().unwrap_or_else(PoisonError::into_inner), &call);
    ask(Moment::After);
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response();
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

fn read(method: &Method, uri: &Uri, headers: &HeaderMap, body: &Bytes) -> Call {
    let (vendor, path) = uri.path().trim_start_matches('/').split_once('/').unwrap_or_default();
    let mut call = Call {
        vendor: vendor.into(),
        method: method.to_string(),
        path: format!("/{path}"),
        query: uri.query().unwrap_or_default().into(),
        key: None,
        body: String::from_utf8_lossy(body).into_owned(),
    };
    let header = headers.get("idempotency-key").or_else(|| headers.get("paypal-request-id"));
    let header = header.and_then(|key| key.to_str().ok()).map(str::to_owned);
    call.key = header.or_else(|| call.form("client_msg_id"));
    call
}

/// What a vendor does and answers.
fn act(books: &mut Books, call: &Call) -> (u16, Value, Option<u64>) {
    books.calls.push(call.clone());
    if let Some((_, left, status, retry_after)) =
        books.failing.iter_mut().find(|(vendor, left, ..)| *vendor == call.vendor && *left > 0)
    {
        *left -= 1;
        return (*status, json!({"error": {"message": "not now"}}), *retry_after);
    }
    let place = call.key.clone().map(|key| (call.vendor.clone(), key));
    if let Some((body, status, reply)) = place.as_ref().and_then(|place| books.keys.get(place)) {
        return if *body == call.body {
            (*status, reply.clone(), None)
        } else {
            (400, json!({"error": {"type": "idempotency_error"}}), None)
        };
    }
    let reply = match call.vendor.as_str() {
        "stripe" => stripe::answer(call),
        "fedex" => books.fedex.answer(call),
        "twilio" => books.twilio.answer(call),
        "hubspot" | "mailchimp" | "slack" => books.crm.answer(call),
        "paypal" => books.paypal.answer(call),
        _ => Reply::refused(404, json!({})),
    };
    if let Some(effect) = reply.effect {
        *books.effects.entry(format!("{}: {effect}", call.vendor)).or_default() += 1;
    }
    if let Some(place) = place {
        books.keys.insert(place, (call.body.clone(), reply.status, reply.body.clone()));
    }
    (reply.status, reply.body, None)
}
