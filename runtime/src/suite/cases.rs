//! The situations that every call is put into.

mod answers;
mod faults;
mod lists;
mod repeats;
mod requests;

use super::build::find;
use super::call::{Call, Declared};
use super::stage::{Settings, Stage};
use super::{Outcome, build};
use crate::mock::{Answer, Exchange, Fill};
use crate::spec::AnswerCoding;

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
    let mut cases = requests::cases(stage, call, operation);
    cases.extend(answers::cases(call, operation));
    cases.extend(lists::cases(call, operation));
    cases.extend(faults::cases(stage, call, operation));
    cases.extend(repeats::cases(stage, call, operation));
    Ok(cases)
}

/// The declared answer of success that is JSON of a type.
fn typed_success<'c>(call: &'c Call, answers: &'c [Answer]) -> Option<(&'c Answer, &'c Declared)> {
    answers
        .iter()
        .zip(call.answers)
        .find(|(answer, declared)| answer.status.starts_with('2') && declared.read.is_some())
}

/// Whether the first answer of success has a body that is read whole.
fn has_whole_body(call: &Call, answers: &[Answer]) -> bool {
    let first = answers
        .iter()
        .find(|answer| answer.status.starts_with('2'))
        .or(answers.iter().find(|answer| answer.status == "default"));
    let streams = |coding: AnswerCoding| matches!(coding, AnswerCoding::Bytes | AnswerCoding::EventStream);
    let spec = call.driver.spec();
    first.is_some_and(|answer| !answer.content.is_empty())
        && !spec.answers.iter().any(|one| one.success && (streams(one.coding) || one.coding == AnswerCoding::Empty))
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
    let case = settings.case.clone();
    let outcome = stage.block_on(call.driver.send(client, values.request, settings));
    let drift = std::mem::take(&mut *drift.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    Ok(Sent { outcome, exchanges: stage.mock.take_case(&case), drift })
}

/// An error unless this holds.
fn ensure(holds: bool, message: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(message()) }
}

/// How often the call may be sent.
fn sends(stage: &Stage, call: &Call, attempts: usize) -> usize {
    let spec = call.driver.spec();
    let safe = matches!(spec.method, "GET" | "HEAD" | "OPTIONS" | "TRACE" | "PUT" | "DELETE");
    let keyed = stage.api.policy.idempotency_of(spec).is_some();
    if safe || keyed { attempts } else { 1 }
}
