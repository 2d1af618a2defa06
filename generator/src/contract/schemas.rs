//! The document's schemas as JSON Schema 2020-12.
//!
//! Named schemas, and those that a `$ref` leads to, are written once and referred to; so rings end. `default`, bounds and
//! OpenAPI's annotations (`readOnly`, `discriminator`) stay, prose goes.

use super::set;
use crate::document::{Additional, Bounds, Discriminator, Document, JsonType, Schema, SchemaId};
use foldhash::HashMap;
use serde_json::{Map, Number, Value, json};

/// Schemas on their way to `$defs`.
pub(super) struct Schemas<'d> {
    document: &'d Document,
    keys: HashMap<SchemaId, String>,
    taken: HashMap<String, usize>,
    open: Vec<SchemaId>,
}

impl<'d> Schemas<'d> {
    /// None is written yet.
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, keys: HashMap::default(), taken: HashMap::default(), open: Vec::new() }
    }

    /// A schema where it is used: a reference, or the schema itself.
    pub(super) fn used(&mut self, id: SchemaId) -> Value {
        if self.document.schemas[id].name.is_some() { self.reference(id) } else { self.written(id) }
    }

    /// The schema itself, whatever its name.
    fn written(&mut self, id: SchemaId) -> Value {
        let document = self.document;
        let schema = &document.schemas[id];
        if schema.never {
            return Value::Bool(false);
        }
        let mut out = Map::new();
        self.kind(schema, &mut out);
        self.members(schema, &mut out);
        self.items(schema, &mut out);
        self.branches(schema, &mut out);
        bounds(schema, &mut out);
        annotations(schema, &mut out);
        if schema.nullable { nullable(out) } else { Value::Object(out) }
    }

    /// All that was referred to, by key.
    pub(super) fn finish(mut self) -> Value {
        let mut defs = Map::new();
        while let Some(id) = self.open.pop() {
            let schema = self.written(id);
            defs.insert(self.keys[&id].clone(), schema);
        }
        defs.sort_keys();
        Value::Object(defs)
    }

    fn reference(&mut self, id: SchemaId) -> Value {
        json!({ "$ref": format!("#/$defs/{}", self.key(id)) })
    }

    /// A key that needs no escaping in a URI: two names may become the same, so they are counted.
    fn key(&mut self, id: SchemaId) -> &str {
        if !self.keys.contains_key(&id) {
            let name = self.document.schemas[id].name.as_deref().unwrap_or("inline");
            let plain = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' };
            let base: String = name.chars().map(plain).collect();
            let count = self.taken.entry(base.clone()).and_modify(|count| *count += 1).or_insert(1);
            let key = if *count == 1 { base } else { format!("{base}~{count}").replace('~', "--") };
            self.keys.insert(id, key);
            self.open.push(id);
        }
        &self.keys[&id]
    }

    fn kind(&mut self, schema: &Schema, out: &mut Map<String, Value>) {
        if let Some(reference) = &schema.reference
            && let Some(target) = reference.target
        {
            let Value::Object(reference) = self.reference(target) else { return };
            out.extend(reference);
        }
        let types: Vec<&str> = schema.types.iter().map(|&json_type| name(json_type)).collect();
        match types[..] {
            [] => {}
            [only] => set(out, "type", only),
            _ => set(out, "type", types),
        }
        set(out, "format", schema.format.clone());
        set(out, "enum", schema.enumeration.clone());
        if let Some(constant) = &schema.constant {
            out.insert("const".to_owned(), (**constant).clone());
        }
    }

    fn members(&mut self, schema: &Schema, out: &mut Map<String, Value>) {
        let properties: Map<String, Value> =
            schema.properties.iter().map(|(name, &id)| (name.clone(), self.used(id))).collect();
        set(out, "properties", properties);
        set(out, "required", schema.required.clone());
        let patterns: Map<String, Value> =
            schema.pattern_properties.iter().map(|(pattern, id)| (pattern.clone(), self.used(*id))).collect();
        set(out, "patternProperties", patterns);
        match schema.additional {
            Additional::Unsaid => {}
            Additional::Forbidden => {
                out.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
            Additional::Any => set(out, "additionalProperties", true),
            Additional::Schema(id) => {
                let schema = self.used(id);
                out.insert("additionalProperties".to_owned(), schema);
            }
        }
    }

    fn items(&mut self, schema: &Schema, out: &mut Map<String, Value>) {
        if let Some(items) = schema.items {
            let items = self.used(items);
            out.insert("items".to_owned(), items);
        }
        set(out, "prefixItems", self.list(&schema.prefix_items));
    }

    fn branches(&mut self, schema: &Schema, out: &mut Map<String, Value>) {
        set(out, "allOf", self.list(&schema.all_of));
        // Where one branch takes anything, "exactly one" would mean none of the others: the document does not mean that.
        let loose = schema.one_of.iter().any(|&id| self.says_nothing(id));
        set(out, if loose && schema.any_of.is_empty() { "anyOf" } else { "oneOf" }, self.list(&schema.one_of));
        if !schema.any_of.is_empty() {
            set(out, "anyOf", self.list(&schema.any_of));
        }
        if let Some(discriminator) = &schema.discriminator {
            let discriminator = self.discriminator(discriminator);
            out.insert("discriminator".to_owned(), discriminator);
        }
    }

    fn discriminator(&mut self, discriminator: &Discriminator) -> Value {
        let mapping = discriminator.mapping.iter().filter_map(|(value, target)| {
            let reference = format!("#/$defs/{}", self.key((*target)?));
            Some((value.clone(), Value::String(reference)))
        });
        let mapping: Map<String, Value> = mapping.collect();
        let mut out = Map::new();
        set(&mut out, "propertyName", discriminator.property.clone());
        set(&mut out, "mapping", mapping);
        Value::Object(out)
    }

    /// Whether a schema takes anything, or any object: it has an example at most.
    fn says_nothing(&self, id: SchemaId) -> bool {
        let target = self.document.schemas[id].reference.as_ref().and_then(|reference| reference.target);
        let schema = &self.document.schemas[target.unwrap_or(id)];
        let branches = [&schema.all_of, &schema.one_of, &schema.any_of, &schema.prefix_items];
        schema.reference.is_none()
            && !schema.never
            && schema.types.iter().all(|json_type| *json_type == JsonType::Object)
            && matches!(schema.additional, Additional::Unsaid | Additional::Any)
            && schema.enumeration.is_empty()
            && schema.constant.is_none()
            && schema.properties.is_empty()
            && schema.required.is_empty()
            && schema.items.is_none()
            && branches.iter().all(|branches| branches.is_empty())
            && *schema.bounds == Bounds::default()
    }

    fn list(&mut self, ids: &[SchemaId]) -> Vec<Value> {
        ids.iter().map(|&id| self.used(id)).collect()
    }
}

