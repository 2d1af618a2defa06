//! Any serde format -> `serde_json::Value`, once, with the limits and findings that reading a stranger's file needs.
//!
//! One visitor serves JSON and YAML, so depth, duplicate keys and expansion are judged alike.

mod build;

pub(super) use build::Build;

use build::At;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};
use std::fmt;

/// Nesting that is still read. Both parsers stop at 128 by themselves; real documents stay below 80.
pub(super) const MAX_DEPTH: usize = 120;

/// Nesting that files within files, or an overlay, may add up to. Later stages recurse over the value.
pub(super) const MAX_TOTAL_DEPTH: usize = MAX_DEPTH + 40;

/// Builds one node.
#[derive(Clone, Copy)]
pub(super) struct Node<'p> {
    build: &'p Build,
    at: At<'p>,
    depth: usize,
}

impl<'p> Node<'p> {
    fn root(build: &'p Build) -> Self {
        Self { build, at: At::Root, depth: 0 }
    }

    fn inner<E: Error>(&self) -> Result<usize, E> {
        if self.depth >= MAX_DEPTH {
            return Err(self.build.refuse("it is nested too deeply"));
        }
        Ok(self.depth + 1)
    }

    fn insert(&self, object: &mut Map<String, Value>, key: String, value: Value) {
        match object.entry(key) {
            Entry::Vacant(place) => {
                place.insert(value);
            }
            Entry::Occupied(mut place) => {
                self.build.repeated(&self.at, place.key());
                place.insert(value);
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.build.spend(1)?;
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.build.spend(1)?;
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.build.spend(1)?;
        Ok(Value::Number(value.into()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.build.spend(1)?;
        Ok(Value::Number(value.into()))
    }

    #[expect(clippy::cast_precision_loss, reason = "what serde_json does with JSON numbers of this size")]
    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "what serde_json does with JSON numbers of this size")]
    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.build.spend(1)?;
        Ok(Number::from_f64(value).map_or_else(|| Value::String(not_finite(value).to_owned()), Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.build.spend(value.len() + 1)?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        self.build.spend(1)?;
        let depth = self.inner()?;
        let mut list = Vec::new();
        loop {
            let at = At::Index(&self.at, list.len());
            match items.next_element_seed(Node { build: self.build, at, depth })? {
                Some(item) => list.push(item),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        self.build.spend(1)?;
        let depth = self.inner()?;
        let mut object = Map::new();
        let mut merged = Vec::new();
        while let Some(key) = members.next_key_seed(Key)? {
            self.build.spend(key.len())?;
            let at = At::Key(&self.at, &key);
            let value = members.next_value_seed(Node { build: self.build, at, depth })?;
            self.build.refers(&key, &value);
            if self.build.merges() && key == "<<" && (value.is_object() || value.is_array()) {
                merged.push(value);
            } else {
                self.insert(&mut object, key, value);
            }
        }
        for from in merged {
            merge(&mut object, from);
        }
        Ok(Value::Object(object))
    }

    /// A YAML tag of the author's own (`!important`): the value without it.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (_, content) = tagged.variant_seed(Key)?;
        content.newtype_variant_seed(self)
    }
}

/// YAML's `<<`: a key of the object itself wins over a merged one, an earlier source over a later one.
fn merge(object: &mut Map<String, Value>, from: Value) {
    match from {
        Value::Object(members) => {
            for (key, value) in members {
                object.entry(key).or_insert(value);
            }
        }
        Value::Array(sources) => sources.into_iter().for_each(|source| merge(object, source)),
        _ => {}
    }
}

/// JSON has no such numbers; the text is what YAML writes.
fn not_finite(value: f64) -> &'static str {
    match (value.is_nan(), value > 0.0) {
        (true, _) => ".nan",
        (false, true) => ".inf",
        (false, false) => "-.inf",
    }
}

/// A key as it is written: `200`, `null` and `1.0` are text here.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is text")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        Ok(key.to_owned())
    }
}
