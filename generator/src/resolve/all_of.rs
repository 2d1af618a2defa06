//! `allOf`, and what amounts to it: `$ref` with siblings, `oneOf` beside `properties`.
//!
//! Merging works on schemas, not shapes, and only makes the first level: a property that two members declare becomes a
//! new schema with an `allOf` of its own, merged when its turn comes. So merging ends even where schemas are recursive.

use super::build::Builder;
use crate::diag::{Code, Diagnostic, Severity};
use crate::document::{Additional, Discriminator, JsonType, Schema, SchemaId, Schemas};
use foldhash::{HashSet, HashSetExt};
use indexmap::IndexMap;

/// More parts of merged schemas than this come only from a document made to exhaust memory.
const MOST_PARTS: usize = 1_000_000;

/// One level of an `allOf`, merged.
pub(super) struct Merged {
    /// Without `$ref`, `allOf`, `oneOf` and `anyOf`.
    pub(super) schema: Schema,
    /// The unions that its members bring.
    pub(super) unions: Vec<Branches>,
    /// The schemas that say something of the members, as the document has them.
    pub(super) parts: Vec<SchemaId>,
}

/// A `oneOf` or `anyOf` of a member.
pub(super) struct Branches {
    pub(super) branches: Vec<SchemaId>,
    pub(super) discriminator: Option<Box<Discriminator>>,
}

/// Whether a schema says what a value is made of, beside its bare type and bounds.
pub(super) fn has_structure(schema: &Schema) -> bool {
    !schema.properties.is_empty()
        || matches!(schema.additional, Additional::Any | Additional::Schema(_))
        || !schema.pattern_properties.is_empty()
        || schema.items.is_some()
        || !schema.prefix_items.is_empty()
        || !schema.enumeration.is_empty()
        || schema.constant.is_some()
}

/// Whether a schema says nothing of its values but null, examples and prose.
fn says_nothing(schema: &Schema) -> bool {
    !has_structure(schema)
        && schema.types.is_empty()
        && schema.format.is_none()
        && schema.reference.is_none()
        && schema.all_of.is_empty()
        && schema.one_of.is_empty()
        && schema.any_of.is_empty()
        && *schema.bounds == crate::document::Bounds::default()
}

/// Whether a branch only shows an example or asks for members: it tells nothing of the type.
fn tells_no_type(schema: &Schema) -> bool {
    says_nothing(schema) && !schema.nullable && (schema.example.is_some() || !schema.required.is_empty())
}

/// The branches of `oneOf`, else of `anyOf`, that tell a type.
pub fn branches(schema: &Schema, schemas: &Schemas) -> Vec<SchemaId> {
    let tells = |id: SchemaId| !tells_no_type(&schemas[end_of_refs(schemas, id)]);
    let telling = |ids: &[SchemaId]| ids.iter().copied().filter(|&id| tells(id)).collect::<Vec<_>>();
    let one = telling(&schema.one_of);
    if one.is_empty() { telling(&schema.any_of) } else { one }
}

/// Every list of a schema that offers a choice of several: `oneOf`, then `anyOf`.
pub fn choices(schema: &Schema, schemas: &Schemas) -> Vec<(&'static str, Vec<SchemaId>)> {
    let tells = |id: &SchemaId| !tells_no_type(&schemas[end_of_refs(schemas, *id)]);
    let lists = [("oneOf", &schema.one_of), ("anyOf", &schema.any_of)];
    let telling = lists.map(|(word, list)| (word, list.iter().copied().filter(tells).collect::<Vec<_>>()));
    telling.into_iter().filter(|(_, list)| list.len() > 1).collect()
}

/// Whether the schema needs merging: it has more than one source of structure.
pub(super) fn is_merge(builder: &Builder<'_>, id: SchemaId) -> bool {
    let schema = &builder.schemas[id];
    let own = has_structure(schema) || !schema.required.is_empty();
    let union = !branches(schema, builder.schemas).is_empty();
    let parts = schema.all_of.len()
        + usize::from(schema.reference.as_ref().is_some_and(|r| r.target.is_some()))
        + usize::from(union)
        + usize::from(own);
    let from_base = match schema.all_of[..] {
        // A subclass that adds nothing is still not the union of all subclasses.
        [only] => target(builder.schemas, only).is_some_and(|base| builder.children.contains_key(&base)),
        _ => false,
    };
    // `oneOf` and `anyOf` at once: two sources.
    parts > 1 || from_base || (!schema.one_of.is_empty() && !schema.any_of.is_empty())
}

/// Follows bare `$ref`s.
fn target(schemas: &Schemas, id: SchemaId) -> Option<SchemaId> {
    schemas[id].reference.as_ref().and_then(|r| r.target)
}

