//! One flat schema of what a schema, its references, its `allOf` and one branch of each of its unions say.

use super::{DEEP, DEEPEST, Synth};
use crate::Value;
use crate::mock::shape::{Shape, referred};
use serde_json::{Map, Number, json};

/// How far references are followed without a value in between.
const CHAIN: usize = 32;

impl Synth<'_> {
    pub(super) fn merged(&mut self, schema: &Value, depth: usize) -> Map<String, Value> {
        let mut out = Map::new();
        self.absorb(&mut out, schema, depth, CHAIN);
        out
    }

    fn absorb(&mut self, out: &mut Map<String, Value>, schema: &Value, depth: usize, chain: usize) {
        let Some(schema) = schema.as_object().filter(|_| chain > 0) else { return };
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str)
            && let Some(target) = referred(self.root, reference)
        {
            self.active.push(reference.to_owned());
            self.absorb(out, target, depth, chain - 1);
        }
        for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.absorb(out, part, depth, chain - 1);
        }
        for (key, value) in schema {
            keyword(out, key, value);
        }
        for key in ["oneOf", "anyOf"] {
            let Some(Value::Array(branches)) = schema.get(key) else { continue };
            let Some(branch) = self.branch(branches, depth) else { continue };
            if let Some(discriminator) = schema.get("discriminator")
                && let Some((name, value)) = tag(discriminator, branch)
            {
                keyword(out, "properties", &json!({ &name: { "const": value } }));
                keyword(out, "required", &json!([name]));
            }
            self.absorb(out, branch, depth, chain - 1);
        }
    }

    /// A branch that says something; far down, one that needs nothing below it.
    fn branch<'b>(&mut self, branches: &'b [Value], depth: usize) -> Option<&'b Value> {
        let is_null = |branch: &&Value| branch.get("type").and_then(Value::as_str) == Some("null");
        if depth > DEEPEST
            && let Some(null) = branches.iter().find(is_null)
        {
            return Some(null);
        }
        let clears = |branch: &&Value| branch.get("enum").is_some_and(|values| *values == json!([""]));
        let speaking: Vec<&Value> = branches.iter().filter(|branch| !is_null(branch) && !clears(branch)).collect();
        let root = self.root;
        let is_light = |branch: &&&Value| {
            let kinds = Shape::of(root, Some(branch)).kinds();
            !kinds.object && !kinds.array
        };
        let light: Vec<&Value> = speaking.iter().filter(is_light).copied().collect();
        let straight: Vec<&Value> = speaking.iter().filter(|branch| !self.is_active(branch)).copied().collect();
        let from = if depth > DEEP && !light.is_empty() {
            light
        } else if !straight.is_empty() {
            straight
        } else if !light.is_empty() {
            light
        } else {
            speaking
        };
        self.rng.choice(from).or(branches.first())
    }
}

/// The member that names the branch, and its value.
fn tag(discriminator: &Value, branch: &Value) -> Option<(String, String)> {
    let name = discriminator.get("propertyName")?.as_str()?;
    let reference = branch.get("$ref")?.as_str()?;
    let mapping = discriminator.get("mapping").and_then(Value::as_object).into_iter().flatten();
    let mapped =
        mapping.filter(|(_, target)| target.as_str() == Some(reference)).map(|(value, _)| value.clone()).next();
    let value = mapped.or_else(|| reference.rsplit('/').next().map(str::to_owned))?;
    Some((name.to_owned(), value))
}

/// Adds a keyword to what other schemas say of the same value.
fn keyword(out: &mut Map<String, Value>, key: &str, value: &Value) {
    match (key, out.get_mut(key)) {
        ("$ref" | "allOf" | "oneOf" | "anyOf" | "discriminator", _)
        | ("additionalProperties", Some(Value::Bool(false))) => {}
        ("properties", Some(Value::Object(known))) => {
            for (name, schema) in value.as_object().into_iter().flatten() {
                match known.get_mut(name) {
                    Some(other) if other != schema => *other = json!({ "allOf": [other.take(), schema] }),
                    Some(_) => {}
                    None => {
                        known.insert(name.clone(), schema.clone());
                    }
                }
            }
        }
        ("required", Some(Value::Array(known))) => {
            let more = value.as_array().into_iter().flatten().filter(|name| !known.contains(name));
            let more: Vec<Value> = more.cloned().collect();
            known.extend(more);
        }
        ("type", Some(known)) => *known = types(known, value),
        ("enum", Some(Value::Array(known))) => {
            let both: Vec<Value> =
                known.iter().filter(|one| value.as_array().is_some_and(|other| other.contains(one))).cloned().collect();
            if !both.is_empty() {
                *known = both;
            }
        }
        ("minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties", Some(known)) => {
            *known = bound(known, value, |one, other| one >= other);
        }
        ("maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties", Some(known)) => {
            *known = bound(known, value, |one, other| one <= other);
        }
        _ => {
            out.insert(key.to_owned(), value.clone());
        }
    }
}

/// The types that both allow; where there is none, the first has its way.
fn types(one: &Value, other: &Value) -> Value {
    let list = |value: &Value| match value {
        Value::Array(names) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>(),
        name => name.as_str().map(str::to_owned).into_iter().collect(),
    };
    let (one_list, other_list) = (list(one), list(other));
    let has = |list: &[String], name: &str| {
        list.iter().any(|known| known == name) || (name == "integer" && list.iter().any(|known| known == "number"))
    };
    let mut both: Vec<String> = one_list.iter().filter(|name| has(&other_list, name)).cloned().collect();
    both.extend(other_list.iter().filter(|name| has(&one_list, name) && !one_list.contains(name)).cloned());
    match both.len() {
        0 => one.clone(),
        1 => both.remove(0).into(),
        _ => both.into(),
    }
}

fn bound(one: &Value, other: &Value, holds: fn(f64, f64) -> bool) -> Value {
    let number = |value: &Value| value.as_number().and_then(Number::as_f64);
    match (number(one), number(other)) {
        (Some(first), Some(second)) if !holds(first, second) => other.clone(),
        (None, Some(_)) => other.clone(),
        _ => one.clone(),
    }
}
