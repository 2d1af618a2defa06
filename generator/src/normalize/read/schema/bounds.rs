//! Bounds: numbers and counts, also where they are written as text.

use super::Draft;
use crate::normalize::read::Reader;
use serde_json::Value;

/// Reads the keyword, where it is one of these.
pub(super) fn keyword<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>, key: &str, value: &'d Value) -> bool {
    let (at, bounds) = (&draft.at, &mut draft.schema.bounds);
    match key {
        "minimum" => bounds.minimum = r.number_of(value, at, key),
        "maximum" => bounds.maximum = r.number_of(value, at, key),
        "multipleOf" => bounds.multiple_of = r.number_of(value, at, key),
        "minLength" => bounds.min_length = r.count_of(value, at, key),
        "maxLength" => bounds.max_length = r.count_of(value, at, key),
        "pattern" => bounds.pattern = r.text_of(value, at, key),
        "minItems" => bounds.min_items = r.count_of(value, at, key),
        "maxItems" => bounds.max_items = r.count_of(value, at, key),
        "minProperties" => bounds.min_properties = r.count_of(value, at, key),
        "maxProperties" => bounds.max_properties = r.count_of(value, at, key),
        _ => return false,
    }
    true
}
