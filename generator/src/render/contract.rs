//! `tests/contract.rs`: the calls of the client and the types of their answers, and its events, for the runtime's test harness.

use super::frame::Frame;
use super::package::{View, fill};
use super::text::literal;
use super::ty::Types;
use crate::document::Status;
use crate::ir::{Answer, AnswerContent, Api, Event, Operation, Outcome, Ty};
use minijinja::Value;
use std::collections::HashSet;

/// The test program.
pub(super) fn test_file(frame: &Frame<'_>) -> String {
    let api = frame.api;
    let calls: Vec<(Value, bool)> = api.operations.iter().map(|operation| call(api, operation)).collect();
    let plain = calls.iter().any(|(_, plain)| *plain);
    let typed = api.operations.iter().any(|operation| operation.answers.iter().any(|one| is_typed(operation, one)));
    let events = events(api);
    let names = [(!events.is_empty(), "Event"), (typed, "json"), (plain, "other")];
    let names: Vec<&str> = names.iter().filter(|(used, _)| *used).map(|(_, name)| *name).collect();
    let view = View::from([
        ("names", names.iter().flat_map(|name| [", ", name]).collect::<String>().into()),
        ("header", frame.header().trim_end().into()),
        ("lib", api.name.as_str().into()),
        ("events", events.into()),
        ("calls", calls.into_iter().map(|(call, _)| call).collect::<Vec<_>>().into()),
    ]);
    fill(include_str!("../../templates/contract.rs.j2"), view)
}

/// A call's entry, and whether one of its answers has no type that JSON is read as.
fn call(api: &Api, operation: &Operation) -> (Value, bool) {
    let name = format!("{}::{}", api.groups[operation.group].name, operation.method_name);
    let answers: Vec<String> = operation.answers.iter().map(|one| answer(api, operation, one)).collect();
    let plain = operation.answers.iter().any(|one| !is_typed(operation, one));
    let view = View::from([
        ("kind", if operation.paging.is_some() { "list" } else { "call" }.into()),
        ("request", operation.name.as_str().into()),
        ("name", literal(&name).into()),
        ("key", literal(&operation.key()).into()),
        ("answers", Value::from(answers)),
    ]);
    (Value::from(view), plain)
}

/// What the vendor sends by itself, each name once. Callbacks have no vendor's name: who registers one gives it.
fn events(api: &Api) -> Vec<Value> {
    let mut seen = HashSet::new();
    let webhooks = api.events.iter().filter(|event| event.callback_of.is_none() && seen.insert(event.name.as_str()));
    let row = |event: &Event| {
        Value::from(View::from([
            ("name", literal(&event.test_name()).into()),
            ("kind", literal(&event.name).into()),
            ("variant", event.variant.as_str().into()),
        ]))
    };
    webhooks.map(row).collect()
}

fn answer(api: &Api, operation: &Operation, answer: &Answer) -> String {
    let status = match answer.status {
        Status::Code(code) => code.to_string(),
        Status::Range(range) => format!("{range}XX"),
        Status::Default => "default".to_owned(),
    };
    let outcome = if answer.success { &operation.output } else { &operation.error };
    let case = match outcome {
        Outcome::Cases(cases) => cases.cases.get(answer.case).map_or("", |case| case.name.as_str()),
        Outcome::Undeclared | Outcome::Single(_) => "",
    };
    let (status, case) = (literal(&status), literal(case));
    match &answer.content {
        AnswerContent::Json(ty) if is_typed(operation, answer) => {
            format!("json::<{}>({status}, {case})", path(api, ty))
        }
        _ => format!("other({status}, {case})"),
    }
}

/// Whether the answer is read as JSON of a type.
fn is_typed(operation: &Operation, answer: &Answer) -> bool {
    let outcome = if answer.success { &operation.output } else { &operation.error };
    matches!(answer.content, AnswerContent::Json(_)) && !matches!(outcome, Outcome::Undeclared)
}

/// A type as another crate names it.
fn path(api: &Api, ty: &Ty) -> String {
    let inside = |item: &Ty| path(api, item);
    match ty {
        Ty::Named(id) => format!("{}::{}", api.name, api.type_def(*id).name),
        Ty::Option(item) => format!("Option<{}>", inside(item)),
        Ty::List(item) => format!("Vec<{}>", inside(item)),
        Ty::Boxed(item) => format!("Box<{}>", inside(item)),
        Ty::Field(item) => format!("intertie::Field<{}>", inside(item)),
        Ty::Map(item) => format!("intertie::Map<{}>", inside(item)),
        leaf => {
            let mut types = Types::new(api);
            let name = types.name(leaf);
            if types.imports.print("").is_empty() { name } else { format!("intertie::{name}") }
        }
    }
}
