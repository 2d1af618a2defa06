//! What of a value tells the branch, from a tree or from text that is not read yet.

use serde_json::{Map, Value};
use std::borrow::Cow;

/// A value's JSON type, and of an object the members.
pub(crate) enum Outline<'v> {
    Null,
    Bool,
    /// A whole number.
    Int,
    /// Any other number.
    Float,
    Str,
    Array,
    Object(Members<'v>),
}

/// An object's members, in their order.
#[derive(Default)]
pub(crate) struct Members<'v>(Vec<(Cow<'v, str>, Mark<'v>)>);

/// A member's value, where it is a single one.
pub(crate) enum Mark<'v> {
    Str(Cow<'v, str>),
    Int(i128),
    Float(f64),
    Bool(bool),
    /// An array, an object, null.
    Other,
}

impl<'v> Outline<'v> {
    pub(super) fn of(value: &'v Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Bool,
            Value::Number(number) if number.is_f64() => Self::Float,
            Value::Number(_) => Self::Int,
            Value::String(_) => Self::Str,
            Value::Array(_) => Self::Array,
            Value::Object(members) => Self::Object(Members::of(members)),
        }
    }
}

impl<'v> Members<'v> {
    fn of(members: &'v Map<String, Value>) -> Self {
        Self(members.iter().map(|(key, value)| (Cow::Borrowed(key.as_str()), Mark::of(value))).collect())
    }

    pub(crate) fn push(&mut self, key: Cow<'v, str>, mark: Mark<'v>) {
        self.0.push((key, mark));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The value of this name, the first of several.
    pub(super) fn get(&self, name: &str) -> Option<&Mark<'v>> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, mark)| mark)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

impl<'v> Mark<'v> {
    fn of(value: &'v Value) -> Self {
        match value {
            Value::String(text) => Self::Str(Cow::Borrowed(text)),
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => match (number.as_i128(), number.as_f64()) {
                (Some(value), _) => Self::Int(value),
                (None, Some(value)) => Self::Float(value),
                (None, None) => Self::Other,
            },
            Value::Null | Value::Array(_) | Value::Object(_) => Self::Other,
        }
    }
}
