//! `schema`, `examples` and `produces` of an answer -> its media types. `type: file` is bytes.

use super::media;
use crate::document::MediaType;
use crate::normalize::read::{Node, Reader};
use indexmap::IndexMap;
use serde_json::Value;

/// One media type for each that the operation produces, all with the same schema.
pub(crate) fn content<'d>(r: &mut Reader<'d, '_>, operation: &Node<'d>, node: &Node<'d>) -> Vec<MediaType> {
    let Some(schema) = node.child("schema") else { return Vec::new() };
    let is_file = schema.get("type").and_then(Value::as_str) == Some("file");
    let mut names = media::types(r, operation, "produces");
    if names.is_empty() {
        names.push(if is_file { "application/octet-stream".into() } else { "application/json".into() });
    }
    let id = r.schema(schema);
    let media = |name: String| MediaType {
        origin: node.at.clone(),
        examples: node.child("examples").and_then(|examples| examples.get(&name).cloned()).into_iter().collect(),
        name,
        schema: Some(id),
        encoding: IndexMap::new(),
    };
    names.into_iter().map(media).collect()
}
