//! Schemas -> shapes, one at a time from a work list.

use super::all_of::{self, Merged};
use super::inherit::{self, Children};
use super::shape::{EnumShape, ObjectShape, Property, Shape, ShapeId, ShapeKind, Shapes, UnionShape, Use};
use crate::diag::{Code, Sink};
use crate::document::{Additional, Discriminator, JsonType, Schema, SchemaId, Schemas};
use crate::pointer::Pointer;
use foldhash::{HashMap, HashSet};
use serde_json::Value;
use std::collections::VecDeque;

/// Shapes of everything that `roots` reach.
pub(super) fn build(schemas: &mut Schemas, roots: &[SchemaId], sink: &mut Sink) -> Shapes {
    let children = inherit::children(schemas);
    let mut builder = Builder {
        schemas,
        children,
        merged: HashMap::default(),
        joined: HashMap::default(),
        merged_parts: 0,
        expands_too_far: false,
        bases: HashMap::default(),
        parts_of_bases: HashMap::default(),
        shapes: Shapes::default(),
        queue: VecDeque::new(),
        sink,
    };
    for &root in roots {
        builder.shape(root);
    }
    while let Some((schema, shape)) = builder.queue.pop_front() {
        let kind = builder.kind(schema);
        builder.shapes[shape].kind = kind;
    }
    break_rings(&mut builder.shapes, builder.sink);
    builder.shapes
}

/// The state of the work list.
pub(super) struct Builder<'a> {
    pub(super) schemas: &'a mut Schemas,
    pub(super) children: Children,
    /// Schemas made by `all_of`, by the schemas that they merge.
    pub(super) merged: HashMap<Vec<SchemaId>, SchemaId>,
    /// The same the other way round.
    pub(super) joined: HashMap<SchemaId, Vec<SchemaId>>,
    /// How many parts they have together.
    pub(super) merged_parts: usize,
    /// Whether that was too many, and said.
    pub(super) expands_too_far: bool,
    /// What unions are joined with, by the parts it was made of, and the other way round.
    pub(super) bases: HashMap<Vec<SchemaId>, SchemaId>,
    pub(super) parts_of_bases: HashMap<SchemaId, Vec<SchemaId>>,
    pub(super) sink: &'a mut Sink,
    shapes: Shapes,
    queue: VecDeque<(SchemaId, ShapeId)>,
}

