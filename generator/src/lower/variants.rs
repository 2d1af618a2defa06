//! Calls of their own for further media types of a body: `upload_multipart` beside `upload`.
//!
//! They come behind all operations, so that they change no other name, and answer like the operation that they belong to.

use super::bodies;
use super::media;
use super::verbs::{Plan, Plans};
use crate::ir::names::Scope;
use crate::ir::{self, FnName, Outcome};
use crate::resolve::Resolved;

/// Adds the plans.
pub(super) fn plan(resolved: &Resolved, plans: &mut Plans) {
    let count = plans.operations.len();
    let mut scopes: Vec<Scope> = plans.groups.iter().map(|_| Scope::new(&["clone"])).collect();
    for plan in &plans.operations {
        let _: FnName = scopes[plan.group].claim(plan.method.as_str());
    }
    for index in 0..count {
        let plan = &plans.operations[index];
        let found = bodies::calls(resolved, &resolved.document.operations[plan.at]);
        for (call, body) in found.calls.iter().enumerate().skip(1) {
            let plan = &plans.operations[index];
            let word = media::word(&body.shape.media().name, body.shape.coding());
            let variant = Plan {
                at: plan.at,
                group: plan.group,
                method: scopes[plan.group].claim(&format!("{} {word}", plan.method)),
                request: format!("{} {word}", plan.request),
                id: plan.id.clone(),
                call,
                variant_of: Some(index),
            };
            plans.operations.push(variant);
        }
    }
}

/// Gives each the answers of its operation, which owns the types of them.
pub(super) fn answer(operations: &mut [ir::Operation]) {
    let shared = |outcome: &Outcome| match outcome {
        Outcome::Cases(cases) => Outcome::Cases(ir::AnswerEnum { owner: false, ..cases.clone() }),
        other => other.clone(),
    };
    for at in 0..operations.len() {
        let Some(main) = operations[at].variant_of else { continue };
        let (operation, headers) = (&operations[main], &operations[main].headers);
        let (answers, output, error) = (operation.answers.clone(), shared(&operation.output), shared(&operation.error));
        let headers = headers.as_ref().map(|headers| ir::HeaderStruct { owner: false, ..headers.clone() });
        let variant = &mut operations[at];
        (variant.answers, variant.output, variant.error, variant.headers) = (answers, output, error, headers);
        if let Some(body) = &variant.body {
            let note = format!("The body is sent as `{}`.", body.media_type);
            let parted = if variant.docs.is_empty() { "" } else { "\n\n" };
            variant.docs.0.extend([parted, &note]);
        }
    }
}
