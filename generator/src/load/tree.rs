//! Any serde format -> `serde_json::Value`, once, with the limits and findings that reading a stranger's file needs.
//!
//! One visitor serves JSON and YAML, so depth, duplicate keys and expansion are judged alike.

use crate::pointer::Pointer;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};
use std::cell::{Cell, RefCell};
use std::fmt;

/// Nesting that is still read. Both parsers stop at 128 by themselves; real documents stay below 80.
pub(super) const MAX_DEPTH: usize = 120;

/// A file of a hostile author repeats as often as it is long; this many findings say enough.
const MAX_DUPLICATES: usize = 100;

/// Nesting that files within files, or an overlay, may add up to. Later stages recurse over the value.
pub(super) const MAX_TOTAL_DEPTH: usize = MAX_DEPTH + 40;

/// What is counted and noticed while a value is built.
pub(super) struct Build {
    /// What the value may still cost, in bytes; aliases spend it without adding to the text.
    budget: Cell<usize>,
    /// Whether `<<` merges (YAML).
    merge: bool,
    /// Why the value is too large, when it is.
    pub(super) too_large: Cell<Option<&'static str>>,
    /// Where keys were repeated.
    pub(super) duplicates: RefCell<Vec<Pointer>>,
}

impl Build {
    /// For JSON: it cannot expand, its length is its bound.
    pub(super) fn json() -> Self {
        Self::new(usize::MAX, false)
    }

    /// For YAML of so many bytes. Expansion to tenfold is more than any real use of aliases.
    pub(super) fn yaml(bytes: usize) -> Self {
        Self::new(bytes.saturating_mul(10).saturating_add(1 << 20), true)
    }

    fn new(budget: usize, merge: bool) -> Self {
        Self { budget: Cell::new(budget), merge, too_large: Cell::new(None), duplicates: RefCell::default() }
    }

    /// The seed for the whole document.
    pub(super) fn seed(&self) -> Node<'_> {
        Node { build: self, at: At::Root, depth: 0 }
    }

    fn spend<E: Error>(&self, cost: usize) -> Result<(), E> {
        if let Some(left) = self.budget.get().checked_sub(cost) {
            self.budget.set(left);
            return Ok(());
        }
        Err(self.refuse("its aliases expand too far"))
    }

    fn refuse<E: Error>(&self, why: &'static str) -> E {
        self.too_large.set(Some(why));
        E::custom(why)
    }
}

/// The way from the root, on the stack: it becomes a pointer only when something is to be said.
#[derive(Clone, Copy)]
enum At<'p> {
    Root,
    Key(&'p At<'p>, &'p str),
    Index(&'p At<'p>, usize),
}

impl At<'_> {
    fn pointer(&self) -> Pointer {
        match self {
            Self::Root => Pointer::root(),
            Self::Key(parent, key) => parent.pointer().push(key),
            Self::Index(parent, index) => parent.pointer().index(*index),
        }
    }
}

/// Builds one node.
#[derive(Clone, Copy)]
pub(super) struct Node<'p> {
    build: &'p Build,
    at: At<'p>,
    depth: usize,
}

impl Node<'_> {
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
                let mut duplicates = self.build.duplicates.borrow_mut();
                if duplicates.len() < MAX_DUPLICATES {
                    duplicates.push(self.at.pointer().push(place.key()));
                }
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
            if self.build.merge && key == "<<" && (value.is_object() || value.is_array()) {
                merged.push(value);
            } else {
                self.insert(&mut object, key, value);
            }
        }
        merged.into_iter().for_each(|from| merge(&mut object, from));
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
