//! `discriminator`: the property that names the branch. In Swagger 2.0 it is that name alone.

use super::{Draft, below, target};
use crate::diag::Code;
use crate::document::{Discriminator, SchemaId};
use crate::normalize::read::{Node, Reader};
use serde_json::Value;

/// Reads both forms.
pub(super) fn discriminator<'d>(r: &mut Reader<'d, '_>, draft: &Draft<'d>, value: &'d Value) -> Option<Discriminator> {
    let node = below(draft, "discriminator", value);
    if let Value::String(property) = value {
        if !r.is_swagger2() {
            r.report(Code::Mended, &node.at, "a discriminator is an object with `propertyName`");
        }
        return Some(Discriminator { property: property.clone(), mapping: Vec::new() });
    }
    if !value.is_object() {
        r.wrong_type(value, &draft.at, "discriminator", "an object");
        return None;
    }
    let Some(property) = r.text(&node, "propertyName").filter(|name| !name.is_empty()) else {
        r.report(Code::MissingMember, &node.at, "a discriminator without `propertyName` was left out");
        return None;
    };
    let mapping = r.object(&node, "mapping").map(|node| mapping(r, &node)).unwrap_or_default();
    Some(Discriminator { property, mapping })
}

fn mapping<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Vec<(String, Option<SchemaId>)> {
    let mut mapping = Vec::new();
    for (value, place) in node.members() {
        let text = r.text(node, value);
        let id = text.and_then(|text| branch(r, &text, &place));
        mapping.push((value.to_owned(), id));
    }
    mapping
}

/// A mapping leads to a schema by `$ref`, or by its bare name.
fn branch<'d>(r: &mut Reader<'d, '_>, text: &str, place: &Node<'d>) -> Option<SchemaId> {
    let named = r.queue.schemas.named.get(text.trim()).copied();
    named.or_else(|| target(r, text, &place.at))
}
