//! Objects: which members are there.

use super::{DEEP, Fill, Synth, pattern, texts};
use crate::Value;
use crate::mock::shape::referred;
use serde_json::Map;

impl Synth<'_> {
    pub(super) fn object(&mut self, schema: &Map<String, Value>, name: &str, depth: usize) -> Value {
        let required: Vec<&str> =
            schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let blank = Map::new();
        let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&blank);
        let bound = |key: &str| schema.get(key).and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok());
        let (least, most) = (bound("minProperties").unwrap_or(0), bound("maxProperties").unwrap_or(usize::MAX));
        let mut out = Map::new();
        let mut left = Vec::new();
        for (key, schema) in properties {
            if self.is_foreign(schema) || schema == &Value::Bool(false) {
                continue;
            }
            if required.contains(&key.as_str()) || self.wants(schema, depth) && out.len() + required.len() < most {
                let value = self.at(schema, key, depth + 1);
                out.insert(key.clone(), value);
            } else {
                left.push((key, schema));
            }
        }
        let open = schema.get("additionalProperties") != Some(&Value::Bool(false));
        // A required member that is not declared may be anything.
        for key in required.iter().filter(|key| !properties.contains_key(**key) && open) {
            let value = self.other(schema, key, depth);
            out.insert((*key).to_owned(), value);
        }
        for (key, schema) in left.into_iter().take(least.saturating_sub(out.len())) {
            let value = self.at(schema, key, depth + 1);
            out.insert(key.clone(), value);
        }
        self.fill_up(schema, &mut out, least, most, name, depth);
        Value::Object(out)
    }

    /// Members that are not declared by name: what a map holds, and what the least number wants.
    fn fill_up(
        &mut self,
        schema: &Map<String, Value>,
        out: &mut Map<String, Value>,
        least: usize,
        most: usize,
        name: &str,
        depth: usize,
    ) {
        let typed =
            schema.get("additionalProperties").is_some_and(|rest| rest.is_object() || rest == &Value::Bool(true));
        let is_map = typed && out.is_empty() && !schema.contains_key("properties");
        let patterns = schema.get("patternProperties").and_then(Value::as_object);
        let some = usize::from(self.fill != Fill::Required && depth <= DEEP && (is_map || patterns.is_some()));
        let wanted = least.max(out.len() + some).min(most);
        let mut tries = 0;
        while out.len() < wanted && tries < 40 {
            tries += 1;
            let by_pattern = patterns.and_then(|patterns| patterns.iter().next());
            let (key, value) = match by_pattern {
                Some((text, schema)) => {
                    let key = pattern::matching(&mut self.rng, text, 0).unwrap_or_else(|| format!("key{tries}"));
                    let value = self.at(schema, name, depth + 1);
                    (key, value)
                }
                None if schema.get("additionalProperties") == Some(&Value::Bool(false)) => return,
                None => {
                    let key = format!("{}{tries}", texts::word(&mut self.rng, "key"));
                    let value = self.other(schema, &key, depth);
                    (key, value)
                }
            };
            out.insert(key, value);
        }
    }

    /// The value of a member that is not declared by name.
    fn other(&mut self, schema: &Map<String, Value>, key: &str, depth: usize) -> Value {
        match schema.get("additionalProperties") {
            Some(rest @ Value::Object(_)) => self.at(rest, key, depth + 1),
            _ => texts::word(&mut self.rng, key).into(),
        }
    }

    /// Whether an optional member is there.
    fn wants(&mut self, schema: &Value, depth: usize) -> bool {
        if self.budget == 0 || self.is_active(schema) {
            return false;
        }
        match self.fill {
            Fill::Required => false,
            Fill::Some => depth < DEEP && self.rng.bool(),
            Fill::All => depth < DEEP,
        }
    }

    /// Whether the other side sets it.
    fn is_foreign(&self, schema: &Value) -> bool {
        let target = schema.get("$ref").and_then(Value::as_str).and_then(|text| referred(self.root, text));
        [Some(schema), target].into_iter().flatten().any(|one| one.get(self.side.foreign()) == Some(&Value::Bool(true)))
    }
}