/// JSON's name of a type; what Swagger 2.0 calls a file is text here.
fn name(json_type: JsonType) -> &'static str {
    match json_type {
        JsonType::Boolean => "boolean",
        JsonType::Integer => "integer",
        JsonType::Number => "number",
        JsonType::String | JsonType::File => "string",
        JsonType::Array => "array",
        JsonType::Object => "object",
    }
}

/// The same schema, or null.
fn nullable(mut schema: Map<String, Value>) -> Value {
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.push(Value::Null);
    }
    let alone = !["$ref", "allOf", "oneOf", "anyOf", "const"].iter().any(|key| schema.contains_key(*key));
    match (alone, schema.get_mut("type")) {
        (true, None) => return Value::Object(schema),
        (true, Some(Value::Array(types))) => types.push("null".into()),
        (true, Some(only)) => *only = json!([only.take(), "null"]),
        (false, _) => return json!({ "anyOf": [schema, { "type": "null" }] }),
    }
    Value::Object(schema)
}

fn bounds(schema: &Schema, out: &mut Map<String, Value>) {
    let Bounds { minimum, maximum, exclusive_minimum, exclusive_maximum, .. } = &*schema.bounds;
    let number = |number: &Option<Number>| number.clone().map(Value::Number);
    set(out, if *exclusive_minimum { "exclusiveMinimum" } else { "minimum" }, number(minimum));
    set(out, if *exclusive_maximum { "exclusiveMaximum" } else { "maximum" }, number(maximum));
    // A factor that is not above nought is no JSON Schema.
    let factor = schema.bounds.multiple_of.as_ref().filter(|factor| factor.as_f64().is_some_and(|factor| factor > 0.0));
    set(out, "multipleOf", factor.cloned().map(Value::Number));
    set(out, "minLength", schema.bounds.min_length);
    set(out, "maxLength", schema.bounds.max_length);
    set(out, "pattern", schema.bounds.pattern.as_deref().map(expression));
    set(out, "minItems", schema.bounds.min_items);
    set(out, "maxItems", schema.bounds.max_items);
    set(out, "uniqueItems", schema.bounds.unique_items);
    set(out, "minProperties", schema.bounds.min_properties);
    set(out, "maxProperties", schema.bounds.max_properties);
}

fn annotations(schema: &Schema, out: &mut Map<String, Value>) {
    set(out, "readOnly", schema.read_only);
    set(out, "writeOnly", schema.write_only);
    if let Some(default) = &schema.default {
        out.insert("default".to_owned(), (**default).clone());
    }
    if let Some(example) = &schema.example {
        set(out, "examples", vec![(**example).clone()]);
    }
}

/// The expression itself, where it is written as JavaScript writes one, between slashes: with them nothing would match.
fn expression(pattern: &str) -> &str {
    let inner = pattern.strip_prefix("/^").and_then(|rest| rest.strip_suffix("$/"));
    inner.map_or(pattern, |_| &pattern[1..pattern.len() - 1])
}
