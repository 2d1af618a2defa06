//! `requestBody`.

use super::{Node, Reader, media, reference};
use crate::diag::Code;
use crate::document::{MediaType, Method, RequestBody};
use crate::pointer::Pointer;
use indexmap::IndexMap;
use serde_json::Value;

/// The body of an operation, unless it is the empty form that Stripe puts on every GET and DELETE.
pub(crate) fn body<'d>(r: &mut Reader<'d, '_>, operation: &Node<'d>, method: Method) -> Option<RequestBody> {
    let declared = r.object(operation, "requestBody")?;
    let origin = declared.at.clone();
    let Some(node) = reference::follow(r, declared) else { return Some(unknown(origin)) };
    if !matches!(method, Method::Post | Method::Put | Method::Patch | Method::Query) && is_empty_form(&node) {
        r.report(Code::Ignored, &node.at, format!("the body of a {} that has no members", method.as_str()));
        return None;
    }
    let content = media::content(r, &node);
    if content.is_empty() {
        r.report(Code::MissingMember, &node.at, "a request body without a media type was left out");
        return None;
    }
    let required = r.flag(&node, "required").unwrap_or(false);
    Some(RequestBody { origin: node.at.clone(), description: r.text(&node, "description"), required, content })
}

/// The body behind a `$ref` that leads nowhere: whatever JSON the caller knows it to be.
fn unknown(origin: Pointer) -> RequestBody {
    let name = "application/json".to_owned();
    let content = MediaType { origin: origin.clone(), name, schema: None, encoding: IndexMap::new(), examples: vec![] };
    RequestBody { origin, description: None, required: false, content: vec![content] }
}

/// Whether every media type of the body is an object without members.
fn is_empty_form(body: &Node<'_>) -> bool {
    let Some(content) = body.get("content").and_then(Value::as_object) else { return true };
    content.values().all(|media| media.get("schema").is_none_or(has_no_members))
}

fn has_no_members(schema: &Value) -> bool {
    let Some(schema) = schema.as_object() else { return false };
    schema.iter().all(|(key, value)| match key.as_str() {
        "type" => value.as_str() == Some("object"),
        "properties" => value.as_object().is_some_and(serde_json::Map::is_empty),
        "required" => value.as_array().is_some_and(Vec::is_empty),
        "additionalProperties" => value.as_bool() == Some(false),
        "title" | "description" | "nullable" => true,
        key => key.starts_with("x-"),
    })
}
