//! Keywords of the schemas at one place, folded: the tighter bound, the later word, any mark.

use crate::document::{Bounds, JsonType, Schema, SchemaId, Schemas};
use crate::ir::promises::{Fact, Keyword, Node, Said};
use crate::pointer::Pointer;
use foldhash::HashSet;
use serde_json::{Number, Value};

/// What the schemas say together, but for what stands within.
pub(super) fn fold(schemas: &Schemas, ids: &[SchemaId]) -> Node {
    let mut node = Node::default();
    for (part, &id) in ids.iter().enumerate() {
        let schema = &schemas[id];
        node.parts.push(schema.origin.clone().unwrap_or_else(Pointer::root));
        types(&mut node.types, schema);
        values(&mut node.values, schema, part);
        for (keyword, value) in said(schema) {
            take(&mut node.facts, Fact { keyword, value, part });
        }
    }
    if node.types.is_empty() {
        node.types = told(schemas, ids, node.values.as_ref());
    }
    node.facts.sort_by_key(|fact| fact.keyword);
    node
}

/// The types that all allow, as far as they have one in common.
fn types(known: &mut Vec<JsonType>, schema: &Schema) {
    let narrowed = |theirs: JsonType| match theirs {
        JsonType::Number if known.contains(&JsonType::Integer) && !known.contains(&JsonType::Number) => {
            JsonType::Integer
        }
        other => other,
    };
    let theirs: Vec<JsonType> = schema.types.iter().map(|&theirs| narrowed(theirs)).collect();
    let fits = |theirs: &JsonType| {
        known.contains(theirs) || (*theirs == JsonType::Integer && known.contains(&JsonType::Number))
    };
    let common: Vec<JsonType> = theirs.iter().copied().filter(fits).collect();
    if !common.is_empty() {
        *known = common;
    } else if !theirs.is_empty() {
        *known = theirs;
    }
    known.sort();
    known.dedup();
}

/// Without `type`, other keywords tell.
fn told(schemas: &Schemas, ids: &[SchemaId], values: Option<&Said<Vec<String>>>) -> Vec<JsonType> {
    let any = |test: fn(&Schema) -> bool| ids.iter().any(|&id| test(&schemas[id]));
    let text = |b: &Bounds| b.pattern.is_some() || b.min_length.is_some() || b.max_length.is_some();
    if any(|schema| !schema.properties.is_empty()) {
        vec![JsonType::Object]
    } else if any(|schema| schema.items.is_some() || !schema.prefix_items.is_empty()) {
        vec![JsonType::Array]
    } else if values.is_some_and(|said| said.value.iter().all(|value| value.starts_with('"')))
        || ids.iter().any(|&id| text(&schemas[id].bounds))
    {
        vec![JsonType::String]
    } else {
        vec![]
    }
}

/// The values that all allow; the later list where none is common.
fn values(known: &mut Option<Said<Vec<String>>>, schema: &Schema, part: usize) {
    let listed = schema.constant.as_deref().map_or(&schema.enumeration[..], std::slice::from_ref);
    if listed.is_empty() {
        return;
    }
    let mut seen = HashSet::default();
    let mut theirs: Vec<String> = listed.iter().map(Value::to_string).collect();
    theirs.retain(|value| seen.insert(value.clone()));
    if let Some(before) = known {
        let before: HashSet<&String> = before.value.iter().collect();
        let common: Vec<_> = theirs.iter().filter(|value| before.contains(value)).cloned().collect();
        theirs = if common.is_empty() { theirs } else { common };
    }
    *known = Some(Said { value: theirs, part });
}

/// Everything that a schema says in a keyword of its own.
fn said(schema: &Schema) -> Vec<(Keyword, String)> {
    let mut found = Vec::new();
    let mut mark = |keyword, is_set: bool| found.extend(is_set.then(|| (keyword, "true".to_owned())));
    mark(Keyword::Nullable, schema.nullable);
    mark(Keyword::ReadOnly, schema.read_only);
    mark(Keyword::WriteOnly, schema.write_only);
    mark(Keyword::Deprecated, schema.deprecated);
    let mut text = |keyword, value: Option<&String>| found.extend(value.map(|value| (keyword, value.clone())));
    text(Keyword::Format, schema.format.as_ref());
    text(Keyword::Title, schema.title.as_ref());
    text(Keyword::Description, schema.description.as_ref());
    let mut value = |keyword, value: Option<&Value>| found.extend(value.map(|value| (keyword, value.to_string())));
    value(Keyword::Default, schema.default.as_deref());
    value(Keyword::Example, schema.example.as_deref());
    value(Keyword::Sunset, schema.extensions.get("x-sunset"));
    found.extend(bounds(&schema.bounds));
    found
}

fn bounds(bounds: &Bounds) -> impl Iterator<Item = (Keyword, String)> {
    let number = |keyword, value: &Option<Number>| value.as_ref().map(|value| (keyword, value.to_string()));
    let count = |keyword, value: Option<u64>| value.map(|value| (keyword, value.to_string()));
    let mark = |keyword, is_set: bool| is_set.then(|| (keyword, "true".to_owned()));
    [
        number(Keyword::Minimum, &bounds.minimum),
        mark(Keyword::ExclusiveMinimum, bounds.exclusive_minimum),
        number(Keyword::Maximum, &bounds.maximum),
        mark(Keyword::ExclusiveMaximum, bounds.exclusive_maximum),
        number(Keyword::MultipleOf, &bounds.multiple_of),
        count(Keyword::MinLength, bounds.min_length),
        count(Keyword::MaxLength, bounds.max_length),
        bounds.pattern.clone().map(|pattern| (Keyword::Pattern, pattern)),
        count(Keyword::MinItems, bounds.min_items),
        count(Keyword::MaxItems, bounds.max_items),
        mark(Keyword::UniqueItems, bounds.unique_items),
        count(Keyword::MinProperties, bounds.min_properties),
        count(Keyword::MaxProperties, bounds.max_properties),
    ]
    .into_iter()
    .flatten()
}

/// Adds a fact: of two bounds the tighter stays, of two words the later.
fn take(facts: &mut Vec<Fact>, fact: Fact) {
    let Some(known) = facts.iter_mut().find(|known| known.keyword == fact.keyword) else {
        facts.push(fact);
        return;
    };
    let number = |text: &str| text.parse::<f64>().unwrap_or_default();
    let (before, now) = (number(&known.value), number(&fact.value));
    let later = match fact.keyword {
        Keyword::Minimum | Keyword::MinLength | Keyword::MinItems | Keyword::MinProperties => now > before,
        Keyword::Maximum | Keyword::MaxLength | Keyword::MaxItems | Keyword::MaxProperties => now < before,
        Keyword::Nullable
        | Keyword::ExclusiveMinimum
        | Keyword::ExclusiveMaximum
        | Keyword::UniqueItems
        | Keyword::ReadOnly
        | Keyword::WriteOnly
        | Keyword::Deprecated => false,
        Keyword::Format
        | Keyword::MultipleOf
        | Keyword::Pattern
        | Keyword::Default
        | Keyword::Sunset
        | Keyword::Title
        | Keyword::Description
        | Keyword::Example => true,
    };
    if later {
        *known = fact;
    }
}
