//! Whether an operation's answers can have a member that a failure is told by.

use crate::ir::{AnswerContent, Api, Operation, Ty, TypeKind};

/// Types within types that are looked through before "maybe".
const DEEPEST: usize = 32;

/// Whether an answer has, or may have, what the JSON pointer names. A list is looked into where the pointer has `*`.
pub(super) fn may_have(api: &Api, operation: &Operation, pointer: &str) -> bool {
    let keys: Vec<String> = pointer.split('/').skip(1).map(|key| key.replace("~1", "/").replace("~0", "~")).collect();
    let mut answers = operation.answers.iter().filter(|answer| answer.success);
    answers.any(|answer| match &answer.content {
        AnswerContent::Json(ty) | AnswerContent::EventStream(ty) => has(api, ty, &keys, DEEPEST),
        AnswerContent::Empty | AnswerContent::Text | AnswerContent::Bytes => false,
    })
}

fn has(api: &Api, ty: &Ty, keys: &[String], depth: usize) -> bool {
    let Some((key, rest)) = keys.split_first() else { return true };
    if depth == 0 {
        return true;
    }
    match ty {
        Ty::Option(inner) | Ty::Field(inner) | Ty::Boxed(inner) => has(api, inner, keys, depth - 1),
        Ty::Map(inner) => has(api, inner, rest, depth - 1),
        Ty::List(inner) => key.parse::<usize>().is_ok() && has(api, inner, rest, depth - 1),
        Ty::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Struct(found) => match found.fields.iter().find(|field| &field.wire == key) {
                Some(field) => has(api, &field.ty, rest, depth - 1),
                None => found.rest.is_some(),
            },
            TypeKind::Union(found) => found.branches.iter().any(|branch| has(api, &branch.ty, keys, depth - 1)),
            TypeKind::Alias(inner) => has(api, inner, keys, depth - 1),
            TypeKind::Enum(_) | TypeKind::Tuple(_) => false,
        },
        Ty::Json => true,
        _ => false,
    }
}