impl Builder<'_> {
    /// The shape of a schema, now or later.
    fn shape(&mut self, id: SchemaId) -> ShapeId {
        if let Some(shape) = self.shapes.find(id) {
            return shape;
        }
        let shape = self.shapes.add(Shape::new(self.schemas.share(id)));
        self.shapes.set(id, shape);
        self.queue.push_back((id, shape));
        shape
    }

    fn place(&mut self, id: SchemaId) -> Use {
        let shape = self.shape(id);
        Use::of(id, self.schemas, shape)
    }

    fn kind(&mut self, id: SchemaId) -> ShapeKind {
        if let Some(union) = self.inherited(id) {
            return union;
        }
        self.note_left_out(id);
        if !all_of::is_merge(self, id) {
            let schema = self.schemas.share(id);
            return self.plain(&schema, id);
        }
        let Merged { schema, unions, parts } = all_of::merge(self, id);
        let mut unions = unions.into_iter();
        let Some(union) = unions.next() else { return self.plain(&schema, id) };
        if unions.next().is_some() {
            let at = self.origin(id);
            self.sink.report(Code::AllOfConflict, &at, "several oneOf or anyOf apply at once; only the first is typed");
        }
        let discriminator = schema.discriminator.clone().or(union.discriminator);
        if !all_of::has_structure(&schema) {
            return self.union(&union.branches, discriminator.as_deref(), id);
        }
        let base = all_of::base(self, schema, &parts);
        let branches = union.branches.iter().map(|&branch| all_of::join(self, &[base, branch])).collect::<Vec<_>>();
        self.tagged_union(&union.branches, &branches, discriminator.as_deref())
    }

    /// A schema without `allOf`, or what an `allOf` was merged to.
    fn plain(&mut self, schema: &Schema, id: SchemaId) -> ShapeKind {
        if schema.never {
            return ShapeKind::Any;
        }
        if let Some(reference) = &schema.reference {
            return reference.target.map_or(ShapeKind::Any, |target| ShapeKind::Same(self.place(target)));
        }
        if let [only] = schema.all_of[..] {
            return ShapeKind::Same(self.place(only));
        }
        let branches = all_of::branches(schema, self.schemas);
        if !branches.is_empty() {
            return self.union(&branches, schema.discriminator.as_deref(), id);
        }
        if let Some(value) = &schema.constant {
            return self.enumeration(schema, std::slice::from_ref(&**value));
        }
        if !schema.enumeration.is_empty() {
            return self.enumeration(schema, &schema.enumeration);
        }
        match schema.types[..] {
            [] => self.untyped(schema),
            [one] => self.typed(schema, one),
            _ => self.several_types(schema),
        }
    }

    /// No `type`: other keywords tell.
    fn untyped(&mut self, schema: &Schema) -> ShapeKind {
        let bounds = &schema.bounds;
        let object = !schema.properties.is_empty()
            || matches!(schema.additional, Additional::Schema(_) | Additional::Any)
            || !schema.pattern_properties.is_empty();
        if object {
            self.typed(schema, JsonType::Object)
        } else if schema.items.is_some() || !schema.prefix_items.is_empty() {
            self.typed(schema, JsonType::Array)
        } else if bounds.pattern.is_some() || bounds.min_length.is_some() || bounds.max_length.is_some() {
            self.typed(schema, JsonType::String)
        } else {
            match schema.format.as_deref() {
                Some("date" | "date-time" | "uuid" | "uri" | "email" | "byte" | "password" | "string") => {
                    self.typed(schema, JsonType::String)
                }
                Some("binary") => ShapeKind::File,
                Some("int32" | "int64") => self.typed(schema, JsonType::Integer),
                Some("float" | "double") => self.typed(schema, JsonType::Number),
                _ => ShapeKind::Any,
            }
        }
    }

    fn typed(&mut self, schema: &Schema, json_type: JsonType) -> ShapeKind {
        let format = schema.format.clone();
        match json_type {
            JsonType::Boolean => ShapeKind::Boolean,
            JsonType::Integer => ShapeKind::Integer(format),
            JsonType::Number if matches!(format.as_deref(), Some("int32" | "int64" | "integer")) => {
                ShapeKind::Integer(format)
            }
            JsonType::Number => ShapeKind::Number(format),
            JsonType::String if format.as_deref() == Some("binary") => ShapeKind::File,
            JsonType::String => ShapeKind::String(format),
            JsonType::File => ShapeKind::File,
            JsonType::Array => self.array(schema),
            JsonType::Object => self.object(schema),
        }
    }

    fn array(&mut self, schema: &Schema) -> ShapeKind {
        let items = schema.items.map(|items| self.place(items));
        if schema.prefix_items.is_empty() {
            return ShapeKind::Array(items.unwrap_or_else(|| self.anything()));
        }
        let first = schema.prefix_items.iter().map(|&item| self.place(item)).collect();
        ShapeKind::Tuple(first, items)
    }

    fn object(&mut self, schema: &Schema) -> ShapeKind {
        if let ([_, _, ..], Some(at)) = (&schema.pattern_properties[..], &schema.origin) {
            self.sink.report(
                Code::Untyped,
                at,
                "several `patternProperties`: the members that they match take any JSON",
            );
        }
        let rest = match (schema.additional, &schema.pattern_properties[..]) {
            (Additional::Schema(each), []) => Some(self.place(each)),
            (Additional::Unsaid | Additional::Forbidden, [(_, each)]) => Some(self.place(*each)),
            (Additional::Unsaid | Additional::Forbidden, []) => None,
            _ => Some(self.anything()),
        };
        if schema.properties.is_empty() {
            return match (rest, schema.additional) {
                (Some(each), _) => ShapeKind::Map(each),
                (None, Additional::Forbidden) => ShapeKind::Object(ObjectShape { properties: vec![], rest: None }),
                (None, _) => ShapeKind::Map(self.anything()),
            };
        }
        let required: HashSet<&str> = schema.required.iter().map(String::as_str).collect();
        let properties = schema.properties.iter().map(|(wire, &value)| Property {
            wire: wire.clone(),
            value: self.place(value),
            required: required.contains(wire.as_str()),
        });
        ShapeKind::Object(ObjectShape { properties: properties.collect(), rest })
    }

    /// `type: [string, integer]`: a union of what each type alone would be.
    fn several_types(&mut self, schema: &Schema) -> ShapeKind {
        let one = |json_type| Schema {
            types: vec![json_type],
            nullable: false,
            name: None,
            title: None,
            discriminator: None,
            ..schema.clone()
        };
        let ids: Vec<_> = schema.types.iter().map(|&json_type| self.schemas.add(one(json_type))).collect();
        let branches: Vec<_> = ids.into_iter().map(|id| self.place(id)).collect();
        let tags = vec![vec![]; branches.len()];
        ShapeKind::Union(UnionShape { branches, discriminator: None, tags, inherited: false })
    }

    fn enumeration(&mut self, schema: &Schema, values: &[Value]) -> ShapeKind {
        let is = |test: fn(&Value) -> bool| values.iter().all(test);
        if values.iter().filter_map(Value::as_str).any(is_sentence) {
            // PayPal lists whole sentences as the only value; a rewording is no new meaning.
            return ShapeKind::String(None);
        }
        let fits = is(Value::is_string) || is(|v| v.as_i64().is_some()) || is(Value::is_boolean);
        if !fits {
            // Numbers with fractions, objects, or a mixture: the type is told, the values are docs.
            let bare = Schema { enumeration: vec![], constant: None, ..schema.clone() };
            let strings_and_numbers = values.iter().all(|v| v.is_string() || v.is_number());
            return match bare.types[..] {
                [one] => self.typed(&bare, one),
                [] if is(Value::is_number) => ShapeKind::Number(None),
                [] if strings_and_numbers => ShapeKind::String(None),
                _ => ShapeKind::Any,
            };
        }
        if values.contains(&Value::Bool(true)) && values.contains(&Value::Bool(false)) {
            return ShapeKind::Boolean;
        }
        let mut shape = EnumShape { values: vec![], names: vec![], docs: vec![] };
        for (at, value) in values.iter().enumerate() {
            if shape.values.contains(value) {
                continue;
            }
            shape.values.push(value.clone());
            shape.names.extend(schema.enum_names.get(at).cloned());
            shape.docs.extend(schema.enum_docs.get(at).cloned());
        }
        // A list that names only some of the values cannot be matched to them.
        if shape.names.len() != shape.values.len() {
            shape.names.clear();
        }
        if shape.docs.len() != shape.values.len() {
            shape.docs.clear();
        }
        ShapeKind::Enum(shape)
    }

    fn union(&mut self, branches: &[SchemaId], discriminator: Option<&Discriminator>, id: SchemaId) -> ShapeKind {
        // A branch that is the union itself adds nothing.
        let branches: Vec<_> = branches.iter().copied().filter(|&b| b != id).collect();
        self.tagged_union(&branches, &branches, discriminator)
    }

    /// `targets` are what the discriminator's mapping names, `branches` what they became.
    fn tagged_union(
        &mut self,
        targets: &[SchemaId],
        branches: &[SchemaId],
        discriminator: Option<&Discriminator>,
    ) -> ShapeKind {
        let tags = match discriminator {
            Some(found) => targets.iter().map(|&target| inherit::tags(self.schemas, found, target)).collect(),
            None => vec![vec![]; branches.len()],
        };
        let branches = branches.iter().map(|&branch| self.place(branch)).collect();
        let discriminator = discriminator.map(|d| d.property.clone());
        ShapeKind::Union(UnionShape { branches, discriminator, tags, inherited: false })
    }

    /// A base class with a discriminator stands for all its subclasses.
    fn inherited(&mut self, id: SchemaId) -> Option<ShapeKind> {
        let children = inherit::leaves(&self.children, id);
        let discriminator = self.schemas[id].discriminator.clone()?;
        if children.is_empty() {
            return None;
        }
        let ShapeKind::Union(mut union) = self.tagged_union(&children, &children, Some(&discriminator)) else {
            return None;
        };
        union.inherited = true;
        Some(ShapeKind::Union(union))
    }

    /// A place that takes any JSON.
    fn anything(&mut self) -> Use {
        let id = *self.merged.entry(vec![]).or_insert_with(|| self.schemas.add(Schema::default()));
        self.place(id)
    }

    fn note_left_out(&mut self, id: SchemaId) {
        let schema = &self.schemas[id];
        let declared = if schema.one_of.is_empty() { &schema.any_of } else { &schema.one_of };
        let left_out = declared.len() - all_of::branches(schema, self.schemas).len().min(declared.len());
        if left_out > 0 {
            let message = format!("{left_out} branches say nothing of the type and were left out");
            self.sink.report(Code::Ignored, &self.origin(id), message);
        }
    }

    pub(super) fn origin(&self, id: SchemaId) -> Pointer {
        self.schemas[id].origin.clone().unwrap_or_else(Pointer::root)
    }
}

/// Whether an enum value is prose.
fn is_sentence(text: &str) -> bool {
    text.len() > 64 || text.split_whitespace().count() > 6
}

/// A ring of `Same` (`A: $ref B`, `B: $ref A`) says nothing: its first member becomes any JSON.
fn break_rings(shapes: &mut Shapes, sink: &mut Sink) {
    // The start of the walk that saw a shape first; a walk that meets its own mark has gone round.
    let mut seen_by: Vec<Option<ShapeId>> = vec![None; shapes.all.len()];
    for start in shapes.ids() {
        let mut at = start;
        while let ShapeKind::Same(next) = &shapes[at].kind {
            match seen_by[at.0 as usize] {
                None => seen_by[at.0 as usize] = Some(start),
                Some(walk) if walk == start => {
                    sink.report(Code::RefCycle, &shapes[at].origin(), "a chain of `$ref`s comes back to itself");
                    shapes[at].kind = ShapeKind::Any;
                    break;
                }
                Some(_) => break,
            }
            at = next.shape;
        }
    }
}
