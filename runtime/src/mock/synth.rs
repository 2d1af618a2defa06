//! Values out of schemas: seeded, so the same every time, and valid wherever a schema can be satisfied without search.
//!
//! In: a schema of the contract. Out: a value. A union's branch is chosen by the seed, and by depth: far down, the lightest
//! is taken, optional members are left out and lists are as short as they may be, so that rings end.

mod formats;
mod merge;
mod numbers;
mod objects;
mod pattern;
mod texts;

use super::schemas::Side;
use crate::Value;
use serde::Deserialize;
use serde_json::Map;

/// Which optional members are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Fill {
    /// None.
    #[serde(rename = "sparse")]
    Required,
    /// Some, by the seed.
    #[serde(rename = "dynamic")]
    Some,
    /// All, as far as room allows.
    #[serde(rename = "full")]
    All,
}

/// From here on down, only what must be there is.
const DEEP: usize = 5;

/// From here on down, null is better than anything.
const DEEPEST: usize = 14;

/// How many values an answer has before optional members are left out.
const BUDGET: usize = 400;

/// Makes values.
#[derive(Debug)]
pub(super) struct Synth<'c> {
    root: &'c Value,
    side: Side,
    fill: Fill,
    rng: fastrand::Rng,
    /// The references whose targets are being made.
    active: Vec<String>,
    budget: usize,
}

impl<'c> Synth<'c> {
    pub(super) fn new(root: &'c Value, side: Side, fill: Fill, seed: u64) -> Self {
        Self { root, side, fill, rng: fastrand::Rng::with_seed(seed), active: Vec::new(), budget: BUDGET }
    }

    /// A value of this schema; `name` is what it is called, for texts that people can tell apart.
    pub(super) fn value(&mut self, schema: &Value, name: &str) -> Value {
        self.at(schema, name, 0)
    }

    fn at(&mut self, schema: &Value, name: &str, depth: usize) -> Value {
        self.budget = self.budget.saturating_sub(1);
        let Some(_) = schema.as_object() else { return texts::word(&mut self.rng, name).into() };
        let active = self.active.len();
        let merged = self.merged(schema, depth);
        let value = self.of(&merged, name, depth);
        self.active.truncate(active);
        value
    }

    /// A value of a schema without references, `allOf` and unions.
    fn of(&mut self, schema: &Map<String, Value>, name: &str, depth: usize) -> Value {
        if let Some(constant) = schema.get("const") {
            return constant.clone();
        }
        if let Some(Value::Array(values)) = schema.get("enum") {
            return self.listed(values);
        }
        let json_type = self.json_type(schema, depth);
        if let Some(example) = leaf_example(schema, json_type) {
            return example;
        }
        match json_type {
            "null" => Value::Null,
            "boolean" => self.rng.bool().into(),
            "integer" => numbers::integer(&mut self.rng, schema),
            "number" => numbers::number(&mut self.rng, schema),
            "array" => self.array(schema, name, depth),
            "object" => self.object(schema, name, depth),
            _ => texts::text(&mut self.rng, schema, name).into(),
        }
    }

    /// One of these; empty text means "clear this" where vendors list it, so it is the last choice.
    fn listed(&mut self, values: &[Value]) -> Value {
        let speaking: Vec<&Value> =
            values.iter().filter(|value| !value.is_null() && value.as_str() != Some("")).collect();
        let from = if speaking.is_empty() { values.iter().collect() } else { speaking };
        self.rng.choice(from).cloned().unwrap_or_default()
    }

    fn json_type<'s>(&mut self, schema: &'s Map<String, Value>, depth: usize) -> &'s str {
        match schema.get("type") {
            Some(Value::String(name)) => name,
            Some(Value::Array(names)) => {
                let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
                if depth > DEEPEST && names.contains(&"null") {
                    return "null";
                }
                let speaking = names.iter().copied().filter(|name| *name != "null");
                self.rng.choice(speaking.collect::<Vec<_>>()).unwrap_or("null")
            }
            _ => inferred(schema),
        }
    }

    fn array(&mut self, schema: &Map<String, Value>, name: &str, depth: usize) -> Value {
        let bound = |key: &str| schema.get(key).and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok());
        let fixed: Vec<&Value> = schema.get("prefixItems").and_then(Value::as_array).into_iter().flatten().collect();
        let least = bound("minItems").unwrap_or(0);
        let most = bound("maxItems").unwrap_or(usize::MAX);
        let blank = Value::Object(Map::new());
        let items = schema.get("items").unwrap_or(&blank);
        let wanted = if self.is_active(items) || depth > DEEP || self.budget == 0 || items == &Value::Bool(false) {
            least
        } else {
            // Of one item alone it cannot be told how a list is written.
            let several = self.side == Side::Request && self.fill == Fill::All;
            least.max(1 + usize::from(depth < 2 && (several || self.rng.bool())))
        };
        let wanted = wanted.max(fixed.len()).min(most);
        let unique = schema.get("uniqueItems") == Some(&Value::Bool(true));
        let mut out: Vec<Value> = Vec::new();
        let mut tries = 0;
        while out.len() < wanted && tries < wanted * 8 + 8 {
            tries += 1;
            let one = self.at(fixed.get(out.len()).copied().unwrap_or(items), name, depth + 1);
            if !unique || !out.contains(&one) {
                out.push(one);
            }
        }
        Value::Array(out)
    }

    /// Whether this leads back to what is being made.
    fn is_active(&self, schema: &Value) -> bool {
        let direct = schema.get("$ref").and_then(Value::as_str);
        let within = schema.get("items").and_then(|items| items.get("$ref")).and_then(Value::as_str);
        let branches = ["anyOf", "oneOf", "allOf"].iter().filter_map(|key| schema.get(*key)?.as_array()).flatten();
        let branches = branches.filter_map(|branch| branch.get("$ref")?.as_str());
        direct.into_iter().chain(within).chain(branches).any(|reference| self.active.iter().any(|one| one == reference))
    }
}

/// What a schema without a type is most likely to be.
fn inferred(schema: &Map<String, Value>) -> &'static str {
    let has = |keys: &[&str]| keys.iter().any(|key| schema.contains_key(*key));
    if has(&["properties", "additionalProperties", "required", "minProperties", "patternProperties"]) {
        "object"
    } else if has(&["items", "prefixItems", "minItems", "maxItems"]) {
        "array"
    } else if has(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]) {
        "number"
    } else {
        "string"
    }
}

/// The document's own example, where the value is one piece and the example holds.
fn leaf_example(schema: &Map<String, Value>, json_type: &str) -> Option<Value> {
    if matches!(json_type, "object" | "array" | "null") {
        return None;
    }
    let example = schema.get("examples")?.as_array()?.first()?;
    let leaf = schema.iter().filter(|(key, _)| !matches!(key.as_str(), "examples" | "default" | "discriminator"));
    let leaf = Value::Object(leaf.map(|(key, value)| (key.clone(), value.clone())).collect());
    let options = jsonschema::options().with_draft(jsonschema::Draft::Draft202012).should_validate_formats(true);
    let validator = options.build(&leaf).ok()?;
    (validator.is_valid(example) && example.as_str() != Some("")).then(|| example.clone())
}

/// A number from texts (FNV-1a), the same on every machine.
pub(super) fn seed(texts: &[&str]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0xff]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
