//! `items`: one schema for all, or a list, which means different things to different vendors.

use super::{Draft, below};
use crate::diag::Code;
use crate::document::{JsonType, Schema, SchemaId};
use crate::normalize::read::{Node, Reader, Role, Task};
use crate::normalize::v31::null_branch;
use serde_json::Value;

/// Settles what the items are.
pub(super) fn settle<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>) {
    let Some(value) = draft.late.items else { return };
    match value {
        Value::Array(_) => list(r, draft, value),
        // `items: false` closes a tuple; the items that are there are in `prefixItems`.
        Value::Bool(false) if !draft.schema.prefix_items.is_empty() => {}
        _ => draft.schema.items = Some(one(r, draft, below(draft, "items", value))),
    }
}

/// The schema of every item; an `enum` that stands on the list is theirs.
fn one<'d>(r: &mut Reader<'d, '_>, draft: &Draft<'d>, node: Node<'d>) -> SchemaId {
    let lent_enum = draft.late.lent_enum.filter(|_| node.get("$ref").is_none());
    if lent_enum.is_some() {
        r.report(Code::Mended, &draft.at.push("enum"), "the enum of a list is read as that of its items");
    }
    r.queue.task(Task { node, name: None, role: Role::Schema, lent_enum })
}

/// A list of schemas: a tuple in 3.1 and JSON Schema, but Slack (Swagger 2.0, which has no tuples) writes unions so.
fn list<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>, value: &'d Value) {
    let at = draft.at.push("items");
    let nodes: Vec<Node> = below(draft, "items", value).items().collect();
    let is_array = draft.schema.types.contains(&JsonType::Array);
    if is_array && r.is_modern() {
        draft.schema.prefix_items = nodes.into_iter().map(|node| r.schema(node)).collect();
        return;
    }
    if is_array && nodes.len() == 1 {
        r.report(Code::Mended, &at, "a list of one schema is read as that schema");
        draft.schema.items = nodes.into_iter().next().map(|node| one(r, draft, node));
        return;
    }
    r.report(Code::Mended, &at, "a list of schemas is read as a choice between them");
    let is_nullable = nodes.iter().any(|node| null_branch::is_null(node.value));
    let branches = nodes.into_iter().filter(|node| !null_branch::is_null(node.value));
    let any_of: Vec<SchemaId> = branches.map(|node| r.queue.schema(node, Role::Branch)).collect();
    if is_array {
        let choice = Schema { origin: Some(at), nullable: is_nullable, any_of, ..Schema::default() };
        draft.schema.items = Some(r.queue.made(choice));
    } else {
        draft.schema.nullable |= is_nullable;
        draft.schema.any_of.extend(any_of);
    }
}
