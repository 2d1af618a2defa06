//! `properties`: names with their schemas. Mailchimp puts a whole schema there, 68 times.

use super::{Draft, below};
use crate::diag::Code;
use crate::document::JsonType;
use crate::normalize::read::{Node, Reader, Role};
use serde_json::Value;

/// Settles the properties.
pub(super) fn settle<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>) {
    let Some(value) = draft.late.properties else { return };
    let node = below(draft, "properties", value);
    match value {
        Value::Object(members) if is_schema(value) => {
            debug_assert!(!members.is_empty());
            whole_schema(r, draft, node);
        }
        Value::Object(members) => {
            draft.schema.properties.reserve(members.len());
            for (name, node) in node.members() {
                move_required(r, draft, name, &node);
                let id = r.schema(node);
                draft.schema.properties.insert(name.to_owned(), id);
            }
        }
        Value::Array(_) => by_list(r, draft, &node),
        other => r.wrong_type(other, &draft.at, "properties", "an object"),
    }
}

/// Names lead to schemas, so a word under `type` says that this is no map of names.
fn is_schema(value: &Value) -> bool {
    value.get("type").is_some_and(|word| word.as_str().is_some_and(|word| super::Kind::of(word).is_some()))
}

/// A schema in place of the names: of a list it is the items' schema, else one more part of this schema.
fn whole_schema<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>, node: Node<'d>) {
    if draft.is_only(JsonType::Array) && draft.schema.items.is_none() && draft.late.items.is_none() {
        r.report(Code::Mended, &node.at, "`properties` of a list holds a schema, which is read as that of its items");
        draft.schema.items = Some(r.schema(node));
    } else {
        r.report(Code::Mended, &node.at, "`properties` holds a schema, which is read as part of this one");
        let id = r.queue.schema(node, Role::Branch);
        draft.schema.all_of.push(id);
    }
}

/// `properties: [{name: a, type: string}]`.
fn by_list<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>, node: &Node<'d>) {
    r.report(Code::WrongType, &node.at, "`properties` should be an object; items that have a name are taken");
    for item in node.items() {
        if let Some(name) = item.get("name").and_then(Value::as_str) {
            let id = r.schema(item);
            draft.schema.properties.insert(name.to_owned(), id);
        }
    }
}

/// `required: true` on a property, as in Swagger 1 and JSON Schema draft 3, belongs to its parent.
fn move_required<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>, name: &str, node: &Node<'d>) {
    let is_required = match node.get("required") {
        Some(Value::Bool(flag)) => *flag,
        Some(Value::String(word)) => word == "true",
        _ => false,
    };
    if is_required && !draft.schema.required.iter().any(|other| other == name) {
        r.report(Code::Mended, &node.at.push("required"), format!("`{name}` is required by the object that has it"));
        draft.schema.required.push(name.to_owned());
    }
}
