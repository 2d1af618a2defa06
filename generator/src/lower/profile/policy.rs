//! Idempotency, headers, limits and failures.

use super::failures;
use super::select::{Selector, Which};
use super::unmatched;
use crate::ir::{self, Api, FailureRule, KeyPlace, Operation, Place};
use crate::profile::{Failure, HeaderValue, Idempotency, IdempotencyScope, Profile};

pub(super) fn apply(api: &mut Api, profile: &Profile, selector: &mut Selector<'_>) {
    let idempotency = profile.idempotency.as_ref().and_then(|entry| idempotency(api, entry, selector));
    let failures = profile.failures.iter().filter_map(|entry| failure(api, entry, selector)).collect();
    let header = |header: &crate::profile::Header| {
        let value = match &header.value {
            HeaderValue::Text(text) => text.clone(),
            HeaderValue::DocumentVersion => api.version.clone(),
        };
        (header.name.clone(), value)
    };
    api.policy = ir::Policy {
        idempotency,
        headers: profile.headers.iter().map(header).collect(),
        request_id: profile.request_id.clone(),
        limit: profile.limit.clone(),
        failures,
        webhook: profile.webhook,
    };
}

fn idempotency(api: &Api, entry: &Idempotency, selector: &mut Selector<'_>) -> Option<ir::Idempotency> {
    let declares = |operation: &&Operation| declares(operation, &entry.place.value);
    let is_member = matches!(entry.place.value, KeyPlace::Member(_));
    let operations = match &entry.scope {
        IdempotencyScope::Selected(selection) => {
            let which = selector.which(selection);
            let ids = ids(api, &which, selector)?;
            if is_member && !selector.positions(&which).iter().any(|&at| declares(&&api.operations[at])) {
                none_declares(entry, selector);
                return None;
            }
            ids
        }
        IdempotencyScope::Declared { optional } => {
            let mut ids: Vec<String> = api.operations.iter().filter(declares).map(|found| found.id.clone()).collect();
            ids.dedup();
            // What the slice leaves out was not looked at.
            if ids.is_empty() && !optional && api.sliced_out == 0 {
                none_declares(entry, selector);
            }
            if ids.is_empty() {
                return None;
            }
            ids
        }
    };
    let (place, methods, max_length) = (entry.place.value.clone(), entry.methods.clone(), entry.max_length);
    Some(ir::Idempotency { place, methods, operations, max_length })
}

fn declares(operation: &Operation, place: &KeyPlace) -> bool {
    operation.fields.iter().any(|field| match place {
        KeyPlace::Header(name) => matches!(field.place, Place::Header { .. }) && field.wire.eq_ignore_ascii_case(name),
        KeyPlace::Member(name) => !matches!(field.place, Place::Header { .. }) && &field.wire == name,
    })
}

fn none_declares(entry: &Idempotency, selector: &mut Selector<'_>) {
    let message = match &entry.place.value {
        KeyPlace::Header(name) => format!("no operation declares the header `{name}`"),
        KeyPlace::Member(name) => format!("no operation declares the member `{name}`"),
    };
    let help = "`optional = true` where other documents of the vendor declare it";
    selector.sink.push(unmatched(&entry.place.place, message, help));
}

fn failure(api: &Api, entry: &Failure, selector: &mut Selector<'_>) -> Option<FailureRule> {
    let which = selector.which(&entry.operations);
    let operations = ids(api, &which, selector)?;
    let mut positions = selector.positions(&which).into_iter();
    let may_have = |at: usize| failures::may_have(api, &api.operations[at], &entry.member.value);
    if !api.operations.is_empty() && !positions.any(may_have) && !entry.operations.optional {
        let message = format!("no answer of these operations has the member `{}`", entry.member.value);
        selector.sink.push(unmatched(&entry.member.place, message, "a JSON pointer into the answer: `/ok`"));
    }
    Some(FailureRule {
        operations,
        member: entry.member.value.clone(),
        test: entry.test.clone(),
        code: entry.code.clone(),
        message: entry.message.clone(),
        as_status: entry.as_status.clone(),
    })
}

/// The ids of the operations; `None`: the entry is for others than are generated, which must not become "for all".
fn ids(api: &Api, which: &Which, selector: &Selector<'_>) -> Option<Vec<String>> {
    if *which == Which::All {
        return Some(Vec::new());
    }
    let positions = selector.positions(which);
    (!positions.is_empty()).then(|| {
        let mut ids: Vec<String> = positions.into_iter().map(|at| api.operations[at].id.clone()).collect();
        // Calls of one operation with different bodies share its id.
        ids.dedup();
        ids
    })
}
