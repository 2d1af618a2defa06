//! `required`: names of properties, each once. A mark (`required: true`) is read by the object that has the property.

use super::Draft;
use crate::diag::Code;
use crate::document::Additional;
use crate::normalize::read::{Reader, Role, scalar};
use serde_json::Value;

/// Settles the list.
pub(super) fn settle<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>) {
    match draft.late.required {
        None | Some(Value::Bool(_)) => return,
        Some(Value::Array(names)) => names.iter().for_each(|name| take(r, draft, name)),
        Some(Value::String(word)) if word == "true" || word == "false" => return,
        Some(other) => {
            r.wrong_type(other, &draft.at, "required", "a list of names");
            take(r, draft, other);
        }
    }
    note_undeclared(r, draft);
}

fn take<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>, name: &'d Value) {
    if !name.is_string() {
        r.wrong_type(name, &draft.at, "required", "a list of names");
    }
    let name = scalar::plain_text(name).filter(|name| !draft.schema.required.contains(name));
    draft.schema.required.extend(name);
}

/// Says which names are declared nowhere: not here, not in parts, not in a schema that this one is a part of.
fn note_undeclared(r: &mut Reader<'_, '_>, draft: &Draft<'_>) {
    let schema = &draft.schema;
    let is_open = matches!(schema.additional, Additional::Any | Additional::Schema(_));
    if draft.role == Role::Branch || draft.is_composed() || is_open || schema.properties.is_empty() {
        return;
    }
    for name in schema.required.iter().filter(|name| !schema.properties.contains_key(*name)) {
        let message = format!("`{name}` is required but not declared");
        r.report(Code::RequiredUndeclared, &draft.at.push("required"), message);
    }
}
