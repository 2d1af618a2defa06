//! A vendor on the loopback that takes and gives what its document says.
//!
//! In: a [`Contract`], which `intertie` makes of a document, and requests. Out: answers. A request is held against the
//! contract (path, query, headers, proof of who calls, body), with a message for each thing that is wrong; a good one is
//! answered from the document's examples or with a value made up from the schema, the same for the same request. What is
//! created can be read again. A [`Scenario`] makes the vendor answer otherwise: errors, empty lists, broken connections.
//! What vendors send by themselves, webhooks, goes where [`Hooks`] lead, signed as the vendor signs.
//!
//! [`Mock::handle`] needs no network; [`Server`] puts it on a port.

mod answers;
mod check;
mod coerce;
mod compare;
mod contract;
mod control;
mod coverage;
mod deliver;
mod edits;
mod event;
mod form;
mod given;
mod hooks;
mod incoming;
mod journal;
mod made;
mod multipart;
mod pages;
mod paypal;
mod reply;
mod route;
mod sample;
mod scenario;
mod schemas;
mod security;
mod sender;
mod server;
mod shape;
mod standing;
mod store;
mod synth;
mod uri;
mod writer;

pub use compare::{Deviation, DeviationKind, Proposal};
#[cfg(feature = "reqwest")]
pub(crate) use contract::NextPage;
pub use contract::{
    Answer, Body, Contract, ContractError, FailureRule, FailureTest, Header, Idempotency, KeyPlace, Media, Operation,
    Paging, Parameter, Place, Policy, Scheme, Webhook,
};
pub use coverage::Coverage;
pub use deliver::{DeliverError, Delivered, Outgoing, Wish, Wrong};
#[cfg(feature = "reqwest")]
pub(crate) use event::unlisted as unlisted_body;
pub use hooks::{Hooks, WEBHOOK_SECRET};
pub use incoming::{Incoming, Problem};
pub use journal::Exchange;
pub use reply::Reply;
pub use sample::Sample;
pub use scenario::{Edit, Fault, Scenario, ScenarioError, WORDS as SCENARIO_WORDS};
pub use security::EXPIRED;
#[cfg(feature = "reqwest")]
pub(crate) use sender::Sender;
pub use server::Server;
#[cfg(feature = "reqwest")]
pub(crate) use shape::Shape;
pub use synth::Fill;

use crate::{Value, webhook};
use answers::Draft;
use check::Checked;
use given::Given;
use route::{Found, Router};
use schemas::Schemas;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::atomic::AtomicU64;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;
use store::{Role, Store};

/// The header that says what the vendor is to do: a [`Scenario`] as text.
pub const SCENARIO_HEADER: &str = "intertie-scenario";

/// The header by which a test knows its requests again.
pub const CASE_HEADER: &str = "intertie-case";

/// The header of an answer that says what is wrong with the request, as JSON.
pub const PROBLEMS_HEADER: &str = "intertie-problems";

/// The header of an answer that says where it was changed.
pub const EDITED_HEADER: &str = "intertie-edited";

/// A vendor that is none.
#[derive(Debug)]
pub struct Mock {
    contract: Contract,
    router: Router,
    schemas: Schemas,
    roles: Vec<Option<Role>>,
    store: Mutex<Store>,
    /// Cursors that were given out, and the pages they lead to.
    marks: Mutex<HashMap<String, u64>>,
    /// How often a scenario was acted upon, by case.
    tries: Mutex<HashMap<String, usize>>,
    /// Scenarios that hold until they are changed, by operation; the empty name: for all.
    standing: Mutex<HashMap<String, Scenario>>,
    journal: Mutex<Vec<Exchange>>,
    seen: Mutex<coverage::Seen>,
    hooks: Hooks,
    /// How many events got an id.
    sent: AtomicU64,
    deliveries: Mutex<Vec<Delivered>>,
    seed: u64,
}

impl Mock {
    /// A vendor that keeps this contract.
    pub fn new(contract: Contract) -> Self {
        Self {
            router: Router::new(&contract),
            roles: store::roles(&contract),
            schemas: Schemas::default(),
            store: Mutex::default(),
            marks: Mutex::default(),
            tries: Mutex::default(),
            standing: Mutex::default(),
            journal: Mutex::default(),
            seen: Mutex::default(),
            hooks: Hooks::default(),
            sent: AtomicU64::new(0),
            deliveries: Mutex::default(),
            seed: 0,
            contract,
        }
    }

    /// Answers made up are others for another seed.
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The contract.
    pub const fn contract(&self) -> &Contract {
        &self.contract
    }

