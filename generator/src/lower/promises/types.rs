//! `type: [string, integer]` is a choice of what each type alone would be.

use crate::document::JsonType;
use crate::ir::promises::{Choice, ChoiceBranch, Fact, Keyword, Node, NodeId, Others};

/// Makes a node of several types a choice of one node a type.
pub(super) fn split(nodes: &mut Vec<Node>, node: &mut Node) {
    let mut branches = Vec::with_capacity(node.types.len());
    for &one in &node.types {
        let id = NodeId(u32::try_from(nodes.len()).unwrap_or_else(|_| unreachable!("documents are limited")));
        nodes.push(of_type(node, one));
        branches.push(ChoiceBranch { origin: node.origin(), node: id, tags: vec![] });
    }
    let part = node.parts.len().saturating_sub(1);
    node.choice = Some(Choice { word: "type", part, branches, discriminator: None });
    node.facts.retain(|fact| bounds(fact.keyword).is_empty());
    (node.values, node.items, node.others) = (None, None, Others::Unsaid);
    node.types.clear();
    node.members.clear();
    node.required_names.clear();
    node.patterns.clear();
    node.first_items.clear();
}

/// What a node says of values of one type.
fn of_type(node: &Node, one: JsonType) -> Node {
    let mut out = Node { parts: node.parts.clone(), types: vec![one], ..Node::default() };
    out.facts = node.facts.iter().filter(|fact: &&Fact| bounds(fact.keyword).contains(&one)).cloned().collect();
    out.values.clone_from(&node.values);
    if let Some(said) = &mut out.values {
        said.value.retain(|value| is_of(value, one));
    }
    out.values.take_if(|said| said.value.is_empty());
    if one == JsonType::Object {
        (out.members, out.others, out.patterns) = (node.members.clone(), node.others, node.patterns.clone());
        out.required_names.clone_from(&node.required_names);
    }
    if one == JsonType::Array {
        (out.items, out.first_items) = (node.items, node.first_items.clone());
    }
    out
}

/// Whether a value, as JSON text, is of a type.
fn is_of(value: &str, one: JsonType) -> bool {
    match one {
        JsonType::String | JsonType::File => value.starts_with('"'),
        JsonType::Boolean => matches!(value, "true" | "false"),
        JsonType::Integer => value.parse::<i128>().is_ok(),
        JsonType::Number => value.parse::<f64>().is_ok(),
        JsonType::Array => value.starts_with('['),
        JsonType::Object => value.starts_with('{'),
    }
}

/// The types that a keyword bounds; none where it is about the place.
fn bounds(keyword: Keyword) -> &'static [JsonType] {
    match keyword {
        Keyword::Format => &[JsonType::String, JsonType::Integer, JsonType::Number],
        Keyword::Minimum
        | Keyword::ExclusiveMinimum
        | Keyword::Maximum
        | Keyword::ExclusiveMaximum
        | Keyword::MultipleOf => &[JsonType::Integer, JsonType::Number],
        Keyword::MinLength | Keyword::MaxLength | Keyword::Pattern => &[JsonType::String],
        Keyword::MinItems | Keyword::MaxItems | Keyword::UniqueItems => &[JsonType::Array],
        Keyword::MinProperties | Keyword::MaxProperties => &[JsonType::Object],
        Keyword::Nullable
        | Keyword::Default
        | Keyword::ReadOnly
        | Keyword::WriteOnly
        | Keyword::Deprecated
        | Keyword::Sunset
        | Keyword::Title
        | Keyword::Description
        | Keyword::Example => &[],
    }
}
