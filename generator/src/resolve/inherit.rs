//! Subclasses: `allOf` a base class that has a `discriminator` and no `oneOf`.

use crate::document::{Discriminator, SchemaId, Schemas};
use foldhash::{HashMap, HashMapExt, HashSet};
use serde_json::Value;

/// Base class to its direct subclasses, in document order.
pub(super) type Children = HashMap<SchemaId, Vec<SchemaId>>;

/// Finds every base class with a discriminator, and every class between it and a leaf.
pub(super) fn children(schemas: &Schemas) -> Children {
    let mut all: Children = HashMap::new();
    for &child in schemas.named.values() {
        for &part in &schemas[child].all_of {
            if let Some(base) = schemas[part].reference.as_ref().and_then(|r| r.target) {
                all.entry(base).or_default().push(child);
            }
        }
    }
    let is_base = |id: SchemaId| {
        let schema = &schemas[id];
        schema.discriminator.is_some() && schema.one_of.is_empty() && schema.any_of.is_empty()
    };
    let mut wanted: HashSet<SchemaId> = all.keys().copied().filter(|&id| is_base(id)).collect();
    let mut open: Vec<SchemaId> = wanted.iter().copied().collect();
    while let Some(base) = open.pop() {
        for &child in all.get(&base).into_iter().flatten() {
            if all.contains_key(&child) && wanted.insert(child) {
                open.push(child);
            }
        }
    }
    all.retain(|id, _| wanted.contains(id));
    all
}

/// The subclasses of `base` that have no subclasses themselves, in document order.
pub(super) fn leaves(children: &Children, base: SchemaId) -> Vec<SchemaId> {
    let (mut found, mut seen) = (Vec::new(), HashSet::from_iter([base]));
    let mut stack: Vec<SchemaId> = children.get(&base).into_iter().flatten().rev().copied().collect();
    while let Some(id) = stack.pop() {
        if !seen.insert(id) {
            continue;
        }
        match children.get(&id) {
            Some(below) => stack.extend(below.iter().rev()),
            None => found.push(id),
        }
    }
    found
}

/// The discriminator values that choose `branch`: the mapping's, else what the branch says itself, else its name.
pub(super) fn tags(schemas: &Schemas, discriminator: &Discriminator, branch: SchemaId) -> Vec<String> {
    let target = schemas[branch].reference.as_ref().and_then(|r| r.target).unwrap_or(branch);
    let mapped = discriminator.mapping.iter().filter(|(_, to)| *to == Some(target) || *to == Some(branch));
    let mapped: Vec<_> = mapped.map(|(value, _)| value.clone()).collect();
    if !mapped.is_empty() {
        return mapped;
    }
    for key in ["x-ms-discriminator-value", "x-discriminator-value"] {
        if let Some(Value::String(value)) = schemas[target].extensions.get(key) {
            return vec![value.clone()];
        }
    }
    let own = constants(schemas, target, &discriminator.property, 0);
    if !own.is_empty() {
        return own;
    }
    schemas[target].name.clone().into_iter().collect()
}

/// The known values of a property of `id`, where they are few enough to be a mark.
fn constants(schemas: &Schemas, id: SchemaId, property: &str, depth: usize) -> Vec<String> {
    // An `allOf` chain deeper than this is no class hierarchy.
    if depth > 16 {
        return vec![];
    }
    let schema = &schemas[id];
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        _ => None,
    };
    if let Some(&value) = schema.properties.get(property) {
        let value = schemas[value].reference.as_ref().and_then(|r| r.target).unwrap_or(value);
        let value = &schemas[value];
        let known: Vec<_> = value.constant.as_deref().into_iter().chain(&value.enumeration).filter_map(text).collect();
        if !known.is_empty() && known.len() <= 8 {
            return known;
        }
    }
    // A subclass's own part comes after its base, and says more.
    schema
        .all_of
        .iter()
        .rev()
        .map(|&part| constants_of_part(schemas, part, property, depth))
        .find(|c| !c.is_empty())
        .unwrap_or_default()
}

fn constants_of_part(schemas: &Schemas, part: SchemaId, property: &str, depth: usize) -> Vec<String> {
    let target = schemas[part].reference.as_ref().and_then(|r| r.target).unwrap_or(part);
    constants(schemas, target, property, depth + 1)
}