    /// Forgets what was created and asked.
    pub fn reset(&self) {
        *self.store.lock().unwrap_or_else(PoisonError::into_inner) = Store::default();
        self.marks.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.tries.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.journal.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.deliveries.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Answers a request.
    pub fn handle(&self, request: &Incoming) -> Reply {
        let (operation, problems, reply) = match self.router.find(&request.method, &request.path, &request.query) {
            Found::Nothing => {
                let problem = Problem::new("path", "path", format!("no operation has the path `{}`", request.path));
                let reply = Reply::problem(404, "no such path", std::slice::from_ref(&problem));
                (None, vec![problem], reply)
            }
            Found::OtherMethods(methods) => {
                let methods = methods.join(", ");
                let problem = Problem::new("method", "method", format!("`{}` takes {methods}", request.path));
                let reply =
                    Reply::problem(405, "no such method", std::slice::from_ref(&problem)).with("allow", methods);
                (None, vec![problem], reply)
            }
            Found::Operation(at, path) => {
                let checked = check::request(&self.contract, &self.schemas, at, &path, request);
                let problems: Vec<Problem> = checked.unproven.iter().chain(&checked.problems).cloned().collect();
                let reply = self.answer(at, &checked, &problems, request);
                (Some(at), problems, reply)
            }
        };
        self.note(operation, request, &problems, &reply);
        if let Some(at) = operation {
            self.cover(at, &reply);
        }
        reply
    }

    /// The operation that such a request is for.
    pub fn operation_of(&self, method: &str, path: &str, query: &str) -> Option<usize> {
        match self.router.find(method, path, query) {
            Found::Operation(at, _) => Some(at),
            Found::OtherMethods(_) | Found::Nothing => None,
        }
    }

    /// What a request holds, by the operation's table.
    #[cfg(feature = "reqwest")]
    pub(crate) fn read(&self, at: usize, request: &Incoming) -> given::Given {
        let path = match self.router.find(&request.method, &request.path, &request.query) {
            Found::Operation(found, path) if found == at => path,
            _ => Vec::new(),
        };
        check::request(&self.contract, &self.schemas, at, &path, request).given
    }

    fn answer(&self, at: usize, checked: &Checked, all: &[Problem], request: &Incoming) -> Reply {
        let scenario = match self.scenario(at, request) {
            Ok(scenario) => self.counted(scenario, at, request),
            Err(error) => {
                return Reply::problem(
                    400,
                    "no such scenario",
                    &[Problem::new("header", "scenario", error.to_string())],
                );
            }
        };
        if scenario.expired || checked.unproven.is_some() {
            return self.refuse(at, request, &[401, 403], all);
        }
        if let Some(Fault::RateLimited(seconds)) = scenario.fault {
            return self.refuse(at, request, &[429], &[]).with("retry-after", seconds.to_string());
        }
        if !checked.problems.is_empty() && scenario.status.is_none() {
            return self.refuse(at, request, statuses(&checked.problems), all);
        }
        let wish = scenario.deliver.as_ref().map(|event| Wish { event: event.clone(), ..Wish::default() });
        match wish.map(|wish| self.outgoing(&wish, SystemTime::now())).transpose() {
            Ok(outgoing) => Reply { outgoing, ..self.good(at, checked, request, &scenario) },
            Err(error) => {
                let problem = Problem::new("header", "scenario", error.to_string());
                Reply::problem(400, "nothing can be delivered", &[problem])
            }
        }
    }

    fn good(&self, at: usize, checked: &Checked, request: &Incoming, scenario: &Scenario) -> Reply {
        let mut draft = self.draft(at, scenario, request.header("accept"), self.seed_of(at, request, scenario));
        if scenario.is_plain()
            && (200..300).contains(&draft.status)
            && self.is_deleted(at, &checked.given, request, &mut draft)
        {
            return self.refuse(at, request, &[404, 410], &[Problem::new("path", "deleted", "this was deleted")]);
        }
        self.page(at, &checked.given, request, scenario, &mut draft);
        if scenario.is_plain()
            && self.hooks.scheme_of(&self.contract) == Some(webhook::Scheme::PayPal)
            && let Some(verdict) = paypal::verdict(&self.contract.operations[at], &request.body)
            && let Some(members) = draft.value.as_object_mut()
        {
            members.insert("verification_status".to_owned(), verdict.into());
        }
        let edited = scenario.edit.and_then(|edit| self.edit(at, edit, &mut draft));
        let mut reply = self.written(&draft);
        if let Some(edited) = edited {
            reply = reply.with(EDITED_HEADER, ascii(&edited));
        }
        Reply { fault: scenario.fault, ..spoiled(reply, scenario.fault) }
    }

    /// Whether the request is for something that was deleted; what it does to what is stored is done, and the answer says it.
    fn is_deleted(&self, at: usize, given: &Given, request: &Incoming, draft: &mut Draft) -> bool {
        if draft.value.is_object() || draft.value.is_array() {
            self.remember_and_recall(at, given, request, draft)
        } else {
            self.remember_alone(at, given, request)
        }
    }

    fn edit(&self, at: usize, edit: Edit, draft: &mut Draft) -> Option<String> {
        let rule = answers::rule(&self.contract, &self.contract.operations[at]);
        edits::apply(&self.contract.value, edit, rule.map(|rule| rule.member.as_str()), draft)
    }

    /// An answer that refuses, in the vendor's own words where some of these statuses is declared.
    fn refuse(&self, at: usize, request: &Incoming, statuses: &[u16], problems: &[Problem]) -> Reply {
        let operation = &self.contract.operations[at];
        let declared =
            statuses.iter().find(|status| operation.answers.iter().any(|answer| answer.status == status.to_string()));
        let status = declared.or(statuses.first()).copied().unwrap_or(400);
        let scenario = Scenario { status: Some(status.to_string()), ..Scenario::default() };
        let draft = self.draft(at, &scenario, request.header("accept"), self.seed_of(at, request, &scenario));
        let reply = if draft.media_type.is_some() {
            self.written(&draft)
        } else {
            Reply::problem(status, "the request is not as the document says", problems)
        };
        if problems.is_empty() {
            return reply;
        }
        let text = serde_json::to_string(problems).unwrap_or_default();
        reply.with(PROBLEMS_HEADER, ascii(&text))
    }

    fn written(&self, draft: &Draft) -> Reply {
        let body = draft.bytes();
        let mut reply = match &draft.media_type {
            Some(media_type) => Reply::of(draft.status, media_type, body),
            None => Reply::empty(draft.status),
        };
        reply.headers.extend(draft.headers.iter().cloned());
        if let Some(name) = self.contract.policy.request_id.first()
            && reply.header(name).is_none()
        {
            reply = reply.with(name, "intertie-request");
        }
        reply
    }

    /// The same for the same request. What is made of another body is another thing, with an id of its own.
    fn seed_of(&self, at: usize, request: &Incoming, scenario: &Scenario) -> u64 {
        let operation = &self.contract.operations[at];
        let body = if self.creates(at) { String::from_utf8_lossy(&request.body) } else { Cow::Borrowed("") };
        seed(&[&operation.key(), &request.path, scenario.status.as_deref().unwrap_or(""), &body])
            ^ self.seed.rotate_left(32)
            ^ scenario.seed.rotate_left(16)
    }
}

/// A number from texts (FNV-1a), the same on every machine.
fn seed(texts: &[&str]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0xff]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What vendors answer to such mistakes, the likeliest first.
fn statuses(problems: &[Problem]) -> &'static [u16] {
    if problems.iter().any(|problem| problem.what == "media-type") { &[415, 400, 422] } else { &[400, 422] }
}

