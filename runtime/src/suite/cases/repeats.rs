//! What is sent again: with the same key, and not before the vendor wants it.

use super::{Case, ensure, key_place, send};
use crate::mock::{Exchange, KeyPlace, Operation};
use crate::suite::call::Call;
use crate::suite::stage::{Settings, Stage};
use std::time::Duration;

pub(super) fn cases(stage: &Stage, operation: &Operation) -> Vec<Case> {
    let mut cases = vec![Case::new("tells_a_rate_limit", rate_limit)];
    if key_place(stage, operation).is_some() {
        cases.push(Case::new("keeps_its_idempotency_key", key));
    }
    cases
}

fn rate_limit(stage: &Stage, call: &Call, case: &str) -> Result<(), String> {
    let sent = send(stage, call, Settings::new(case, "rate-limited=7"))?;
    let outcome = sent.outcome;
    ensure(outcome.is.rate_limited && outcome.status == Some(429), || {
        format!("this is no rate limit: {}", outcome.message)
    })?;
    ensure(outcome.retry_after == Some(Duration::from_secs(7)), || format!("the wait is {:?}", outcome.retry_after))
}

fn key(stage: &Stage, call: &Call, case: &str) -> Result<(), String> {
    let sent = send(stage, call, Settings { attempts: 2, ..Settings::new(case, "status=503 times=1") })?;
    let keys: Vec<String> = sent.exchanges.iter().map(|exchange| key_of(stage, exchange)).collect::<Result<_, _>>()?;
    let [first, second] = &keys[..] else { return Err(format!("it was sent {} times instead of 2", keys.len())) };
    ensure(first == second, || "the second attempt has another key".to_owned())?;
    let other = send(stage, call, Settings::new(case, "sparse"))?;
    let next = key_of(stage, other.exchanges.first().ok_or("nothing was sent")?)?;
    ensure(next != *first, || "the next call has the same key".to_owned())
}

fn key_of(stage: &Stage, exchange: &Exchange) -> Result<String, String> {
    let contract = stage.mock.contract();
    let at = exchange.operation.ok_or("the request is for no operation")?;
    let operation = &contract.operations[at];
    let declared = contract.idempotency_of(operation).ok_or("the contract has no rule for keys")?;
    let key = match &declared.place {
        KeyPlace::Header(name) => exchange.request.header(name).map(str::to_owned),
        KeyPlace::Member(name) => {
            let given = stage.mock.read(at, &exchange.request);
            given.named(operation, name).and_then(|value| value.as_str().map(str::to_owned))
        }
    };
    let key = key.filter(|key| !key.is_empty()).ok_or("the request has no key")?;
    ensure(key.chars().count() <= declared.max_length, || {
        format!("the key has more than {} characters", declared.max_length)
    })?;
    Ok(key)
}