/// Merges one level.
pub(super) fn merge(builder: &mut Builder<'_>, id: SchemaId) -> Merged {
    let mut parts = Vec::new();
    collect(builder.schemas, id, &mut parts);
    let mut merger = Merger { properties: IndexMap::new(), items: vec![], out: Schema::default(), unions: vec![] };
    for &part in &parts {
        merger.absorb(builder, part);
    }
    let own = &builder.schemas[id];
    merger.out.origin.clone_from(&own.origin);
    merger.out.name.clone_from(&own.name);
    merger.out.nullable = own.nullable;
    if merger.out.discriminator.is_none() {
        merger.out.discriminator.clone_from(&own.discriminator);
    }
    let Merger { properties, items, mut out, unions } = merger;
    for (wire, ids) in properties {
        let value = join(builder, &ids);
        out.properties.insert(wire, value);
    }
    if !items.is_empty() {
        out.items = Some(join(builder, &items));
    }
    parts.retain(|&part| {
        let schema = &builder.schemas[part];
        has_structure(schema) || !schema.types.is_empty() || !schema.required.is_empty()
    });
    Merged { schema: out, unions, parts }
}

/// What was merged as a schema of its own, without its unions: every branch of theirs is joined with it. One for the
/// same parts, so that unions of unions come to an end.
pub(super) fn base(builder: &mut Builder<'_>, schema: Schema, parts: &[SchemaId]) -> SchemaId {
    let (mut key, mut known) = (Vec::new(), HashSet::new());
    for part in parts {
        let own = builder.parts_of_bases.get(part).map_or(std::slice::from_ref(part), Vec::as_slice);
        key.extend(own.iter().copied().filter(|&part| known.insert(part)));
    }
    if let Some(&made) = builder.bases.get(&key) {
        return made;
    }
    let made = builder.schemas.add(Schema { discriminator: None, ..schema });
    builder.bases.insert(key.clone(), made);
    builder.parts_of_bases.insert(made, key);
    made
}

/// A schema that is all of `ids`: one of them where the others add nothing.
pub(super) fn join(builder: &mut Builder<'_>, ids: &[SchemaId]) -> SchemaId {
    let (mut key, mut known) = (Vec::<SchemaId>::new(), HashSet::new());
    // What was joined before is its parts: joining it with one of them again makes nothing new.
    let flat = ids.iter().flat_map(|id| builder.joined.get(id).map_or(std::slice::from_ref(id), Vec::as_slice));
    for &id in flat {
        if !says_nothing(&builder.schemas[id]) && known.insert(bare_target(builder.schemas, id)) {
            key.push(id);
        }
    }
    match key[..] {
        [] => return ids[0],
        [one] => return one,
        _ => {}
    }
    if let Some(&made) = builder.merged.get(&key) {
        return made;
    }
    let last = key[key.len() - 1];
    builder.merged_parts += key.len();
    if builder.merged_parts > MOST_PARTS {
        if !builder.expands_too_far {
            let at = builder.origin(last);
            let message = "the allOf of this schema expands too far; of it and what follows the last part is kept";
            builder.sink.push(Diagnostic::new(Code::TooLarge, &at, message).costs(Severity::Warning));
        }
        builder.expands_too_far = true;
        return last;
    }
    let (nullable, title) = {
        let schema = &builder.schemas[last];
        let named = schema.name.clone().or_else(|| schema.title.clone());
        (key.iter().any(|&k| builder.schemas[k].nullable), named.or_else(|| name_of_target(builder.schemas, last)))
    };
    let made = builder.schemas.add(Schema {
        origin: builder.schemas[last].origin.clone(),
        description: key.iter().rev().find_map(|&k| builder.schemas[k].description.clone()),
        read_only: key.iter().any(|&k| builder.schemas[k].read_only),
        write_only: key.iter().any(|&k| builder.schemas[k].write_only),
        default: key.iter().rev().find_map(|&k| builder.schemas[k].default.clone()),
        all_of: key.clone(),
        nullable,
        title,
        ..Schema::default()
    });
    builder.joined.insert(made, key.clone());
    builder.merged.insert(key, made);
    made
}

/// Where a chain of bare `$ref`s ends.
fn end_of_refs(schemas: &Schemas, mut id: SchemaId) -> SchemaId {
    // A chain longer than this is a ring, which `break_rings` reports.
    for _ in 0..64 {
        match target(schemas, id) {
            Some(next) if !has_structure(&schemas[id]) => id = next,
            _ => break,
        }
    }
    id
}

fn name_of_target(schemas: &Schemas, id: SchemaId) -> Option<String> {
    schemas[target(schemas, id)?].name.clone()
}

/// The schema itself, or what it refers to where it says nothing else.
fn bare_target(schemas: &Schemas, id: SchemaId) -> SchemaId {
    let schema = &schemas[id];
    let alone = !has_structure(schema) && schema.all_of.is_empty();
    schema.reference.as_ref().filter(|_| alone).and_then(|r| r.target).unwrap_or(id)
}