/// The answer with a body that is not what it says.
fn spoiled(reply: Reply, fault: Option<Fault>) -> Reply {
    let Some(fault) = fault else { return reply };
    match fault {
        Fault::Malformed => Reply { body: b"{\"broken\": [".as_slice().into(), ..reply },
        Fault::WrongType => {
            let own = reply.headers.into_iter().filter(|(name, _)| name != "content-type").collect();
            let reply = Reply {
                headers: own,
                body: b"<html><body>Service page</body></html>".as_slice().into(),
                ..Reply::empty(reply.status)
            };
            reply.with("content-type", "text/html")
        }
        Fault::Slow(_) | Fault::Timeout | Fault::Reset | Fault::Cut | Fault::RateLimited(_) => reply,
    }
}

/// Text that a header may hold.
fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().take(4000) {
        if (' '..='~').contains(&c) {
            out.push(c);
        } else {
            out.extend(c.escape_unicode());
        }
    }
    out
}

impl Mock {
    /// What is wrong with the body of an answer of this operation, by the contract. Answers that it does not declare have
    /// no problem here.
    pub fn answer_problems(&self, operation: usize, status: u16, media_type: &str, body: &Value) -> Vec<Problem> {
        let Some((index, answer)) = self.contract.operations[operation].answer(status) else { return Vec::new() };
        let Some((name, media)) = given::media_of(&answer.content, media_type) else { return Vec::new() };
        if media.schema.is_none() {
            return Vec::new();
        }
        let pointer = format!("/operations/{operation}/answers/{index}/content/{}/schema", schemas::step(name));
        self.schemas.problems(&self.contract.value, schemas::Side::Answer, &pointer, body, "body")
    }
}
