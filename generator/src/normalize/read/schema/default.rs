//! `default`: kept where it fits the schema, dropped where not.

use super::{Draft, enumeration};
use crate::diag::Code;
use crate::document::{JsonType, Schema};
use crate::normalize::read::{Reader, scalar};
use serde_json::Value;

/// Settles the default. Null is none.
pub(super) fn settle<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>) {
    let Some(value) = draft.late.default else { return };
    if value.is_null() {
        r.report(Code::Ignored, &draft.at.push("default"), "a default of null says nothing");
    } else if let Some(mended) = unquoted(&draft.schema, value) {
        r.report(Code::Mended, &draft.at.push("default"), "the default was written as text");
        draft.schema.default = Some(Box::new(mended));
    } else if let Some(reason) = misfit(&draft.schema, value) {
        r.report(Code::BadDefault, &draft.at.push("default"), reason);
    } else {
        draft.schema.default = Some(Box::new(value.clone()));
    }
}

/// `default: "true"` of a boolean, `"10"` of a number.
fn unquoted(schema: &Schema, value: &Value) -> Option<Value> {
    let (&[json], Value::String(text)) = (&schema.types[..], value) else { return None };
    let is_plain = matches!(json, JsonType::Boolean | JsonType::Integer | JsonType::Number);
    let mended = is_plain.then(|| enumeration::converted(text, json))??;
    misfit(schema, &mended).is_none().then_some(mended)
}

/// Why a default is none.
fn misfit(schema: &Schema, value: &Value) -> Option<String> {
    if !schema.types.is_empty() && !schema.types.iter().any(|&json| is_of(value, json)) {
        return Some(format!("the default is {}, which the schema does not allow", scalar::kind(value)));
    }
    let is_listed = schema.enumeration.is_empty() || schema.enumeration.contains(value);
    (!is_listed).then(|| "the default is no value of the enum".to_owned())
}

/// Whether a value is of a JSON type.
pub(super) fn is_of(value: &Value, json: JsonType) -> bool {
    match json {
        JsonType::Boolean => value.is_boolean(),
        JsonType::Integer => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        JsonType::Number => value.is_number(),
        JsonType::String => value.is_string(),
        JsonType::Array => value.is_array(),
        JsonType::Object => value.is_object(),
        JsonType::File => false,
    }
}
