//! Mock vendors: stateful, all behind one loopback address, `http://127.0.0.1:PORT/stripe/v1/...`.
//!
//! They do what matters for flows: they act once for each idempotency key where the vendor keeps keys, refuse a key that
//! comes with another request, act anew each time where it keeps none, and count what they have done. A [`Gate`] sees each
//! call before and after it acts, so that a test can break things off there.

mod calendar;
mod call;
mod crm;
mod fedex;
mod jira;
mod paypal;
mod places;
mod stripe;
mod twilio;
mod zoom;

pub use call::Call;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Response;
use call::Reply;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

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

/// What the vendors have.
#[derive(Default)]
struct Books {
    calls: Vec<Call>,
    effects: BTreeMap<String, usize>,
    /// What was answered to a key, and the request it came with.
    keys: BTreeMap<(String, String), (String, u16, Value)>,
    /// What the next answers are instead: vendor, how many, status, `Retry-After`.
    failing: Vec<(String, usize, u16, Option<u64>)>,
    /// What a vendor answers to everything, with status 200.
    refusing: BTreeMap<String, Value>,
    fedex: fedex::Parcels,
    twilio: twilio::Messages,
    crm: crm::People,
    paypal: paypal::Invoices,
    jira: jira::Issues,
    calendar: calendar::Events,
    zoom: zoom::Meetings,
    places: places::Places,
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

    /// Lets a vendor answer everything with this and status 200.
    pub fn refuse(&self, vendor: &str, body: Value) {
        self.books().refusing.insert(vendor.into(), body);
    }

    /// Ends all failing.
    pub fn mend(&self) {
        let mut books = self.books();
        books.failing.clear();
        books.refusing.clear();
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
    let call = Call::read(&method, &uri, &headers, &body);
    let gate = shared.gate.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let ask = |moment| gate.iter().for_each(|gate| gate(&call, moment));
    ask(Moment::Before);
    let delay = *shared.delay.lock().unwrap_or_else(PoisonError::into_inner);
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    let reply = act(&mut shared.books.lock().unwrap_or_else(PoisonError::into_inner), &call);
    ask(Moment::After);
    reply.into_response()
}

/// What a vendor does and answers.
fn act(books: &mut Books, call: &Call) -> Reply {
    books.calls.push(call.clone());
    if let Some((_, left, status, retry_after)) =
        books.failing.iter_mut().find(|(vendor, left, ..)| *vendor == call.vendor && *left > 0)
    {
        *left -= 1;
        return Reply::refused(*status, json!({"error": {"message": "not now"}})).again(*retry_after);
    }
    if let Some(body) = books.refusing.get(&call.vendor) {
        return Reply::ok(body.clone());
    }
    let place = call.key.clone().map(|key| (call.vendor.clone(), key));
    if let Some((body, status, reply)) = place.as_ref().and_then(|place| books.keys.get(place)) {
        return if *body == call.body {
            Reply::refused(*status, reply.clone())
        } else {
            Reply::refused(400, json!({"error": {"type": "idempotency_error"}}))
        };
    }
    let mut reply = match call.vendor.as_str() {
        "stripe" => stripe::answer(call),
        "fedex" => books.fedex.answer(call),
        "twilio" => books.twilio.answer(call),
        "hubspot" if call.path.starts_with("/crm/v3/objects/contacts/2") => books.places.contact(call),
        "hubspot" | "mailchimp" | "slack" => books.crm.answer(call),
        "google-maps" => places::geocode(call),
        "google-calendar" => books.calendar.answer(call),
        "jira" => books.jira.answer(call),
        "zoom" => books.zoom.answer(call),
        "paypal" => books.paypal.answer(call),
        _ => Reply::refused(404, json!({})),
    };
    if let Some(effect) = reply.effect.take() {
        *books.effects.entry(format!("{}: {effect}", call.vendor)).or_default() += 1;
    }
    if let Some(place) = place {
        books.keys.insert(place, (call.body.clone(), reply.status, reply.body.clone()));
    }
    reply
}
