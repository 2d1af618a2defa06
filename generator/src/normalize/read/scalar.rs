//! Members with a simple type: read as what their place asks for, mended where that loses nothing.

use super::{Node, Reader};
use crate::diag::Code;
use crate::pointer::Pointer;
use serde_json::{Number, Value};

/// What a value is, for messages.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

impl<'d> Reader<'d, '_> {
    /// Says that the member `key` has another type than its place asks for.
    pub(crate) fn wrong_type(&mut self, value: &Value, at: &Pointer, key: &str, wanted: &str) {
        let at = at.push(key);
        if value.is_null() {
            self.report(Code::Mended, &at, format!("`{key}` is null, which is read as absent"));
        } else {
            self.report(Code::WrongType, &at, format!("`{key}` should be {wanted}, not {}", kind(value)));
        }
    }

    /// `value`, the member `key` of what stands at `at`, as text; numbers and booleans become their text.
    pub(crate) fn text_of(&mut self, value: &Value, at: &Pointer, key: &str) -> Option<String> {
        if let Value::String(text) = value {
            return Some(text.clone());
        }
        self.wrong_type(value, at, key, "a string");
        plain_text(value)
    }

    /// `value` as a boolean; `"true"` and `"false"` count.
    pub(crate) fn flag_of(&mut self, value: &Value, at: &Pointer, key: &str) -> Option<bool> {
        if let Value::Bool(flag) = value {
            return Some(*flag);
        }
        self.wrong_type(value, at, key, "a boolean");
        value.as_str().and_then(|text| text.trim().to_ascii_lowercase().parse().ok())
    }

    /// `value` as a number; a number in a string counts.
    pub(crate) fn number_of(&mut self, value: &Value, at: &Pointer, key: &str) -> Option<Number> {
        if let Value::Number(number) = value {
            return Some(number.clone());
        }
        self.wrong_type(value, at, key, "a number");
        value.as_str().and_then(parse_number)
    }

    /// `value` as a count of something.
    pub(crate) fn count_of(&mut self, value: &Value, at: &Pointer, key: &str) -> Option<u64> {
        if let Some(count) = value.as_u64() {
            return Some(count);
        }
        self.wrong_type(value, at, key, "a whole number, zero or more");
        let number = value.as_str().and_then(parse_number).or_else(|| value.as_number().cloned())?;
        number.as_u64().or_else(|| whole(&number))
    }

    /// The member `key` of `node` as text.
    pub(crate) fn text(&mut self, node: &Node<'d>, key: &str) -> Option<String> {
        node.get(key).and_then(|value| self.text_of(value, &node.at, key))
    }

    /// The member `key` of `node` as a boolean.
    pub(crate) fn flag(&mut self, node: &Node<'d>, key: &str) -> Option<bool> {
        node.get(key).and_then(|value| self.flag_of(value, &node.at, key))
    }

    /// The member `key` of `node` where it is an object.
    pub(crate) fn object(&mut self, node: &Node<'d>, key: &str) -> Option<Node<'d>> {
        let value = node.get(key)?;
        if value.is_object() {
            return node.child(key);
        }
        self.wrong_type(value, &node.at, key, "an object");
        None
    }

    /// The items of the member `key` of `node`; a single value that is no list counts as a list of one.
    pub(crate) fn list(&mut self, node: &Node<'d>, key: &str) -> Vec<Node<'d>> {
        match node.get(key) {
            None => Vec::new(),
            Some(Value::Array(_)) => node.child(key).iter().flat_map(Node::items).collect(),
            Some(value) => {
                self.wrong_type(value, &node.at, key, "a list");
                node.child(key).into_iter().collect()
            }
        }
    }

    /// The items of the member `key` of `node` as texts.
    pub(crate) fn texts(&mut self, node: &Node<'d>, key: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for item in self.list(node, key) {
            if let Value::String(text) = item.value {
                texts.push(text.clone());
                continue;
            }
            self.report(Code::WrongType, &item.at, format!("should be a string, not {}", kind(item.value)));
            texts.extend(plain_text(item.value));
        }
        texts
    }
}

/// A scalar's text; nothing for null, lists and objects.
pub(crate) fn plain_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The JSON number in a text.
pub(crate) fn parse_number(text: &str) -> Option<Number> {
    serde_json::from_str(text.trim()).ok()
}

/// A float that is a whole number, zero or more, and exact.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
fn whole(number: &Number) -> Option<u64> {
    let float = number.as_f64().filter(|float| float.fract() == 0.0)?;
    (0.0..9_007_199_254_740_992.0).contains(&float).then_some(float as u64)
}
