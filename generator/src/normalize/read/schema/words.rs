//! Keywords that are a word or a mark: title, description, format, nullable and their kin.

use super::Draft;
use crate::diag::Code;
use crate::normalize::read::{Reader, Role};
use serde_json::Value;

/// Reads the keyword, where it is one of these.
pub(super) fn keyword<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>, key: &str, value: &'d Value) -> bool {
    let Draft { at, schema, role, .. } = draft;
    match key {
        "description" if *role == Role::Parameter => {}
        "description" => schema.description = r.text_of(value, at, key),
        "format" => schema.format = r.text_of(value, at, key).filter(|format| !format.trim().is_empty()),
        "title" => schema.title = r.text_of(value, at, key),
        // Swagger 2.0 has no word for it; these two extensions are what vendors use.
        "nullable" | "x-nullable" | "x-isnullable" => schema.nullable |= r.flag_of(value, at, key).unwrap_or(false),
        "readOnly" => schema.read_only = r.flag_of(value, at, key).unwrap_or(false),
        "readonly" => {
            r.report(Code::Mended, &at.push(key), "the keyword is `readOnly`");
            schema.read_only = r.flag_of(value, at, key).unwrap_or(false);
        }
        "writeOnly" => schema.write_only = r.flag_of(value, at, key).unwrap_or(false),
        "deprecated" => schema.deprecated = r.flag_of(value, at, key).unwrap_or(false),
        "uniqueItems" => {
            if r.flag_of(value, at, key) == Some(true) {
                schema.bounds.unique_items = true;
            }
        }
        "const" => constant(schema, value),
        "example" => example(schema, Some(value)),
        "examples" => example(schema, first_example(value)),
        _ => return false,
    }
    true
}

fn constant(schema: &mut crate::document::Schema, value: &Value) {
    schema.nullable |= value.is_null();
    schema.constant = Some(Box::new(value.clone()));
}

/// The first that is not null stays (HubSpot writes `example: null` on every schema).
fn example(schema: &mut crate::document::Schema, value: Option<&Value>) {
    if schema.example.is_none() {
        schema.example = value.filter(|value| !value.is_null()).cloned().map(Box::new);
    }
}

/// 3.1 has a list; some documents have a map, of values or of example objects.
fn first_example(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(items) => items.iter().find(|item| !item.is_null()),
        Value::Object(members) => members.values().next().map(|first| first.get("value").unwrap_or(first)),
        other => Some(other),
    }
}
