//! One parameter: where it travels, how it is written, what it may be.

use super::{Node, Reader, Role, Task, media};
use crate::diag::Code;
use crate::document::{Location, Parameter, SchemaId, Style};
use crate::normalize::{swagger2, v31};
use serde_json::Value;

/// Reads a parameter that is no body part. `None`: it has no name or no known place, and was reported.
pub(crate) fn parameter<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Option<Parameter> {
    let Some(name) = r.text(node, "name").filter(|name| !name.trim().is_empty()) else {
        r.report(Code::MissingMember, &node.at, "a parameter without a name was left out");
        return None;
    };
    let location = location(r, node, &name)?;
    let (style, explode) = style(r, node, location);
    let content = content(r, node);
    let (schema, content) = match content {
        Some((schema, content)) => (schema, Some(content)),
        None => (schema(r, node), None),
    };
    let parameter = Parameter {
        origin: node.at.clone(),
        name,
        location,
        required: location == Location::Path || r.flag(node, "required").unwrap_or(false),
        deprecated: r.flag(node, "deprecated").unwrap_or(false),
        description: r.text(node, "description"),
        style,
        explode,
        allow_reserved: r.flag(node, "allowReserved").unwrap_or(false),
        schema,
        content,
        extensions: node.extensions(),
    };
    if location == Location::Path && node.get("required").and_then(Value::as_bool) != Some(true) {
        r.report(Code::Mended, &node.at, "a path parameter is always required");
    }
    Some(v31::querystring::mended(node, parameter))
}

/// `in`, in lower case.
pub(crate) fn place(node: &Node<'_>) -> String {
    node.get("in").and_then(Value::as_str).unwrap_or_default().trim().to_ascii_lowercase()
}

fn location(r: &mut Reader<'_, '_>, node: &Node<'_>, name: &str) -> Option<Location> {
    let place = place(node);
    match place.as_str() {
        "path" => Some(Location::Path),
        "query" | "querystring" => Some(Location::Query),
        "header" => Some(Location::Header),
        "cookie" => Some(Location::Cookie),
        "" => {
            r.report(Code::MissingMember, &node.at, format!("`{name}` does not say where it travels; read as query"));
            Some(Location::Query)
        }
        _ => {
            r.report(Code::WrongType, &node.at, format!("`{place}` is no place for a parameter; it was left out"));
            None
        }
    }
}

/// The schema of a parameter or header: its `schema`, or in Swagger 2.0 (and by habit in 3.x) the object itself.
pub(crate) fn schema<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Option<SchemaId> {
    if let Some(schema) = node.child("schema") {
        return Some(r.schema(schema));
    }
    node.child("type").or_else(|| node.child("enum")).or_else(|| node.child("items"))?;
    if !r.is_swagger2() {
        r.report(Code::Mended, &node.at, "the type of a parameter belongs into its `schema`");
    }
    Some(r.queue.task(Task { node: node.clone(), name: None, role: Role::Parameter, lent_enum: None }))
}

/// The one media type of `content`, with its schema.
fn content<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Option<(Option<SchemaId>, String)> {
    node.child("content")?;
    let media = media::content(r, node).into_iter().next()?;
    Some((media.schema, media.name))
}

fn style<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>, location: Location) -> (Style, bool) {
    if let Some(format) = node.get("collectionFormat") {
        return swagger2::collection_format::style(r, node, format, location);
    }
    let usual = if matches!(location, Location::Query | Location::Cookie) { Style::Form } else { Style::Simple };
    if r.is_swagger2() {
        return (usual, false);
    }
    let style = stated_style(r, node, location).unwrap_or(usual);
    // deepObject is only defined exploded, though its default says otherwise.
    let explode = r.flag(node, "explode").unwrap_or(matches!(style, Style::Form | Style::DeepObject));
    (style, explode)
}

fn stated_style<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>, location: Location) -> Option<Style> {
    let text = r.text(node, "style")?;
    let style = media::style(&text).filter(|style| match location {
        Location::Path => matches!(style, Style::Simple | Style::Label | Style::Matrix),
        Location::Query => !matches!(style, Style::Simple | Style::Label | Style::Matrix),
        Location::Header => *style == Style::Simple,
        Location::Cookie => *style == Style::Form,
    });
    if style.is_none() {
        r.report(Code::WrongType, &node.at.push("style"), format!("`{text}` is no style for this kind of parameter"));
    }
    style
}
