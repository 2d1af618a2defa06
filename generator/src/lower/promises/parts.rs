//! Which schemas describe a place.

use crate::document::{Additional, Bounds, Schema, SchemaId, Schemas};
use crate::resolve;

/// Where a chain of `$ref`s that say nothing else ends.
pub(super) fn bare_target(schemas: &Schemas, mut id: SchemaId) -> SchemaId {
    // A longer chain is a ring.
    for _ in 0..64 {
        let schema = &schemas[id];
        match schema.reference.as_ref().and_then(|reference| reference.target) {
            Some(target) if says_nothing(schema) => id = target,
            _ => break,
        }
    }
    id
}

/// All that describe a place, each once, the outermost last.
pub(super) fn of(schemas: &Schemas, key: &[SchemaId]) -> Vec<SchemaId> {
    let mut found: Vec<SchemaId> = Vec::new();
    for &id in key {
        let parts = resolve::parts(schemas, id);
        found.retain(|known| !parts.contains(known));
        found.extend(parts);
    }
    found
}

/// Whether a schema has nothing beside its `$ref`. (A component that is only a `$ref` is its target by another name.)
fn says_nothing(schema: &Schema) -> bool {
    let words = schema.description.is_some() || schema.title.is_some() || schema.example.is_some();
    let marks = schema.nullable || schema.read_only || schema.write_only || schema.deprecated || schema.never;
    let value = schema.default.is_some() || schema.constant.is_some() || schema.format.is_some();
    let lists = [&schema.all_of, &schema.one_of, &schema.any_of, &schema.prefix_items];
    let inside = schema.properties.len() + schema.required.len() + schema.pattern_properties.len();
    let listed = lists.iter().map(|list| list.len()).sum::<usize>() + schema.enumeration.len() + schema.types.len();
    !(words || marks || value || schema.items.is_some() || schema.additional != Additional::Unsaid)
        && inside + listed == 0
        && *schema.bounds == Bounds::default()
        && !schema.extensions.contains_key("x-sunset")
}
