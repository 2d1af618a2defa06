//! Schemas: a flat arena, addressed by [`SchemaId`], so that `$ref`s between them are ids and rings cost nothing.

use super::Sparse;
use crate::pointer::Pointer;
use foldhash::fast::RandomState;
use indexmap::IndexMap;
use serde_json::Value;
use std::sync::Arc;

/// Index of a schema in [`Schemas`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(pub u32);

/// All schemas, named and inline.
#[derive(Debug, Default)]
pub struct Schemas {
    arena: Vec<Arc<Schema>>,
    /// `components.schemas` or `definitions`, in document order.
    pub named: IndexMap<String, SchemaId>,
}

impl Schemas {
    /// Adds a schema and gives its id.
    ///
    /// # Panics
    /// With more than 2^32 schemas, which no document within the size limit has.
    pub fn add(&mut self, schema: Schema) -> SchemaId {
        let id = u32::try_from(self.arena.len()).expect("documents are limited in size");
        self.arena.push(Arc::new(schema));
        SchemaId(id)
    }

    /// A schema to be read while others are added.
    pub fn share(&self, id: SchemaId) -> Arc<Schema> {
        Arc::clone(&self.arena[id.0 as usize])
    }

    /// All ids in order.
    pub fn ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..u32::try_from(self.arena.len()).unwrap_or(u32::MAX)).map(SchemaId)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.arena.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.arena.is_empty()
    }
}

impl std::ops::Index<SchemaId> for Schemas {
    type Output = Schema;
    fn index(&self, id: SchemaId) -> &Schema {
        &self.arena[id.0 as usize]
    }
}

impl std::ops::IndexMut<SchemaId> for Schemas {
    fn index_mut(&mut self, id: SchemaId) -> &mut Schema {
        Arc::make_mut(&mut self.arena[id.0 as usize])
    }
}

/// A JSON Schema as OpenAPI uses it. Empty and `None` mean: the document does not say.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// Where it stands. `None` only in a schema that a rule made up.
    pub origin: Option<Pointer>,
    /// Its key, when it stands in `components.schemas` or `definitions`.
    pub name: Option<String>,
    /// Its `$ref`; the other members are the siblings of the `$ref`.
    pub reference: Option<Reference>,
    /// `false` as a whole schema: nothing is valid. (`true` is a schema that says nothing.)
    pub never: bool,
    /// The allowed JSON types without `null`.
    pub types: Vec<JsonType>,
    /// Whether null is allowed: `nullable`, `x-nullable`, a type list with "null", an enum with null.
    pub nullable: bool,
    /// `format`, in the vendor's spelling.
    pub format: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `enum` without null.
    pub enumeration: Vec<Value>,
    /// `x-enum-varnames`, parallel to `enumeration`, or empty.
    pub enum_names: Vec<String>,
    /// `x-enum-descriptions`, parallel to `enumeration`, or empty.
    pub enum_docs: Vec<String>,
    /// `const`.
    pub constant: Option<Box<Value>>,
    /// `default`.
    pub default: Option<Box<Value>>,
    /// The first example, where there is one that is not null.
    pub example: Option<Box<Value>>,
    /// `properties`.
    pub properties: IndexMap<String, SchemaId, RandomState>,
    /// `required`, without repeats.
    pub required: Vec<String>,
    /// `additionalProperties`.
    pub additional: Additional,
    /// `patternProperties`.
    pub pattern_properties: Vec<(String, SchemaId)>,
    /// `items` (one schema for all items).
    pub items: Option<SchemaId>,
    /// `prefixItems` (or a list in `items`, 3.1).
    pub prefix_items: Vec<SchemaId>,
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `oneOf`.
    pub one_of: Vec<SchemaId>,
    /// `anyOf`.
    pub any_of: Vec<SchemaId>,
    /// `discriminator`.
    pub discriminator: Option<Box<Discriminator>>,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// Bounds; they become docs and are compared by `diff`.
    pub bounds: Sparse<Bounds>,
    /// Every `x-` member that no field here holds.
    pub extensions: Sparse<IndexMap<String, Value>>,
}

/// A `$ref` from one schema to another.
#[derive(Debug, Clone)]
pub struct Reference {
    /// As written.
    pub text: String,
    /// Where it leads; `None` when it leads nowhere (reported already).
    pub target: Option<SchemaId>,
}

/// A JSON type as JSON Schema names it; null is `Schema::nullable`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are JSON Schema's")]
pub enum JsonType {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
    /// Swagger 2.0 `type: file`.
    File,
}

/// `additionalProperties`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Additional {
    /// Not said (which JSON Schema reads as allowed).
    #[default]
    Unsaid,
    /// `false`.
    Forbidden,
    /// `true` or an empty schema.
    Any,
    /// A schema for each.
    Schema(SchemaId),
}

/// `discriminator`. In Swagger 2.0 a bare property name on the base class.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Discriminator {
    /// The property that names the branch.
    pub property: String,
    /// Value to schema, in document order; `None` where the target is missing (reported already).
    pub mapping: Vec<(String, Option<SchemaId>)>,
}

/// What bounds a value, in JSON's own number text.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "the names are JSON Schema's")]
pub struct Bounds {
    pub minimum: Option<serde_json::Number>,
    pub maximum: Option<serde_json::Number>,
    pub exclusive_minimum: bool,
    pub exclusive_maximum: bool,
    pub multiple_of: Option<serde_json::Number>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub pattern: Option<String>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
}
