//! What a schema says at a glance: all the schemas that apply to a value, and what can be told from them without validating.

use crate::Value;
use serde_json::Map;
use std::borrow::Cow;

/// How far references and branches are followed.
const DEPTH: usize = 12;
const BREADTH: usize = 400;

/// The schemas that may apply to a value: through `$ref`, `allOf` and all branches of `oneOf` and `anyOf`.
#[derive(Debug, Clone)]
pub(crate) struct Shape<'c> {
    root: &'c Value,
    parts: Vec<&'c Map<String, Value>>,
    /// Whether anything at all is allowed, in so many words.
    open: bool,
}

/// A set of JSON types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Kinds {
    pub(super) null: bool,
    pub(super) boolean: bool,
    pub(super) integer: bool,
    pub(super) number: bool,
    pub(super) string: bool,
    pub(super) array: bool,
    pub(super) object: bool,
}

impl<'c> Shape<'c> {
    /// Of this schema, in a contract.
    pub(crate) fn of(root: &'c Value, schema: Option<&'c Value>) -> Self {
        let mut shape = Self { root, parts: Vec::new(), open: false };
        if let Some(schema) = schema {
            shape.add(schema, DEPTH);
        }
        shape
    }

    fn add(&mut self, schema: &'c Value, depth: usize) {
        let Some(schema) = schema.as_object() else {
            self.open |= schema == &Value::Bool(true);
            return;
        };
        if depth == 0 || self.parts.len() >= BREADTH || self.parts.iter().any(|part| std::ptr::eq(*part, schema)) {
            return;
        }
        self.parts.push(schema);
        if let Some(target) = schema.get("$ref").and_then(Value::as_str).and_then(|text| referred(self.root, text)) {
            self.add(target, depth - 1);
        }
        for key in ["allOf", "oneOf", "anyOf"] {
            for branch in schema.get(key).and_then(Value::as_array).into_iter().flatten() {
                self.add(branch, depth - 1);
            }
        }
    }

    /// The types that a value may have, as far as is said.
    pub(super) fn kinds(&self) -> Kinds {
        let mut kinds = Kinds::default();
        for part in &self.parts {
            match part.get("type") {
                Some(Value::String(name)) => kinds.add(name),
                Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).for_each(|name| kinds.add(name)),
                _ => {
                    let values = part.get("enum").and_then(Value::as_array).into_iter().flatten();
                    values.chain(part.get("const")).for_each(|value| kinds.add(kind(value)));
                    kinds.object |= part.contains_key("properties");
                    kinds.array |= part.contains_key("items");
                }
            }
        }
        kinds
    }

    /// What a member of this name is.
    pub(crate) fn member(&self, name: &str) -> Self {
        let mut found = Self { root: self.root, parts: Vec::new(), open: false };
        for part in &self.parts {
            let declared = part.get("properties").and_then(|properties| properties.get(name));
            if let Some(schema) = declared.or_else(|| part.get("additionalProperties")) {
                found.add(schema, DEPTH);
            }
        }
        found
    }

    /// Whether a member of this name is declared.
    pub(crate) fn has_member(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.get("properties").is_some_and(|properties| properties.get(name).is_some()))
    }

    /// The names of all declared members.
    pub(super) fn members(&self) -> impl Iterator<Item = &'c str> + '_ {
        let properties = self.parts.iter().filter_map(|part| part.get("properties")?.as_object());
        properties.flat_map(|properties| properties.keys().map(String::as_str))
    }

    /// Whether nothing is said.
    pub(super) fn is_blank(&self) -> bool {
        self.parts.is_empty() && !self.open
    }

    /// Whether one schema alone lists several values. A single value may be what tells the branches of a union apart.
    pub(super) fn is_choice(&self) -> bool {
        self.parts.iter().any(|part| part.get("enum").and_then(Value::as_array).is_some_and(|values| values.len() > 1))
    }

    /// Whether every schema that says what text is lists its values.
    pub(super) fn is_listed_only(&self) -> bool {
        let speaks_of_text = |part: &&&Map<String, Value>| part.get("type").is_some_and(|name| *name == "string");
        self.parts.iter().filter(speaks_of_text).all(|part| part.contains_key("enum") || part.contains_key("const"))
    }

    /// The members that choose a branch of a union.
    pub(super) fn discriminators(&self) -> Vec<&'c str> {
        self.parts.iter().filter_map(|part| part.get("discriminator")?.get("propertyName")?.as_str()).collect()
    }

    /// Whether every branch lists its values.
    pub(super) fn values(&self) -> Vec<&'c Value> {
        let listed =
            self.parts.iter().flat_map(|part| part.get("enum").and_then(Value::as_array).into_iter().flatten());
        listed.chain(self.parts.iter().filter_map(|part| part.get("const"))).collect()
    }

    /// What an item is.
    pub(crate) fn item(&self) -> Self {
        let mut found = Self { root: self.root, parts: Vec::new(), open: false };
        for part in &self.parts {
            let items = part.get("prefixItems").and_then(Value::as_array).into_iter().flatten();
            items.chain(part.get("items")).for_each(|schema| found.add(schema, DEPTH));
        }
        found
    }

    /// The schema of an item, as the first part that has any says it.
    pub(super) fn items(&self) -> Option<&'c Value> {
        self.parts.iter().find_map(|part| part.get("items"))
    }

    /// What the value at a JSON pointer is.
    pub(super) fn at(&self, pointer: &str) -> Self {
        let step = |shape: Self, key: Cow<'_, str>| {
            let is_index = key.parse::<usize>().is_ok() && shape.kinds().array;
            if is_index { shape.item() } else { shape.member(&key) }
        };
        crate::pointer::keys(pointer).fold(self.clone(), step)
    }

    /// Whether both are, or may be, what one schema says an object is.
    pub(super) fn shares_an_object_with(&self, other: &Self) -> bool {
        let mut objects = self.parts.iter().filter(|part| part.contains_key("properties"));
        objects.any(|part| other.parts.contains(part))
    }

    /// Whether some part wants members.
    pub(super) fn requires(&self) -> bool {
        self.parts.iter().any(|part| part.contains_key("required"))
    }

    /// Whether some part says this.
    pub(crate) fn says(&self, key: &str, wanted: &Value) -> bool {
        self.parts.iter().any(|part| part.get(key) == Some(wanted))
    }
}

impl Kinds {
    fn add(&mut self, name: &str) {
        match name {
            "null" => self.null = true,
            "boolean" => self.boolean = true,
            "integer" => self.integer = true,
            "number" => self.number = true,
            "string" => self.string = true,
            "array" => self.array = true,
            "object" => self.object = true,
            _ => {}
        }
    }

    /// Whether nothing is said, so anything may be there.
    pub(super) fn is_unsaid(self) -> bool {
        self == Self::default()
    }
}

/// JSON Schema's name of a value's type.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// What a reference of the contract leads to.
pub(super) fn referred<'c>(root: &'c Value, reference: &str) -> Option<&'c Value> {
    root.pointer(reference.strip_prefix('#')?)
}
