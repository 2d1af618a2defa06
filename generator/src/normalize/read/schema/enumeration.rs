//! `enum`: values of the declared type, each once, with the vendor's names and texts for them.

use super::Draft;
use super::default::is_of;
use crate::diag::Code;
use crate::document::JsonType;
use crate::normalize::read::{Reader, scalar};
use foldhash::{HashSet, HashSetExt};
use serde_json::Value;

/// Settles the values. Null among them makes the schema nullable.
pub(super) fn settle<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>) {
    let Some(value) = draft.late.enumeration.or(draft.late.lent_enum) else { return };
    let Value::Array(values) = value else {
        r.wrong_type(value, &draft.at, "enum", "a list");
        return;
    };
    if draft.is_only(JsonType::Array) {
        // Meant for the items: `items::settle` lends it to them.
        draft.late.lent_enum = Some(value);
        return;
    }
    draft.late.lent_enum = None;
    mend_type(r, draft, values);
    let names = texts(draft.late.enum_names.map(|(_, value)| value), values);
    let docs = texts(draft.late.enum_docs.map(|(_, value)| value), values);
    take(r, draft, values, names.as_deref(), docs.as_deref());
    keep_unread(r, draft, names.is_some(), docs.is_some());
}

/// Where no value fits the declared type and all are text, the type is what is wrong.
fn mend_type<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>, values: &'d [Value]) {
    let is_number = draft.is_only(JsonType::Integer) || draft.is_only(JsonType::Number);
    let is_wrong = is_number || draft.is_only(JsonType::Boolean) || draft.is_only(JsonType::Object);
    let all_text = !values.is_empty() && values.iter().all(Value::is_string);
    if is_wrong && all_text && values.iter().all(|value| fitting(value, &draft.schema.types).is_none()) {
        r.report(Code::BadEnumValue, &draft.at.push("enum"), "every value is text, so the schema is read as text");
        draft.schema.types = vec![JsonType::String];
    }
}

fn take<'d>(
    r: &mut Reader<'d, '_>,
    draft: &mut Draft<'d>,
    values: &'d [Value],
    names: Option<&[String]>,
    docs: Option<&[String]>,
) {
    let (mut mended, mut lost) = (0_usize, 0_usize);
    let mut texts = HashSet::with_capacity(values.len());
    let mut others = HashSet::new();
    for (index, value) in values.iter().map(alone).enumerate() {
        if value.is_null() {
            draft.schema.nullable = true;
            continue;
        }
        let Some(fitting) = fitting(value, &draft.schema.types) else {
            lost += 1;
            continue;
        };
        mended += usize::from(fitting.is_mended);
        let is_new = match value {
            Value::String(text) => texts.insert(text.as_str()),
            other => others.insert(other.to_string()),
        };
        if is_new {
            draft.schema.enumeration.push(fitting.value);
            let name = names.map(|names| names[index].clone()).or(fitting.name);
            draft.schema.enum_names.extend(name);
            draft.schema.enum_docs.extend(docs.map(|docs| docs[index].clone()));
        }
    }
    if draft.schema.enum_names.len() != draft.schema.enumeration.len() {
        draft.schema.enum_names.clear();
    }
    report(r, draft, mended, lost);
}

/// `[["open"], ["sent"]]`, the values of a list of one each (Mailchimp): the one is meant.
fn alone(value: &Value) -> &Value {
    match value {
        Value::Array(list) if list.len() == 1 => &list[0],
        other => other,
    }
}

fn report(r: &mut Reader<'_, '_>, draft: &Draft<'_>, mended: usize, lost: usize) {
    let at = draft.at.push("enum");
    if mended > 0 {
        r.report(Code::BadEnumValue, &at, format!("{mended} values were converted to the declared type"));
    }
    if lost > 0 {
        r.report(Code::BadEnumValue, &at, format!("{lost} values do not fit the declared type and were left out"));
    }
}

/// A value as the declared type has it.
struct Fitting {
    value: Value,
    is_mended: bool,
    /// The name that stood beside it.
    name: Option<String>,
}

fn fitting(value: &Value, types: &[JsonType]) -> Option<Fitting> {
    let is_scalar = !matches!(value, Value::Array(_) | Value::Object(_) | Value::Null);
    let as_it_is = || is_scalar.then(|| Fitting { value: value.clone(), is_mended: false, name: None });
    let &[json] = types else { return as_it_is() };
    if is_of(value, json) {
        return as_it_is();
    }
    let mended = |value| Some(Fitting { value, is_mended: true, name: None });
    match (json, value) {
        (JsonType::String, Value::Number(_) | Value::Bool(_)) => {
            scalar::plain_text(value).map(Value::String).and_then(mended)
        }
        (JsonType::Integer | JsonType::Number | JsonType::Boolean, Value::String(text)) => {
            converted(text, json).and_then(mended).or_else(|| labelled(text, json))
        }
        _ => None,
    }
}

/// The number or boolean that a text writes.
pub(super) fn converted(text: &str, json: JsonType) -> Option<Value> {
    let value = match json {
        JsonType::Boolean => text.trim().to_ascii_lowercase().parse().ok().map(Value::Bool),
        _ => scalar::parse_number(text).map(Value::Number),
    };
    value.filter(|value| is_of(value, json))
}

/// `101 (EastAsia)`: a number with its name, as .NET's generators write it.
fn labelled(text: &str, json: JsonType) -> Option<Fitting> {
    let (number, name) = text.trim().strip_suffix(')')?.split_once(" (")?;
    Some(Fitting { value: converted(number, json)?, is_mended: true, name: Some(name.to_owned()) })
}

/// The texts of an extension, parallel to the values: a list of the same length, or a map by value.
fn texts(extension: Option<&Value>, values: &[Value]) -> Option<Vec<String>> {
    match extension? {
        Value::Array(list) if list.len() == values.len() => {
            Some(list.iter().map(|text| scalar::plain_text(text).unwrap_or_default()).collect())
        }
        Value::Object(map) => {
            let text = |value| map.get(&scalar::plain_text(value)?).and_then(scalar::plain_text);
            Some(values.iter().map(|value| text(value).unwrap_or_default()).collect())
        }
        _ => None,
    }
}

/// Extensions that could not be made parallel stay extensions.
fn keep_unread(r: &mut Reader<'_, '_>, draft: &mut Draft<'_>, names: bool, docs: bool) {
    let unread = [draft.late.enum_names.filter(|_| !names), draft.late.enum_docs.filter(|_| !docs)];
    for (key, value) in unread.into_iter().flatten() {
        let message = format!("`{key}` is no list of as many texts as `enum` has values");
        r.report(Code::Ignored, &draft.at.push(key), message);
        draft.schema.extensions.insert(key.to_owned(), value.clone());
    }
}
