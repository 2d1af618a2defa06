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
mod resources;
mod respond;
mod role;
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
pub use sender::Sender;
pub use server::Server;
#[cfg(feature = "reqwest")]
pub(crate) use shape::Shape;
pub use synth::Fill;

use crate::Value;
use role::Role;
use route::{Found, Router};
use schemas::Schemas;
use std::collections::HashMap;
use std::sync::atomic::AtomicU64;
use std::sync::{Mutex, PoisonError};
use store::Store;

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
            roles: role::roles(&contract),
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
