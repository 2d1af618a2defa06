//! Every declared answer: read without loss, and given as what it is.

use super::{Case, Sent, ensure, send};
use crate::Value;
use crate::mock::{Answer, Exchange, Operation};
use crate::suite::Read;
use crate::suite::alike;
use crate::suite::call::{Call, Declared};
use crate::suite::stage::{Settings, Stage};

/// How many answers in full are read: most enums have fewer values, and each answer has others.
const ANSWERS: u64 = 8;

/// What is not in the document's example but in what was read of it, or the other way round, is the document's fault.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    MadeUp,
    Example,
}

pub(super) fn cases(call: &Call, operation: &Operation) -> Vec<Case> {
    let mut cases = Vec::new();
    for (index, answer) in operation.answers.iter().enumerate().take(call.answers.len()) {
        let status = answer.status.clone();
        let name = format!("answers_{}", status.to_lowercase());
        let [sparse, full] = ["sparse", "full"].map(|fill| format!("status={status} {fill}"));
        cases.push(Case::new(name.clone(), move |stage, call, case| {
            gives(stage, call, case, index, &sparse, Source::MadeUp)
        }));
        cases.push(Case::new(format!("{name}_in_full"), move |stage, call, case| {
            let mut scenarios = (0..ANSWERS).map(|seed| format!("{full} seed={seed}"));
            scenarios.try_for_each(|one| gives(stage, call, case, index, &one, Source::MadeUp))
        }));
        let examples = answer
            .content
            .iter()
            .find(|(media_type, _)| media_type.contains("json"))
            .map_or(0, |(_, media)| media.examples.len());
        for number in 0..examples {
            let scenario = format!("status={status} example={number}");
            cases.push(Case::new(format!("{name}_example_{}", number + 1), move |stage, call, case| {
                gives(stage, call, case, index, &scenario, Source::Example)
            }));
        }
    }
    if super::typed_success(call, &operation.answers).is_some() {
        cases.push(Case::new("survives_unknown_fields", |stage, call, case| {
            survives(stage, call, case, "unknown-field full", "unknown_member")
        }));
        cases.push(Case::new("survives_unknown_values", |stage, call, case| {
            survives(stage, call, case, "unknown-value full", "unknown_value")
        }));
        cases.push(Case::new("takes_nulls", |stage, call, case| {
            let sent = send(stage, call, Settings::new(case, "nulls full"))?;
            ensure(sent.outcome.success, || sent.outcome.message)
        }));
    }
    cases
}

/// The answer number `index`.
fn gives(stage: &Stage, call: &Call, case: &str, index: usize, scenario: &str, source: Source) -> Result<(), String> {
    let (at, operation) = crate::suite::build::find(stage, call)?;
    let (answer, declared) = (&operation.answers[index], &call.answers[index]);
    // What a newer version has more is new to the client, and lost to nobody who relied on the older one.
    let source = if stage.is_newer() { Source::Example } else { source };
    ensure(answer.status == declared.status, || {
        format!("the client has `{}` in place of `{}`", declared.status, answer.status)
    })?;
    let sent = send(stage, call, Settings::new(case, scenario))?;
    let exchange = sent.exchanges.first().ok_or_else(|| format!("nothing was sent: {}", sent.outcome.message))?;
    let status = exchange.reply.status;
    let read = whole(exchange, declared, source)?;
    let success = is_success(stage, at, answer, status);
    ensure(sent.outcome.success == success, || {
        let what = if success { "an output" } else { "an error" };
        format!("status {status} is {what} by the document, and the client says otherwise: {}", sent.outcome.message)
    })?;
    ensure(sent.outcome.status == Some(status), || format!("status {status} became {:?}", sent.outcome.status))?;
    if let Some(read) = read {
        shown(&sent, declared, &read)?;
    }
    ensure(source == Source::Example || sent.drift.is_empty(), || {
        format!("the client calls this new: {:?}", sent.drift)
    })
}

/// Reads the body as its type, writes it again, and finds nothing lost.
fn whole(exchange: &Exchange, declared: &Declared, source: Source) -> Result<Option<Read>, String> {
    let (Some(read), false) = (declared.read, exchange.reply.body.is_empty()) else { return Ok(None) };
    let read = read(&exchange.reply.body).map_err(|error| {
        format!("the body cannot be read: {error}: {:.300}", String::from_utf8_lossy(&exchange.reply.body))
    })?;
    let wanted: Value = serde_json::from_slice(&exchange.reply.body).map_err(|error| error.to_string())?;
    if source == Source::MadeUp {
        ensure(read.drift.is_empty(), || format!("the type does not know {:?}", read.drift))?;
    }
    // What the document's own example has beyond its schema is told as drift, and is not lost in silence.
    if read.drift.is_empty()
        && let Some(difference) = alike::difference(&wanted, &read.value)
    {
        return Err(format!("read and written again, {difference}"));
    }
    Ok(Some(read))
}

/// The client shows the same value, in the right case of its enum.
fn shown(sent: &Sent, declared: &Declared, read: &Read) -> Result<(), String> {
    let wanted =
        if declared.case.is_empty() { read.shown.clone() } else { format!("{}({})", declared.case, read.shown) };
    ensure(sent.outcome.shown == wanted, || {
        format!("the client gives {:.200}, not {:.200} ({})", sent.outcome.shown, wanted, sent.outcome.message)
    })
}

/// Whether the document means this answer as success.
fn is_success(stage: &Stage, at: usize, answer: &Answer, status: u16) -> bool {
    let operation = &stage.mock.contract().operations[at];
    let has_good = operation.answers.iter().any(|answer| answer.status.starts_with('2'));
    match answer.status.chars().next() {
        Some('2') => true,
        Some('3') => !has_good,
        Some('4' | '5' | '1') => false,
        _ => (200..300).contains(&status) && !has_good,
    }
}

/// The client gives its output, and tells what is new.
fn survives(stage: &Stage, call: &Call, case: &str, scenario: &str, finding: &str) -> Result<(), String> {
    let sent = send(stage, call, Settings::new(case, scenario))?;
    let exchange = sent.exchanges.first().ok_or_else(|| format!("nothing was sent: {}", sent.outcome.message))?;
    ensure(sent.outcome.success, || format!("the call failed: {}", sent.outcome.message))?;
    let Some(place) = exchange.reply.header(crate::mock::EDITED_HEADER) else { return Ok(()) };
    ensure(sent.drift.iter().any(|(_, what)| what == finding), || {
        format!("`{place}` is new, and the client did not tell; it told {:?}", sent.drift)
    })
}
