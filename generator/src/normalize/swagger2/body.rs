//! `in: body` and `in: formData` parameters -> the request body.

use super::{collection_format, media};
use crate::diag::Code;
use crate::document::{Encoding, JsonType, Location, MediaType, RequestBody, Schema, SchemaId};
use crate::normalize::read::{Node, Reader, Role, Task, parameter};
use indexmap::IndexMap;
use serde_json::Value;

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// The body that the parameters make. A body parameter goes before form fields.
pub(crate) fn body<'d>(r: &mut Reader<'d, '_>, operation: &Node<'d>, parts: Vec<Node<'d>>) -> RequestBody {
    if !r.is_swagger2() {
        r.report(Code::Mended, &operation.at, "`in: body` and `in: formData` belong into a `requestBody`");
    }
    let (bodies, fields): (Vec<_>, Vec<_>) = parts.into_iter().partition(|node| parameter::place(node) == "body");
    match bodies.into_iter().next_back() {
        None => form(r, operation, &fields),
        Some(node) => {
            for field in &fields {
                r.report(Code::WrongType, &field.at, "a form field beside a body was left out");
            }
            whole(r, operation, &node)
        }
    }
}

/// `in: body`: one schema, coded as the operation consumes it.
fn whole<'d>(r: &mut Reader<'d, '_>, operation: &Node<'d>, node: &Node<'d>) -> RequestBody {
    let mut names = media::types(r, operation, "consumes");
    if names.is_empty() {
        names.push("application/json".into());
    }
    let schema = node.child("schema").map(|schema| r.schema(schema));
    let schema = schema.or_else(|| parameter::schema(r, node));
    let required = r.flag(node, "required").unwrap_or(false);
    let description = r.text(node, "description");
    RequestBody {
        origin: node.at.clone(),
        description,
        required,
        content: content(node, names, schema, &IndexMap::new()),
    }
}

/// `in: formData`: an object with a property for each.
fn form<'d>(r: &mut Reader<'d, '_>, operation: &Node<'d>, fields: &[Node<'d>]) -> RequestBody {
    let mut schema = Schema { types: vec![JsonType::Object], ..Schema::default() };
    let mut encoding = IndexMap::new();
    let mut has_file = false;
    for node in fields {
        let Some(name) = r.text(node, "name") else {
            r.report(Code::MissingMember, &node.at, "a form field without a name was left out");
            continue;
        };
        has_file |= node.get("type").and_then(Value::as_str) == Some("file");
        if r.flag(node, "required").unwrap_or(false) {
            schema.required.push(name.clone());
        }
        if let Some(list) = list_encoding(r, node) {
            encoding.insert(name.clone(), list);
        }
        let task = Task { node: node.clone(), name: None, role: Role::FormField, lent_enum: None };
        schema.properties.insert(name, r.queue.task(task));
    }
    let names = form_types(r, operation, has_file);
    let required = !schema.required.is_empty();
    let schema = r.queue.made(schema);
    let origin = operation.at.push("parameters");
    let holder = Node { value: operation.value, at: origin.clone() };
    RequestBody { origin, description: None, required, content: content(&holder, names, Some(schema), &encoding) }
}

fn content(
    node: &Node<'_>,
    names: Vec<String>,
    schema: Option<SchemaId>,
    encoding: &IndexMap<String, Encoding>,
) -> Vec<MediaType> {
    let media =
        |name| MediaType { origin: node.at.clone(), name, schema, encoding: encoding.clone(), examples: Vec::new() };
    names.into_iter().map(media).collect()
}

/// Form fields travel as a form, whatever the document's `consumes` says; files need multipart.
fn form_types<'d>(r: &mut Reader<'d, '_>, operation: &Node<'d>, has_file: bool) -> Vec<String> {
    let mut names = media::types(r, operation, "consumes");
    names.retain(|name| name.starts_with(MULTIPART) || !has_file && name.starts_with(FORM));
    if names.is_empty() {
        names.push(if has_file { MULTIPART.into() } else { FORM.into() });
    }
    names
}

fn list_encoding<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Option<Encoding> {
    if node.get("type").and_then(Value::as_str) != Some("array") {
        return None;
    }
    let csv = Value::String("csv".into());
    let format = node.get("collectionFormat").unwrap_or(&csv);
    let (style, explode) = collection_format::style(r, node, format, Location::Query);
    Some(Encoding { content_type: None, style: Some(style), explode: Some(explode) })
}
