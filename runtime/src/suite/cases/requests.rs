//! What the client sends: valid by the document, and exactly what it was given.

use super::{Case, ensure};
use crate::mock::{Exchange, Fill, KeyPlace, Operation};
use crate::suite::build::{self, Values};
use crate::suite::call::Call;
use crate::suite::stage::{Settings, Stage};
use crate::suite::{Outcome, alike};

pub(super) fn cases(stage: &Stage, operation: &Operation) -> Vec<Case> {
    let mut cases = vec![
        Case::new("sends_least", |stage, call, case| sends(stage, call, case, Fill::Required)),
        Case::new("sends_all", |stage, call, case| sends(stage, call, case, Fill::All)),
    ];
    if !stage.mock.contract().security_of(operation).is_empty() {
        cases.push(Case::new("proves_who_calls", proves));
    }
    cases
}

fn sends(stage: &Stage, call: &Call, case: &str, fill: Fill) -> Result<(), String> {
    let values = build::values(stage, call, fill)?;
    let (client, _) = stage.client();
    let outcome = stage.block_on(call.driver.send(client, values.request.clone(), Settings::new(case, "sparse")));
    let exchanges = stage.mock.take_case(case);
    let [exchange] = &exchanges[..] else {
        return Err(format!("it was sent {} times: {}", exchanges.len(), outcome.message));
    };
    valid(stage, &values, exchange, &outcome)?;
    // Another version names and writes the same values in its own way: there only what it says of them counts.
    if !stage.is_newer() {
        same(stage, &values, exchange)?;
    }
    headers(stage, exchange)
}

fn valid(stage: &Stage, values: &Values, exchange: &Exchange, outcome: &Outcome) -> Result<(), String> {
    let wanted = &stage.mock.contract().operations[values.operation];
    if exchange.operation != Some(values.operation) {
        let path = &exchange.request.path;
        return Err(format!("`{} {path}` is not `{}`", exchange.request.method, wanted.key()));
    }
    match exchange.problems.first() {
        Some(problem) => Err(format!("the request is not as the document says: {problem}")),
        None => ensure(!outcome.is.request, || outcome.message.clone()),
    }
}

/// What the mock read is what the client was given.
fn same(stage: &Stage, values: &Values, exchange: &Exchange) -> Result<(), String> {
    let operation = &stage.mock.contract().operations[values.operation];
    let given = stage.mock.read(values.operation, &exchange.request);
    for ((parameter, wanted), found) in
        operation.parameters.iter().zip(&values.sample.parameters).zip(&given.parameters)
    {
        let name = &parameter.name;
        match (wanted, found) {
            (Some(wanted), Some(found)) => {
                if let Some(difference) = alike::difference(wanted, found) {
                    return Err(format!("the parameter `{name}`: {difference}"));
                }
            }
            (Some(wanted), None) => return Err(format!("the parameter `{name}`: {wanted} was lost")),
            (None, Some(_)) if is_own(stage, name) => {}
            (None, Some(found)) => return Err(format!("the parameter `{name}`: {found} came from nowhere")),
            (None, None) => {}
        }
    }
    match (&values.sample.body, &given.body) {
        (Some((_, wanted)), Some((_, found))) => {
            let mut found = found.clone();
            if let Some(members) = found.as_object_mut() {
                members.retain(|name, _| wanted.get(name).is_some() || !is_own(stage, name));
            }
            let difference = alike::difference(wanted, &found);
            difference.map_or(Ok(()), |difference| Err(format!("the body {difference}")))
        }
        (Some((_, wanted)), None) => {
            ensure(wanted.as_object().is_some_and(serde_json::Map::is_empty) || !is_read(values), || {
                format!("the body {wanted} was lost")
            })
        }
        (None, Some((_, found))) => ensure(found.as_object().is_some_and(serde_json::Map::is_empty), || {
            format!("the body {found} came from nowhere")
        }),
        (None, None) => Ok(()),
    }
}

/// Whether the client sets it by itself: what the profile says that every call carries, or the idempotency key.
fn is_own(stage: &Stage, name: &str) -> bool {
    let policy = &stage.mock.contract().policy;
    let key = policy.idempotency.as_ref().map(|rule| match &rule.place {
        KeyPlace::Header(name) | KeyPlace::Member(name) => name,
    });
    policy.headers.keys().chain(key).any(|own| own.eq_ignore_ascii_case(name))
}

/// Whether the mock reads bodies of this media type.
fn is_read(values: &Values) -> bool {
    values.sample.body.as_ref().is_none_or(|(media_type, _)| !media_type.contains("xml"))
}

/// What the profile says that every call carries, and what the client can read.
fn headers(stage: &Stage, exchange: &Exchange) -> Result<(), String> {
    let contract = stage.mock.contract();
    for (name, value) in &contract.policy.headers {
        let found = exchange.request.header(name);
        ensure(found == Some(value.as_str()), || format!("the header `{name}` is {found:?} instead of `{value}`"))?;
    }
    let operation = &contract.operations[exchange.operation.unwrap_or_default()];
    let json =
        operation.answers.iter().any(|answer| answer.content.keys().any(|name| name.starts_with("application/json")));
    let accept = exchange.request.header("accept").unwrap_or_default();
    ensure(!json || accept.contains("json") || accept.contains("*/*"), || format!("`Accept: {accept}` takes no JSON"))
}

fn proves(stage: &Stage, call: &Call, case: &str) -> Result<(), String> {
    let sent = super::send(stage, call, Settings::new(case, "expired"))?;
    ensure(!sent.outcome.success && matches!(sent.outcome.status, Some(401 | 403)), || {
        format!("an expired token gave {:?} {}", sent.outcome.status, sent.outcome.message)
    })?;
    let first = sent.exchanges.first().ok_or("nothing was sent")?;
    let unproven = first.problems.iter().find(|problem| problem.at == "security");
    unproven.map_or(Ok(()), |problem| Err(problem.to_string()))
}
