//! What real vendors do to documented answers: members and values that no document lists, nulls.

use super::answers::Draft;
use super::scenario::Edit;
use super::schemas::step;
use super::shape::Shape;
use crate::Value;

/// The member that no document lists.
pub(super) const UNKNOWN_FIELD: &str = "intertie_unknown_field";

/// The value that no enum lists.
pub(super) const UNKNOWN_VALUE: &str = "intertie_unknown_value";

/// Changes the answer; gives the JSON pointers of what was changed, none where nothing could be. The member at `verdict` tells
/// whether the answer is a failure, and stays.
pub(super) fn apply(root: &Value, edit: Edit, verdict: Option<&str>, draft: &mut Draft) -> Vec<String> {
    let Some(schema) = draft.pointer.as_ref().and_then(|at| root.pointer(at)) else { return Vec::new() };
    let shape = Shape::of(root, Some(schema));
    match edit {
        Edit::UnknownField => unknown_field(&mut draft.value, &shape, "").into_iter().collect(),
        Edit::UnknownValue => unknown_value(&mut draft.value, &shape, "", verdict).into_iter().collect(),
        Edit::Nulls => {
            let mut places = Vec::new();
            nulls(&mut draft.value, &shape, "", &mut places);
            places
        }
    }
}

/// In the first object whose members are declared: of a map, any member is known.
fn unknown_field(value: &mut Value, shape: &Shape<'_>, at: &str) -> Option<String> {
    match value {
        Value::Object(members) => {
            let declared = shape.members().next().is_some();
            if declared && shape.member(UNKNOWN_FIELD).is_blank() {
                members.insert(UNKNOWN_FIELD.to_owned(), "new".into());
                return Some(format!("{at}/{UNKNOWN_FIELD}"));
            }
            members
                .iter_mut()
                .find_map(|(name, value)| unknown_field(value, &shape.member(name), &format!("{at}/{}", step(name))))
        }
        Value::Array(items) => {
            let item = shape.item();
            items
                .iter_mut()
                .enumerate()
                .find_map(|(index, value)| unknown_field(value, &item, &format!("{at}/{index}")))
        }
        _ => None,
    }
}

/// At the first text that has a choice of listed values; one with a single value chooses a branch of a union.
fn unknown_value(value: &mut Value, shape: &Shape<'_>, at: &str, verdict: Option<&str>) -> Option<String> {
    match value {
        _ if verdict == Some(at) => None,
        Value::String(text) => {
            let is_enum =
                shape.is_choice() && shape.values().iter().all(|one| one.is_string()) && shape.is_listed_only();
            is_enum.then(|| {
                UNKNOWN_VALUE.clone_into(text);
                at.to_owned()
            })
        }
        Value::Object(members) => {
            let tags = shape.discriminators();
            let free = members.iter_mut().filter(|(name, _)| !tags.contains(&name.as_str()));
            free.into_iter().find_map(|(name, value)| {
                unknown_value(value, &shape.member(name), &format!("{at}/{}", step(name)), verdict)
            })
        }
        Value::Array(items) => {
            let item = shape.item();
            items
                .iter_mut()
                .enumerate()
                .find_map(|(index, value)| unknown_value(value, &item, &format!("{at}/{index}"), verdict))
        }
        _ => None,
    }
}

/// Every member that may be null is; takes note of each.
fn nulls(value: &mut Value, shape: &Shape<'_>, at: &str, places: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let (inner, at) = (shape.member(name), format!("{at}/{}", step(name)));
                if inner.kinds().null {
                    *value = Value::Null;
                    places.push(at);
                } else {
                    nulls(value, &inner, &at, places);
                }
            }
        }
        Value::Array(items) => {
            let item = shape.item();
            for (index, value) in items.iter_mut().enumerate() {
                nulls(value, &item, &format!("{at}/{index}"), places);
            }
        }
        _ => {}
    }
}