/// The schemas whose own keywords describe what `id` is, bases first and itself last.
pub fn parts(schemas: &Schemas, id: SchemaId) -> Vec<SchemaId> {
    let mut parts = Vec::new();
    collect(schemas, id, &mut parts);
    parts
}

/// The schemas whose own keywords count, bases first. Rings and repeats are left out.
fn collect(schemas: &Schemas, id: SchemaId, parts: &mut Vec<SchemaId>) {
    enum Step {
        Open(SchemaId),
        Take(SchemaId),
    }
    let mut opened = HashSet::new();
    let mut stack = vec![Step::Open(id)];
    while let Some(step) = stack.pop() {
        match step {
            Step::Take(id) => parts.push(id),
            Step::Open(id) if !opened.insert(id) => {}
            Step::Open(id) => {
                let schema = &schemas[id];
                stack.push(Step::Take(id));
                let single = match branches(schema, schemas)[..] {
                    // One branch is no choice.
                    [only] => Some(only),
                    _ => None,
                };
                let reference = schema.reference.as_ref().and_then(|r| r.target);
                let inner = reference.into_iter().chain(schema.all_of.iter().copied()).chain(single);
                let inner: Vec<_> = inner.collect();
                stack.extend(inner.into_iter().rev().map(Step::Open));
            }
        }
    }
}

struct Merger {
    properties: IndexMap<String, Vec<SchemaId>>,
    items: Vec<SchemaId>,
    out: Schema,
    unions: Vec<Branches>,
}

impl Merger {
    fn absorb(&mut self, builder: &mut Builder<'_>, id: SchemaId) {
        self.types(builder, id);
        let schema = &builder.schemas[id];
        let out = &mut self.out;
        for (wire, &value) in &schema.properties {
            self.properties.entry(wire.clone()).or_default().push(value);
        }
        for wire in &schema.required {
            if !out.required.contains(wire) {
                out.required.push(wire.clone());
            }
        }
        self.items.extend(schema.items);
        if !schema.prefix_items.is_empty() {
            out.prefix_items.clone_from(&schema.prefix_items);
        }
        match schema.additional {
            // `false` in one member would forbid the members of the others: nobody means that.
            Additional::Unsaid | Additional::Forbidden => {}
            said => out.additional = said,
        }
        out.pattern_properties.extend(schema.pattern_properties.iter().cloned());
        out.format = schema.format.clone().or(out.format.take());
        out.description = schema.description.clone().or(out.description.take());
        out.title = schema.title.clone().or(out.title.take());
        out.constant = schema.constant.clone().or(out.constant.take());
        out.never |= schema.never;
        out.deprecated |= schema.deprecated;
        // Two branches or more; a single one was collected as a part.
        let branches = branches(schema, builder.schemas);
        if branches.len() > 1 {
            self.unions.push(Branches { branches, discriminator: schema.discriminator.clone() });
        }
        self.enumeration(builder, id);
    }

    fn types(&mut self, builder: &mut Builder<'_>, id: SchemaId) {
        let theirs = builder.schemas[id].types.clone();
        if theirs.is_empty() {
            return;
        }
        let both: Vec<_> =
            theirs.iter().filter(|t| self.out.types.iter().any(|o| narrower(*o, **t))).copied().collect();
        if self.out.types.is_empty() || !both.is_empty() {
            self.out.types = if both.is_empty() { theirs } else { both };
            return;
        }
        let at = builder.origin(id);
        let text = format!("members of an allOf are {:?} and {theirs:?}; the later is taken", self.out.types);
        builder.sink.report(Code::AllOfConflict, &at, text);
        self.out.types = theirs;
        self.properties.clear();
        self.items.clear();
        self.unions.clear();
        self.out.enumeration.clear();
    }

    /// Values that all members allow; the later list where none is common.
    fn enumeration(&mut self, builder: &Builder<'_>, id: SchemaId) {
        let schema = &builder.schemas[id];
        if schema.enumeration.is_empty() {
            return;
        }
        let out = &mut self.out;
        let common = schema.enumeration.iter().any(|v| out.enumeration.contains(v));
        if common && schema.enumeration.len() > out.enumeration.len() {
            out.enumeration.retain(|v| schema.enumeration.contains(v));
            out.enum_names.clear();
            out.enum_docs.clear();
            return;
        }
        let kept = |v: &serde_json::Value| !common || out.enumeration.contains(v);
        let all = schema.enumeration.iter().all(kept);
        let values: Vec<_> = schema.enumeration.iter().filter(|v| kept(v)).cloned().collect();
        out.enum_names = if all { schema.enum_names.clone() } else { vec![] };
        out.enum_docs = if all { schema.enum_docs.clone() } else { vec![] };
        out.enumeration = values;
    }
}

/// Whether `b` is `a`, or an integer where `a` is a number.
fn narrower(a: JsonType, b: JsonType) -> bool {
    a == b || (a == JsonType::Number && b == JsonType::Integer) || (a == JsonType::Integer && b == JsonType::Number)
}
