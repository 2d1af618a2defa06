//! Choices: which branch of before is which of now.

use super::edit::Edit;
use super::effect::Rust;
use super::kind::{Change, Kind, Subject};
use super::names;
use super::pairs::{Aspect, Below, Pair, Pairs};
use super::structure;
use crate::document::JsonType;
use crate::ir::contract::{Choice, ChoiceBranch, Contract, Node, NodeId};
use crate::pointer::Pointer;
use foldhash::HashSet;

/// Something that a value can be.
#[derive(Clone)]
struct Branch<'a> {
    node: &'a Node,
    id: NodeId,
    origin: Pointer,
    tags: &'a [String],
}

/// Compares a choice with a choice, or with the one thing that it was or became.
pub(super) fn compare(pairs: &mut Pairs<'_>, at: usize) {
    let versions = pairs.versions;
    let pair = &pairs.all[at];
    let (old, new) = (pair.old, pair.new);
    let ids = pairs.ids(at);
    let (before, after) = (branches(versions.before, old, ids.0), branches(versions.after, new, ids.1));
    let (matched, removed, added) = matched(&before, &after);
    let is_choice = old.choice.is_some() && new.choice.is_some();
    let aspect = if is_choice { Aspect::Whole } else { Aspect::Structure };
    let mut below = Vec::new();
    for &(one, other) in &matched {
        let (one, other) = (&before[one], &after[other]);
        let label = if is_choice { format!("{}<{}>", pair.label, word(one.node)) } else { pair.label.clone() };
        let items = if is_choice { (None, None) } else { pair.items.clone() };
        below.push(Below { aspect, items, ..Below::new(one.id, other.id, label) });
    }
    let rust = names::bare(versions, old, new);
    let mut edits: Vec<Edit> = Vec::new();
    for &one in &removed {
        edits.push(branch(pair, &before[one], Change::Removed, &rust));
    }
    for &one in &added {
        edits.push(branch(pair, &after[one], Change::Added, &rust));
    }
    if let (Some(before), Some(after)) = (&old.choice, &new.choice) {
        edits.extend(word_and_discriminator(pair, before, after));
        edits.extend(tags(pair, before, after, &matched));
    }
    pairs.all[at].edits.extend(edits);
    pairs.below(below);
}

/// What a value can be; what is no choice is the one thing that it is.
fn branches<'a>(contract: &'a Contract, node: &'a Node, id: NodeId) -> Vec<Branch<'a>> {
    match &node.choice {
        None => vec![Branch { node, id, origin: node.origin(), tags: &[] }],
        Some(choice) => {
            let branch = |found: &'a ChoiceBranch| Branch {
                node: contract.node(found.node),
                id: found.node,
                origin: found.origin.clone(),
                tags: &found.tags,
            };
            choice.branches.iter().map(branch).collect()
        }
    }
}

/// Pairs of branches, then those that have no other: by name, by tag, by what they are exactly, by what they are about.
fn matched(before: &[Branch<'_>], after: &[Branch<'_>]) -> (Vec<(usize, usize)>, Vec<usize>, Vec<usize>) {
    type Test = fn(&Branch<'_>, &Branch<'_>) -> bool;
    const TESTS: [Test; 5] = [is_same_component, has_same_tag, is_same_exactly, is_alike, is_same_type];
    let (mut pairs, mut taken, mut met) = (Vec::new(), HashSet::default(), HashSet::default());
    for test in TESTS {
        for (at, one) in before.iter().enumerate() {
            if met.contains(&at) {
                continue;
            }
            let found = after.iter().enumerate().find(|(other, branch)| !taken.contains(other) && test(one, branch));
            if let Some((other, _)) = found {
                met.insert(at);
                taken.insert(other);
                pairs.push((at, other));
            }
        }
    }
    pairs.sort_unstable();
    let removed = (0..before.len()).filter(|at| !met.contains(at)).collect();
    let added = (0..after.len()).filter(|at| !taken.contains(at)).collect();
    (pairs, removed, added)
}

fn is_same_component(one: &Branch<'_>, other: &Branch<'_>) -> bool {
    one.node.component.is_some() && one.node.component == other.node.component
}

fn has_same_tag(one: &Branch<'_>, other: &Branch<'_>) -> bool {
    one.tags.iter().any(|tag| other.tags.contains(tag))
}

fn is_same_exactly(one: &Branch<'_>, other: &Branch<'_>) -> bool {
    let (a, b) = (one.node, other.node);
    let values = |node: &Node| node.values.as_ref().map(|said| said.value.clone());
    let wires = |node: &Node| node.members.iter().map(|member| member.wire.clone()).collect::<HashSet<_>>();
    let facts = |node: &Node| node.facts.iter().map(|f| (f.keyword, f.value.clone())).collect::<Vec<_>>();
    a.types == b.types && values(a) == values(b) && wires(a) == wires(b) && facts(a) == facts(b)
}

