//! A value of a schema.

use super::{Extent, text};
use serde_json::{Map, Value, json};

/// How deep a sample goes: below it, only what is required is there.
const DEPTH: usize = 5;

/// How deep it may go at all: a schema that requires itself has no sample.
const BOTTOM: usize = 30;

/// A document, and which values are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'d> {
    document: &'d Value,
    extent: Extent,
    depth: usize,
}

impl<'d> Scope<'d> {
    /// At the top of a request.
    pub const fn new(document: &'d Value, extent: Extent) -> Self {
        Self { document, extent, depth: 0 }
    }

    /// What a pointer in its fragment form points at.
    pub fn at(&self, pointer: &str) -> Option<&'d Value> {
        self.document.pointer(pointer.trim_start_matches('#'))
    }

    /// Which values are wanted.
    pub const fn extent(&self) -> Extent {
        self.extent
    }

    /// What a `$ref` points at, or the node itself.
    pub fn resolved(&self, node: &'d Value) -> &'d Value {
        let mut node = node;
        for _ in 0..BOTTOM {
            let Some(target) = node["$ref"].as_str() else { break };
            node = self.at(target).unwrap_or(&Value::Null);
        }
        node
    }

    /// A value that is valid; `None` where there is none, or none can be made up.
    pub fn value(&self, schema: &'d Value) -> Option<Value> {
        let schema = self.resolved(schema);
        if self.depth > BOTTOM {
            return None;
        }
        let deeper = Self { depth: self.depth + 1, ..*self };
        if let Some(fixed) = fixed(schema) {
            return Some(fixed);
        }
        if let Some(branch) = deeper.branch(schema) {
            return deeper.chosen(branch, schema);
        }
        match type_of(schema) {
            Some("object") => deeper.object(schema),
            Some("array") => deeper.array(schema),
            Some("string") => text::sample(schema).map(Value::String),
            Some("integer") => Some(integer(schema)),
            Some("number") => Some(number(schema)),
            Some("boolean") => Some(Value::Bool(true)),
            Some("null") => Some(Value::Null),
            _ if is_object(schema) => deeper.object(schema),
            _ => Some(json!({ "any": "thing" })),
        }
    }

    /// The one of `oneOf` or `anyOf` that it is; `None`: there is no such choice. What is an example only is none.
    fn branch(&self, schema: &'d Value) -> Option<&'d Value> {
        let branches = ["oneOf", "anyOf"].iter().find_map(|word| schema[*word].as_array())?;
        let branches: Vec<&Value> = branches.iter().filter(|branch| !is_example(self.resolved(branch))).collect();
        let number = match self.extent {
            Extent::Least => 0,
            Extent::Full(number) => number,
        };
        branches.get(number % branches.len().max(1)).copied()
    }

    /// A value of a branch, with the members beside the choice.
    fn chosen(&self, branch: &'d Value, schema: &'d Value) -> Option<Value> {
        let mut value = self.value(branch)?;
        if let (Value::Object(members), Some(Value::Object(beside))) = (&mut value, self.object(schema)) {
            for (name, member) in beside {
                members.entry(name).or_insert(member);
            }
        }
        Some(value)
    }

    fn object(&self, schema: &'d Value) -> Option<Value> {
        let mut members = Map::new();
        self.members(schema, &self.required(schema), &mut members)?;
        if members.is_empty()
            && self.extent != Extent::Least
            && let Some(free) = schema.get("additionalProperties").filter(|free| **free != Value::Bool(false))
        {
            let of = if free.is_object() { self.value(free)? } else { Value::from("text") };
            members.insert("key".to_owned(), of);
        }
        Some(Value::Object(members))
    }

    /// The members of an object and of all that it is made of.
    fn members(&self, schema: &'d Value, required: &[&str], out: &mut Map<String, Value>) -> Option<()> {
        let schema = self.resolved(schema);
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.members(part, required, out)?;
        }
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            let is_required = required.contains(&name.as_str());
            let is_wanted = is_required || (self.extent != Extent::Least && self.depth < DEPTH);
            if !is_wanted || self.resolved(member)["readOnly"] == true || member["readOnly"] == true {
                continue;
            }
            match self.value(member) {
                Some(value) => drop(out.insert(name.clone(), value)),
                None if is_required => return None,
                None => {}
            }
        }
        Some(())
    }

    /// What an object and all that it is made of require: one part may require what another has.
    fn required(&self, schema: &'d Value) -> Vec<&'d str> {
        let schema = self.resolved(schema);
        let names = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let parts = schema["allOf"].as_array().into_iter().flatten();
        names.chain(parts.flat_map(|part| self.required(part))).collect()
    }

    /// Two items where that may be: of a list with one, some ways to write it leave no trace of the list.
    fn array(&self, schema: &'d Value) -> Option<Value> {
        let bound = |word: &str| schema[word].as_u64();
        let usual = if self.depth <= 2 && schema["uniqueItems"] != true { 2 } else { 1 };
        let wanted = usual.max(bound("minItems").unwrap_or(0)).min(bound("maxItems").unwrap_or(u64::MAX));
        let item = self.value(&schema["items"])?;
        Some(Value::Array(vec![item; usize::try_from(wanted).ok()?]))
    }
}

/// Whether a schema says nothing of a value but how one looks: `FedEx` has such branches beside the schema itself.
fn is_example(schema: &Value) -> bool {
    let Some(words) = schema.as_object() else { return false };
    words.contains_key("example")
        && words.keys().all(|word| matches!(word.as_str(), "example" | "description" | "title"))
}

/// The only value, or the first of those that are listed. Where only the empty text is, a member is cleared by it, which
/// request structs have as null.
fn fixed(schema: &Value) -> Option<Value> {
    if schema["enum"] == json!([""]) {
        return Some(Value::Null);
    }
    let listed = schema["enum"].as_array().into_iter().flatten().find(|value| !value.is_null());
    schema.get("const").or(listed).cloned()
}

fn type_of(schema: &Value) -> Option<&str> {
    match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).find(|name| *name != "null"),
        name => name.as_str(),
    }
}

fn is_object(schema: &Value) -> bool {
    ["properties", "allOf", "additionalProperties"].iter().any(|word| schema.get(*word).is_some())
}

fn integer(schema: &Value) -> Value {
    if schema["format"] == "unix-time" {
        return json!(1_780_000_000);
    }
    let least = schema["minimum"].as_i64().unwrap_or(1);
    json!(schema["maximum"].as_i64().map_or(least, |most| least.min(most)))
}

fn number(schema: &Value) -> Value {
    match (schema["minimum"].as_f64(), schema["maximum"].as_f64()) {
        (Some(least), _) => json!(least),
        (None, Some(most)) => json!(most),
        (None, None) => json!(1.5),
    }
}
