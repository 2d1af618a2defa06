//! From text to JSON, as a schema suggests: what a query string or form cannot say.

use super::shape::{Kinds, Shape};
use crate::Value;
use serde_json::{Map, Number};

/// What was sent, before it is known what it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Raw {
    Text(String),
    List(Vec<Raw>),
    Members(Vec<(String, Raw)>),
    /// Known already: a part of a multipart body that says it is JSON.
    Json(Value),
}

/// The value that this is under the schema; what fits nothing stays what it is, for the validator to say so.
pub(super) fn coerce(raw: &Raw, shape: &Shape<'_>) -> Value {
    let kinds = shape.kinds();
    match raw {
        Raw::Json(value) => value.clone(),
        Raw::Text(text) => scalar(text, kinds, shape),
        Raw::List(items) if kinds.array || kinds.is_unsaid() || items.len() != 1 => list(items, shape),
        Raw::List(items) => coerce(&items[0], shape),
        Raw::Members(members) if kinds.array && !kinds.object && is_numbered(members) => {
            let mut items: Vec<(usize, &Raw)> =
                members.iter().map(|(name, raw)| (name.parse().unwrap_or(0), raw)).collect();
            items.sort_by_key(|(at, _)| *at);
            let items: Vec<Raw> = items.into_iter().map(|(_, raw)| raw.clone()).collect();
            list(&items, shape)
        }
        Raw::Members(members) if kinds.array && !kinds.object && members.len() == 1 && members[0].0.is_empty() => {
            match &members[0].1 {
                Raw::List(items) => list(items, shape),
                one => list(std::slice::from_ref(one), shape),
            }
        }
        Raw::Members(members) => Value::Object(object(members, shape)),
    }
}

fn object(members: &[(String, Raw)], shape: &Shape<'_>) -> Map<String, Value> {
    members.iter().map(|(name, raw)| (name.clone(), coerce(raw, &shape.member(name)))).collect()
}

fn list(items: &[Raw], shape: &Shape<'_>) -> Value {
    let item = shape.item();
    items.iter().map(|raw| coerce(raw, &item)).collect()
}

fn is_numbered(members: &[(String, Raw)]) -> bool {
    members.iter().all(|(name, _)| name.parse::<usize>().is_ok())
}

fn scalar(text: &str, kinds: Kinds, shape: &Shape<'_>) -> Value {
    if kinds.string && shape.values().iter().any(|value| value.as_str() == Some(text)) {
        return text.into();
    }
    if (kinds.integer || kinds.number)
        && let Some(number) = number(text)
    {
        return Value::Number(number);
    }
    if kinds.boolean
        && let Ok(value) = text.parse::<bool>()
    {
        return Value::Bool(value);
    }
    if kinds.null && (text == "null" || text.is_empty()) && !kinds.string {
        return Value::Null;
    }
    let is_structure = (kinds.array || kinds.object) && !kinds.string;
    if is_structure
        && text.starts_with(['{', '['])
        && let Ok(value) = serde_json::from_str(text)
    {
        return value;
    }
    if kinds.array && !kinds.string && !kinds.object {
        return list(&[Raw::Text(text.to_owned())], shape);
    }
    text.into()
}

/// A number as JSON writes it; text such as `1e5` or `007` is none.
fn number(text: &str) -> Option<Number> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.starts_with(|c: char| c.is_ascii_digit());
    plain.then(|| serde_json::from_str::<Number>(text).ok()).flatten()
}
