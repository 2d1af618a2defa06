//! The situations that every call is put into.

mod answers;
mod faults;
mod lists;
mod repeats;
mod requests;

use super::build::find;
use super::call::{Call, Declared};
use super::stage::{Settings, Stage, shows_a_credential};
use super::{Outcome, build};
use crate::mock::{Answer, Exchange, Fill, KeyPlace, Operation, Shape};

/// A test of a call.
pub(super) struct Case {
    /// Its name below that of the call.
    pub(super) name: String,
    pub(super) run: Run,
}

/// Is given the stage, the call and the test's whole name.
type Run = Box<dyn FnOnce(&Stage, &Call, &str) -> Result<(), String> + Send>;

impl Case {
    pub(super) fn new(
        name: impl Into<String>,
        run: impl FnOnce(&Stage, &Call, &str) -> Result<(), String> + Send + 'static,
    ) -> Self {
        Self { name: name.into(), run: Box::new(run) }
    }
}

/// Every test of a call.
pub(super) fn all(stage: &Stage, call: &Call) -> Result<Vec<Case>, String> {
    let (_, operation) = find(stage, call)?;
    let mut cases = requests::cases(stage, operation);
    let known: Vec<&str> = call.answers.iter().map(|declared| declared.status).collect();
    let wanted: Vec<String> = operation.answers.iter().map(|answer| answer.status.clone()).collect();
    if known != wanted {
        cases.push(Case::new("declares_every_answer", move |_, call, _| {
            let known: Vec<&str> = call.answers.iter().map(|declared| declared.status).collect();
            Err(format!("the client has {known:?}, the contract {wanted:?}"))
        }));
    }
    cases.extend(answers::cases(call, operation));
    cases.extend(lists::cases(call, operation));
    cases.extend(faults::cases(call, operation));
    cases.extend(repeats::cases(stage, operation));
    Ok(cases)
}

/// The declared answer of success that is JSON of a type.
fn typed_success<'c>(call: &'c Call, answers: &'c [Answer]) -> Option<(&'c Answer, &'c Declared)> {
    answers
        .iter()
        .zip(call.answers)
        .find(|(answer, declared)| answer.status.starts_with('2') && declared.read.is_some())
}

/// Whether every answer of success has a body that is read whole.
fn has_whole_body(answers: &[Answer]) -> bool {
    let good = answers.iter().filter(|answer| answer.status.starts_with('2'));
    let whole = |answer: &Answer| !answer.content.is_empty() && answer.content.keys().all(|name| name.contains("json"));
    answers.iter().any(|answer| answer.status.starts_with('2')) && good.into_iter().all(whole)
}

/// What came of a call, what was sent, and what the client found.
struct Sent {
    outcome: Outcome,
    exchanges: Vec<Exchange>,
    drift: Vec<(String, String)>,
}

/// Sends the call with what is required.
fn send(stage: &Stage, call: &Call, settings: Settings) -> Result<Sent, String> {
    send_with(stage, call, settings, Fill::Required)
}

fn send_with(stage: &Stage, call: &Call, settings: Settings, fill: Fill) -> Result<Sent, String> {
    let values = build::values(stage, call, fill)?;
    let (client, drift) = stage.client();
    let (case, shown) = (settings.case.clone(), format!("{client:?}"));
    let outcome = stage.block_on(call.driver.send(client, values.request, settings));
    ensure(!shows_a_credential(&(shown + &outcome.printed)), || {
        "what is shown of the call has a credential".to_owned()
    })?;
    let drift = std::mem::take(&mut *drift.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    Ok(Sent { outcome, exchanges: stage.mock.take_case(&case), drift })
}

/// An error unless this holds.
pub(super) fn ensure(holds: bool, message: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(message()) }
}

/// How often the call may be sent, by the contract: what the client says of itself is what is tested.
fn sends(stage: &Stage, call: &Call, attempts: usize) -> Result<usize, String> {
    let (_, operation) = find(stage, call)?;
    let safe = matches!(operation.method.as_str(), "GET" | "HEAD" | "OPTIONS" | "TRACE" | "PUT" | "DELETE");
    Ok(if safe || key_place(stage, operation).is_some() { attempts } else { 1 })
}

/// Where the idempotency key of a call travels, if it can have one.
fn key_place<'s>(stage: &'s Stage, operation: &Operation) -> Option<&'s KeyPlace> {
    let place = &stage.mock.contract().idempotency_of(operation)?.place;
    let has = |name: &str| {
        let schemas =
            operation.body.iter().flat_map(|body| body.content.values()).filter_map(|media| media.schema.as_ref());
        let mut shapes = schemas.map(|schema| Shape::of(stage.mock.contract().root(), Some(schema)));
        operation.parameters.iter().any(|one| one.name == name) || shapes.any(|shape| shape.has_member(name))
    };
    match place {
        KeyPlace::Header(_) => Some(place),
        KeyPlace::Member(name) => has(name).then_some(place),
    }
}
