//! Whether two schemas say the same, where one of them is not resolved because nothing needs its type.

use crate::document::{Additional, Schema, SchemaId, Schemas};

/// How many schemas are compared before the answer is no.
const MOST: usize = 2000;

/// Compares what decides types; texts, bounds and examples may differ.
pub(super) fn is_same(schemas: &Schemas, one: SchemaId, other: SchemaId) -> bool {
    let mut open = vec![(one, other)];
    let mut compared = 0;
    while let Some((one, other)) = open.pop() {
        let (one, other) = (target(schemas, one), target(schemas, other));
        compared += 1;
        if one == other {
            continue;
        }
        // Named schemas are types by their names.
        let (one, other) = (&schemas[one], &schemas[other]);
        if compared > MOST || one.name.is_some() || other.name.is_some() || !is_alike(one, other) {
            return false;
        }
        let (Some(inner), Some(others)) = (children(one), children(other)) else { return false };
        if inner.len() != others.len() {
            return false;
        }
        open.extend(inner.into_iter().zip(others));
    }
    true
}

/// What a bare `$ref` leads to.
fn target(schemas: &Schemas, mut id: SchemaId) -> SchemaId {
    for _ in 0..64 {
        match schemas[id].reference.as_ref().and_then(|reference| reference.target) {
            Some(next) => id = next,
            None => break,
        }
    }
    id
}

fn is_alike(one: &Schema, other: &Schema) -> bool {
    let words = |schema: &Schema| (schema.never, schema.nullable, schema.types.clone(), schema.format.clone());
    let keys = one.properties.keys().eq(other.properties.keys());
    words(one) == words(other)
        && keys
        && one.required == other.required
        && one.enumeration == other.enumeration
        && one.constant == other.constant
        && one.discriminator == other.discriminator
        && std::mem::discriminant(&one.additional) == std::mem::discriminant(&other.additional)
}

/// The schemas within; `None`: an unresolved `$ref` is among them, of which nothing is known.
fn children(schema: &Schema) -> Option<Vec<SchemaId>> {
    if schema.reference.is_some() {
        return None;
    }
    let additional = match schema.additional {
        Additional::Schema(each) => Some(each),
        Additional::Unsaid | Additional::Forbidden | Additional::Any => None,
    };
    let properties = schema.properties.values().copied();
    let patterns = schema.pattern_properties.iter().map(|(_, each)| *each);
    let lists = [&schema.prefix_items, &schema.all_of, &schema.one_of, &schema.any_of];
    let listed = lists.into_iter().flatten().copied();
    Some(properties.chain(patterns).chain(schema.items).chain(additional).chain(listed).collect())
}