/// Objects that share half of their members; other types that are bound in the same way.
fn is_alike(one: &Branch<'_>, other: &Branch<'_>) -> bool {
    let (a, b) = (one.node, other.node);
    if a.types != b.types {
        return false;
    }
    if a.types == [JsonType::Object] && !(a.members.is_empty() || b.members.is_empty()) {
        let theirs: HashSet<&str> = b.members.iter().map(|member| member.wire.as_str()).collect();
        let shared = a.members.iter().filter(|member| theirs.contains(member.wire.as_str())).count();
        return shared * 2 >= a.members.len().max(b.members.len());
    }
    a.values.is_some() == b.values.is_some() && a.facts.len() == b.facts.len()
}

fn is_same_type(one: &Branch<'_>, other: &Branch<'_>) -> bool {
    // A fixed value, or an object with members of its own, is itself.
    let own = |node: &Node| node.values.is_some() || !node.members.is_empty();
    one.node.types == other.node.types && !one.node.types.is_empty() && own(one.node) == own(other.node) && {
        let components = one.node.component.is_some() && other.node.component.is_some();
        !(components && own(one.node))
    }
}

/// What a branch is called.
fn word(node: &Node) -> String {
    let title = node.fact(crate::ir::contract::Keyword::Title).map(|fact| fact.value.clone());
    node.component.clone().or(title).unwrap_or_else(|| structure::types(node))
}

fn branch(pair: &Pair<'_>, branch: &Branch<'_>, change: Change, rust: &Rust) -> Edit {
    let word = match &branch.node.values {
        Some(said) if branch.node.component.is_none() => said.value.join(", "),
        _ => word(branch.node),
    };
    let (old, new) = match change {
        Change::Added => (pair.old.origin(), branch.origin.clone()),
        _ => (branch.origin.clone(), pair.new.origin()),
    };
    let said = |is: bool| is.then(|| word.clone());
    let (before, after) = pair.items.clone();
    Edit::new(Kind::of(Subject::UnionBranch, change), format!("{}<{word}>", pair.label))
        .at(old, new)
        .says(said(change == Change::Removed), said(change == Change::Added))
        .rust(rust.clone())
        .items(before, after)
}

fn word_and_discriminator(pair: &Pair<'_>, before: &Choice, after: &Choice) -> Vec<Edit> {
    let place = |node: &Node, choice: &Choice, key: &str| node.parts[choice.part].push(key);
    let mut edits = Vec::new();
    let edit = |kind, keys: (&str, &str), was: Option<String>, is: Option<String>| {
        Edit::new(kind, pair.label.clone())
            .at(place(pair.old, before, keys.0), place(pair.new, after, keys.1))
            .says(was, is)
            .items(pair.items.0.clone(), pair.items.1.clone())
    };
    let is_keyword = |word: &str| matches!(word, "oneOf" | "anyOf");
    if before.word != after.word && is_keyword(before.word) && is_keyword(after.word) {
        let change = if after.word == "anyOf" { Change::Widened } else { Change::Narrowed };
        let said = (Some(before.word.to_owned()), Some(after.word.to_owned()));
        edits.push(edit(Kind::of(Subject::Union, change), (before.word, after.word), said.0, said.1));
    }
    let change = match (&before.discriminator, &after.discriminator) {
        (None, Some(_)) => Some(Change::Added),
        (Some(_), None) => Some(Change::Removed),
        (Some(was), Some(is)) if was != is => Some(Change::Changed),
        _ => None,
    };
    edits.extend(change.map(|change| {
        let said = (before.discriminator.clone(), after.discriminator.clone());
        edit(Kind::of(Subject::Discriminator, change), ("discriminator", "discriminator"), said.0, said.1)
    }));
    edits
}

/// The discriminator's values, of branches that are in both versions.
fn tags(pair: &Pair<'_>, before: &Choice, after: &Choice, matched: &[(usize, usize)]) -> Vec<Edit> {
    if before.discriminator.is_none() || after.discriminator.is_none() {
        return vec![];
    }
    let place = |node: &Node, choice: &Choice| node.parts[choice.part].push("discriminator");
    let edit = |change, tag: &str, was: Option<String>, is: Option<String>| {
        Edit::new(Kind::of(Subject::DiscriminatorValue, change), format!("{}<{tag}>", pair.label))
            .at(place(pair.old, before), place(pair.new, after))
            .says(was, is)
            .items(pair.items.0.clone(), pair.items.1.clone())
    };
    let mut edits = Vec::new();
    for &(one, other) in matched {
        let (was, is) = (&before.branches[one].tags, &after.branches[other].tags);
        let gone: Vec<&String> = was.iter().filter(|tag| !is.contains(tag)).collect();
        let fresh: Vec<&String> = is.iter().filter(|tag| !was.contains(tag)).collect();
        if let ([one], [other]) = (&gone[..], &fresh[..]) {
            edits.push(edit(Change::Changed, one, Some((*one).clone()), Some((*other).clone())));
            continue;
        }
        edits.extend(gone.iter().map(|tag| edit(Change::Removed, tag, Some((*tag).clone()), None)));
        edits.extend(fresh.iter().map(|tag| edit(Change::Added, tag, None, Some((*tag).clone()))));
    }
    edits
}
