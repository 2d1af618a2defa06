//! `content`: media types with their schemas, encodings and examples.

use super::media_name::media_name;
use super::{Node, Reader, reference};
use crate::diag::Code;
use crate::document::{Encoding, MediaType, Style};
use crate::normalize::v31;
use indexmap::IndexMap;
use serde_json::Value;

/// The media types of a body or an answer, in document order; of two that are the same the first stays.
pub(crate) fn content<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Vec<MediaType> {
    let mut content: Vec<MediaType> = Vec::new();
    for (name, node) in r.object(node, "content").iter().flat_map(Node::members) {
        if name.starts_with("x-") {
            continue;
        }
        let Some(media) = reference::follow(r, node).and_then(|node| media_type(r, name, &node)) else { continue };
        if content.iter().all(|other| other.name != media.name) {
            content.push(media);
        }
    }
    content
}

fn media_type<'d>(r: &mut Reader<'d, '_>, name: &str, node: &Node<'d>) -> Option<MediaType> {
    let name = checked_name(r, name, node)?;
    if !node.value.is_object() {
        r.report(Code::WrongType, &node.at, "a media type should be an object; it is read as one without a schema");
    }
    let schema = node.child("schema").map(|schema| r.schema(schema));
    let schema = schema.or_else(|| v31::item_schema::item_schema(r, node));
    Some(MediaType { origin: node.at.clone(), name, schema, encoding: encodings(r, node), examples: examples(r, node) })
}

/// A media type's name in its normal form; reports what is none.
pub(crate) fn checked_name(r: &mut Reader<'_, '_>, text: &str, node: &Node<'_>) -> Option<String> {
    let name = media_name(text);
    match &name {
        None => r.report(Code::WrongType, &node.at, "the name of a media type is empty or not plain ASCII"),
        Some(name) if name != text => r.report(Code::Mended, &node.at, format!("the media type is read as `{name}`")),
        Some(_) => {}
    }
    name
}

fn encodings<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> IndexMap<String, Encoding> {
    let mut encodings = IndexMap::new();
    for (property, node) in r.object(node, "encoding").iter().flat_map(Node::members) {
        if !node.value.is_object() {
            r.report(Code::WrongType, &node.at, "an encoding should be an object");
            continue;
        }
        let content_type = r.text(&node, "contentType").and_then(|name| media_name(&name));
        let encoding = Encoding { content_type, style: form_style(r, &node), explode: r.flag(&node, "explode") };
        encodings.insert(property.to_owned(), encoding);
    }
    encodings
}

fn form_style<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Option<Style> {
    let text = r.text(node, "style")?;
    let style = style(&text);
    if style.is_none() {
        r.report(Code::WrongType, &node.at.push("style"), format!("`{text}` is no style"));
    }
    style
}

/// A style by OpenAPI's name for it, whatever its case.
pub(crate) fn style(text: &str) -> Option<Style> {
    Some(match text.trim().to_ascii_lowercase().as_str() {
        "simple" => Style::Simple,
        "label" => Style::Label,
        "matrix" => Style::Matrix,
        // 3.2's `cookie` is `form` without percent-encoding.
        "form" | "cookie" => Style::Form,
        "spacedelimited" => Style::SpaceDelimited,
        "pipedelimited" => Style::PipeDelimited,
        "tabdelimited" => Style::TabDelimited,
        "deepobject" => Style::DeepObject,
        _ => return None,
    })
}

/// `example`, then `examples`; null is no example.
pub(crate) fn examples<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Vec<Value> {
    let mut examples: Vec<Value> = node.child("example").into_iter().map(|example| example.value.clone()).collect();
    let Some(list) = node.child("examples") else { return examples };
    let named: Vec<Node> = list.members().map(|(_, node)| node).chain(list.items()).collect();
    for node in named {
        let Some(node) = reference::follow(r, node) else { continue };
        let value = node.child("value").or_else(|| node.child("dataValue"));
        examples.extend(value.map(|value| value.value.clone()));
    }
    examples
}
