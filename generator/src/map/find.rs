//! What `vendor.Type` means: a schema, a type, an operation's request or its answer.

use crate::config::MappingEnd;
use crate::diag::{Code, Diagnostic, Sink};
use crate::ir::mapping::StructId;
use crate::ir::{AnswerContent, Api, Outcome, Ty, TypeId, TypeKind};
use crate::nearest;
use crate::pointer::Pointer;

use super::leaf::{struct_of, title};

/// Names that a message offers.
const OFFERED: usize = 3;

/// The struct that an end names.
pub(super) fn find(api: &Api, end: &MappingEnd, sink: &mut Sink) -> Option<StructId> {
    let (name, answer) = match end.of.strip_suffix(".answer") {
        Some(name) => (name, true),
        None => (end.of.strip_suffix(".request").unwrap_or(&end.of), false),
    };
    let operation = operation(api, name);
    let found = match (answer, operation) {
        (true, Some(at)) => answer_of(api, at).map(StructId::Type),
        (true, None) => None,
        (false, operation) => named(api, name).or(operation.map(StructId::Request)),
    };
    if found.is_none() {
        sink.push(unknown(api, end, name, answer && operation.is_some()));
    }
    found
}

/// A struct by its Rust name, else by its schema's.
fn named(api: &Api, name: &str) -> Option<StructId> {
    let ids = || (0..).zip(&api.types).map(|(at, def)| (TypeId(at), def));
    let by_rust = ids().find(|(_, def)| def.name.as_str() == name);
    let by_schema = || ids().find(|(id, _)| title(api, StructId::Type(*id)) == name);
    let (id, def) = by_rust.or_else(by_schema)?;
    match &def.kind {
        TypeKind::Struct(_) => Some(StructId::Type(id)),
        TypeKind::Alias(ty) => struct_of(api, ty).map(StructId::Type),
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Tuple(_) => None,
    }
}

/// An operation by its request's name, its id, or method and path.
fn operation(api: &Api, name: &str) -> Option<usize> {
    api.operations.iter().position(|op| {
        op.name.as_str() == name || op.id == name || format!("{} {}", op.method.as_str(), op.path) == name
    })
}

fn answer_of(api: &Api, at: usize) -> Option<TypeId> {
    let json = |content: &AnswerContent| match content {
        AnswerContent::Json(Ty::List(item)) => struct_of(api, item),
        AnswerContent::Json(ty) => struct_of(api, ty),
        AnswerContent::Empty | AnswerContent::Text | AnswerContent::Bytes | AnswerContent::EventStream(_) => None,
    };
    match &api.operations[at].output {
        Outcome::Single(content) => json(content),
        Outcome::Cases(cases) => cases.cases.iter().find_map(|case| json(&case.content)),
        Outcome::Undeclared => None,
    }
}

fn unknown(api: &Api, end: &MappingEnd, name: &str, without_answer: bool) -> Diagnostic {
    let found = |message: String| Diagnostic::new(Code::BadMapping, &Pointer::root(), message).at(end.place.clone());
    if without_answer {
        return found(format!("`{}.{name}` answers no object", end.vendor));
    }
    let structs = api.types.iter().filter(|def| matches!(def.kind, TypeKind::Struct(_)));
    let names = structs.map(|def| def.name.to_string()).chain(api.operations.iter().map(|op| op.name.to_string()));
    let near = nearest::ranked(name, names.collect(), OFFERED).join("`, `");
    found(format!("vendor `{}` has no object or operation `{name}`", end.vendor))
        .help(format!("the nearest are `{near}`"))
}
