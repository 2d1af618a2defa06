//! Members and parameters that can have one value only: `object: "charge"`, `type: "card"`, `const`.
//!
//! They are no types: the value says nothing that the struct's own type does not. A member is plain text (or a number, or
//! a boolean) that requests fill in by themselves, and the IR keeps the value. Names do not matter: a component with one
//! value is a constant too (Datadog names each `type` of its JSON:API). A list's item or a union's branch with one value
//! is not: there the value is something a caller can choose, so it keeps its enum.

use super::types::enum_value;
use super::{answers, bodies, events};
use crate::ir::{EnumBase, EnumValue, IntTy, Ty};
use crate::resolve::{Resolved, ShapeId, ShapeKind, Shapes, Use};
use std::collections::HashSet;

/// The only value of what stands at a place.
pub(super) fn value(shapes: &Shapes, place: &Use) -> Option<EnumValue> {
    match &shapes[place.shape].kind {
        ShapeKind::Enum(found) if found.values.len() == 1 => found.values.first().map(enum_value),
        _ => None,
    }
}

/// The type of a constant.
pub(super) fn ty(value: &EnumValue) -> Ty {
    match value.base() {
        EnumBase::String => Ty::String,
        EnumBase::Integer => Ty::Int(IntTy::I64),
        EnumBase::Boolean => Ty::Bool,
    }
}

/// Components with one value that are types all the same, because something other than a member or parameter holds them.
pub(super) fn choices(resolved: &Resolved) -> HashSet<ShapeId> {
    let shapes = &resolved.shapes;
    let mut found = HashSet::new();
    for id in shapes.ids().filter(|&id| shapes[id].reached) {
        match &shapes[id].kind {
            ShapeKind::Object(object) => found.extend(object.rest.as_ref().map(|rest| rest.shape)),
            ShapeKind::Same(_) => {}
            kind => found.extend(kind.uses().iter().map(|place| place.shape)),
        }
    }
    for &at in &resolved.operations {
        let operation = &resolved.document.operations[at];
        found.extend(bodies::whole(resolved, operation).iter().map(|place| place.shape));
        found.extend(answers::typed(resolved, operation).iter().map(|(place, _)| place.shape));
        let callbacks = operation.callbacks.iter().filter_map(|callback| events::body(resolved, &callback.operation));
        found.extend(callbacks.map(|place| place.shape));
    }
    let events = resolved.document.webhooks.iter().filter(|_| resolved.whole);
    found.extend(events.filter_map(|event| events::body(resolved, &event.operation)).map(|place| place.shape));
    if resolved.document.operations.is_empty() {
        // A library of schemas: each is asked for by its name.
        found.extend(resolved.document.schemas.named.values().filter_map(|&schema| shapes.find(schema)));
    }
    found.retain(|&id| matches!(&shapes[id].kind, ShapeKind::Enum(one) if one.values.len() == 1));
    found
}
