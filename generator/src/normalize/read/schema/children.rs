//! Keywords that hold schemas: compositions, additionalProperties, patternProperties.

use super::{Draft, below, discriminator};
use crate::diag::Code;
use crate::document::{Additional, SchemaId};
use crate::normalize::read::{Node, Reader, Role};
use crate::normalize::v31::{null_branch, prefix_items};
use serde_json::Value;

/// Reads the keyword, where it is one of these.
pub(super) fn keyword<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>, key: &str, value: &'d Value) -> bool {
    match key {
        "allOf" => draft.schema.all_of = branches(r, draft, key, value),
        "oneOf" | "anyOf" => {
            let branches = branches(r, draft, key, value);
            let held = if key == "oneOf" { &mut draft.schema.one_of } else { &mut draft.schema.any_of };
            *held = branches;
        }
        "additionalProperties" => draft.schema.additional = additional(r, draft, key, value),
        "patternProperties" => draft.schema.pattern_properties = patterns(r, draft, value),
        "prefixItems" => draft.schema.prefix_items = prefix_items::prefix_items(r, draft, value),
        "discriminator" => draft.schema.discriminator = discriminator::discriminator(r, draft, value).map(Box::new),
        _ => return false,
    }
    true
}

/// The branches of a composition. One that only allows null makes the whole nullable.
fn branches<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>, key: &str, value: &'d Value) -> Vec<SchemaId> {
    let list = below(draft, key, value);
    let nodes: Vec<Node> = if value.is_array() {
        list.items().collect()
    } else {
        r.wrong_type(value, &draft.at, key, "a list");
        value.is_object().then_some(list).into_iter().collect()
    };
    let mut ids = Vec::with_capacity(nodes.len());
    for node in nodes {
        if key != "allOf" && null_branch::is_null(node.value) {
            draft.schema.nullable = true;
        } else {
            ids.push(r.queue.schema(node, Role::Branch));
        }
    }
    ids
}

/// What a schema allows beside its properties.
pub(crate) fn additional<'d>(r: &mut Reader<'d, '_>, draft: &Draft<'d>, key: &str, value: &'d Value) -> Additional {
    match value {
        Value::Bool(true) => Additional::Any,
        Value::Bool(false) => Additional::Forbidden,
        Value::Object(members) if members.is_empty() => Additional::Any,
        Value::Object(_) => Additional::Schema(r.schema(below(draft, key, value))),
        _ => match r.flag_of(value, &draft.at, key) {
            Some(true) => Additional::Any,
            Some(false) => Additional::Forbidden,
            None => Additional::Unsaid,
        },
    }
}

fn patterns<'d>(r: &mut Reader<'d, '_>, draft: &Draft<'d>, value: &'d Value) -> Vec<(String, SchemaId)> {
    if !value.is_object() {
        r.report(Code::WrongType, &draft.at.push("patternProperties"), "should be an object");
    }
    let node = below(draft, "patternProperties", value);
    node.members().map(|(pattern, node)| (pattern.to_owned(), r.schema(node))).collect()
}
