//! Choices: which branch of before is which of now.

use super::edit::Edit;
use super::effect::Rust;
use super::kind::{Change, Kind, Subject};
use super::names;
use super::pairs::{Aspect, Below, Pair, Pairs};
use super::structure;
use crate::document::JsonType;
use crate::ir::promises::{Choice, ChoiceBranch, Node, NodeId, Promises};
use crate::pointer::Pointer;
use foldhash::{HashMap, HashSet};
use std::collections::VecDeque;

/// Something that a value can be.
#[derive(Clone)]
struct Branch<'a> {
    node: &'a Node,
    id: NodeId,
    origin: Pointer,
    tags: &'a [String],
    /// What it is exactly, but for what lies below.
    exact: String,
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

/// Compares the choices beside the first: those that are the same with each other, then the rest in their order.
pub(super) fn further(pairs: &mut Pairs<'_>, at: usize) {
    let versions = pairs.versions;
    let pair = &pairs.all[at];
    let key = |promises: &Promises, id: NodeId| {
        let mut words: Vec<String> =
            branches(promises, promises.node(id), id).into_iter().map(|one| one.exact).collect();
        words.sort();
        words
    };
    let mut theirs: Vec<(NodeId, Vec<String>)> =
        pair.new.further.iter().map(|&id| (id, key(versions.after, id))).collect();
    let mut matched = Vec::new();
    let mut rest = Vec::new();
    for &id in &pair.old.further {
        let own = key(versions.before, id);
        match theirs.iter().position(|(_, other)| *other == own) {
            Some(place) => matched.push((id, theirs.remove(place).0)),
            None => rest.push(id),
        }
    }
    let both = rest.len().min(theirs.len());
    let fresh = theirs.split_off(both);
    matched.extend(rest.iter().copied().zip(theirs.iter().map(|(id, _)| *id)));
    let edit = |change| {
        Edit::new(Kind::of(Subject::Union, change), pair.label.clone()).at(pair.old.origin(), pair.new.origin())
    };
    // A value must fit one choice less, or one more.
    let gone = rest[both..].iter().map(|_| edit(Change::Widened));
    let edits: Vec<Edit> = gone.chain(fresh.iter().map(|_| edit(Change::Narrowed))).collect();
    let below: Vec<Below<'_>> = matched.iter().map(|&(old, new)| Below::new(old, new, pair.label.clone())).collect();
    pairs.all[at].edits.extend(edits);
    pairs.below(below);
}

/// What a value can be; what is no choice is the one thing that it is.
fn branches<'a>(promises: &'a Promises, node: &'a Node, id: NodeId) -> Vec<Branch<'a>> {
    match &node.choice {
        None => vec![Branch { node, id, origin: node.origin(), tags: &[], exact: exact(node) }],
        Some(choice) => {
            let branch = |found: &'a ChoiceBranch| Branch {
                node: promises.node(found.node),
                id: found.node,
                origin: found.origin.clone(),
                tags: &found.tags,
                exact: exact(promises.node(found.node)),
            };
            choice.branches.iter().map(branch).collect()
        }
    }
}

/// Pairs of branches, then those that have no other: by name, by tag, by what they are exactly, by what they are about.
fn matched(before: &[Branch<'_>], after: &[Branch<'_>]) -> (Vec<(usize, usize)>, Vec<usize>, Vec<usize>) {
    let mut matching = Matching { before, after, of_before: vec![None; before.len()], taken: vec![false; after.len()] };
    matching.by_words(|branch| branch.node.component.iter().map(String::as_str).collect());
    matching.by_words(|branch| branch.tags.iter().map(String::as_str).collect());
    matching.by_words(|branch| vec![branch.exact.as_str()]);
    matching.by_test(is_alike);
    matching.by_test(is_same_type);
    let pairs = matching.of_before.iter().enumerate().filter_map(|(at, other)| other.map(|other| (at, other)));
    let removed = (0..before.len()).filter(|&at| matching.of_before[at].is_none()).collect();
    let added = (0..after.len()).filter(|&at| !matching.taken[at]).collect();
    (pairs.collect(), removed, added)
}

/// Which branch is which, as far as it is known.
struct Matching<'b, 'a> {
    before: &'b [Branch<'a>],
    after: &'b [Branch<'a>],
    of_before: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl<'b, 'a> Matching<'b, 'a> {
    /// Matches branches that share a word, in their order.
    fn by_words(&mut self, words: impl Fn(&'b Branch<'a>) -> Vec<&'b str>) {
        let mut free: HashMap<&str, VecDeque<usize>> = HashMap::default();
        for (at, branch) in self.after.iter().enumerate().filter(|(at, _)| !self.taken[*at]) {
            for word in words(branch) {
                free.entry(word).or_default().push_back(at);
            }
        }
        for (at, branch) in self.before.iter().enumerate() {
            if self.of_before[at].is_none() {
                for word in words(branch) {
                    let known = free.get_mut(word);
                    let found =
                        known.and_then(|known| std::iter::from_fn(|| known.pop_front()).find(|at| !self.taken[*at]));
                    if let Some(other) = found {
                        self.take(at, other);
                        break;
                    }
                }
            }
        }
    }

    /// Matches what passes a test, in order.
    fn by_test(&mut self, test: fn(&Branch<'_>, &Branch<'_>) -> bool) {
        /// More branches than this come only from documents made to take long; they stay unmatched.
        const MOST: usize = 500;
        let before: Vec<usize> = (0..self.before.len()).filter(|&at| self.of_before[at].is_none()).collect();
        let mut after: Vec<usize> = (0..self.after.len()).filter(|&at| !self.taken[at]).collect();
        if before.len().max(after.len()) > MOST {
            return;
        }
        for at in before {
            if let Some(found) = after.iter().position(|&other| test(&self.before[at], &self.after[other])) {
                self.take(at, after.remove(found));
            }
        }
    }

    fn take(&mut self, at: usize, other: usize) {
        self.of_before[at] = Some(other);
        self.taken[other] = true;
    }
}

/// Types, values, names of members and bounds of a node, as a text that only its equals have.
fn exact(node: &Node) -> String {
    let mut wires: Vec<&str> = node.members.iter().map(|member| member.wire.as_str()).collect();
    wires.sort_unstable();
    let values = node.values.as_ref().map(|said| &said.value);
    let facts: Vec<_> = node.facts.iter().map(|fact| (fact.keyword, &fact.value)).collect();
    format!("{:?}", (&node.types, values, wires, facts))
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

/// One JSON type; but two components with members of their own are two things.
fn is_same_type(one: &Branch<'_>, other: &Branch<'_>) -> bool {
    let is_own = |node: &Node| node.component.is_some() && !node.members.is_empty();
    let is_type = one.node.types == other.node.types && !one.node.types.is_empty();
    is_type && !(is_own(one.node) && is_own(other.node))
}

/// What a branch is called.
fn word(node: &Node) -> String {
    let title = node.fact(crate::ir::promises::Keyword::Title).map(|fact| fact.value.clone());
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
