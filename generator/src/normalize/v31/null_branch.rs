//! `anyOf: [A, {type: "null"}]`: the branch makes the whole nullable.

use serde_json::Value;

/// Whether a branch allows null and nothing else.
pub(crate) fn is_null(branch: &Value) -> bool {
    let Some(members) = branch.as_object() else { return false };
    let mut says_null = false;
    for (key, value) in members {
        match key.as_str() {
            "type" => says_null |= value == "null" || is_list_of(value, |item| item == "null"),
            "enum" => says_null |= is_list_of(value, Value::is_null),
            "const" if value.is_null() => says_null = true,
            "description" | "title" | "nullable" | "example" => {}
            key if key.starts_with("x-") => {}
            _ => return false,
        }
    }
    says_null
}

fn is_list_of(value: &Value, is_null: fn(&Value) -> bool) -> bool {
    value.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(is_null))
}
