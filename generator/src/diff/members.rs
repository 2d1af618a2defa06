//! What a value holds: members of objects, items of lists.

use super::edit::{Edit, Travels};
use super::effect::Rust;
use super::item::{Item, is_of_body};
use super::kind::{Change, Kind, Subject};
use super::names;
use super::pairs::{Below, Pair, Pairs};
use crate::ir::promises::{Keyword, Member, Node, NodeId, Others, Promises};
use crate::ir::{Api, Operation, Ty, TypeKind};
use foldhash::HashMap;

/// Compares members and items, and lists what lies below.
pub(super) fn compare(pairs: &mut Pairs<'_>, at: usize) {
    let (old, new) = (pairs.all[at].old, pairs.all[at].new);
    let theirs: HashMap<&str, &Member> = new.members.iter().map(|member| (member.wire.as_str(), member)).collect();
    let ours: HashMap<&str, &Member> = old.members.iter().map(|member| (member.wire.as_str(), member)).collect();
    for member in &old.members {
        match theirs.get(member.wire.as_str()) {
            Some(same) => both(pairs, at, member, same),
            None => one(pairs, at, member, Change::Removed),
        }
    }
    for member in new.members.iter().filter(|member| !ours.contains_key(member.wire.as_str())) {
        one(pairs, at, member, Change::Added);
    }
    required_names(pairs, at);
    others(pairs, at);
    patterns(pairs, at);
    items(pairs, at);
}

/// A member of both versions.
fn both(pairs: &mut Pairs<'_>, at: usize, old: &Member, new: &Member) {
    let pair = &pairs.all[at];
    let versions = pairs.versions;
    let label = format!("{}.{}", pair.label, old.wire);
    let fields = (
        field(versions.old, pair.old, pair.requests.map(|(old, _)| old), &old.wire),
        field(versions.new, pair.new, pair.requests.map(|(_, new)| new), &new.wire),
    );
    let (before, after) = (fields.0.as_ref(), fields.1.as_ref());
    let types = before.zip(after).map(|(before, after)| (before.1.clone(), after.1.clone()));
    let items = (before.map(|field| field.0.clone()), after.map(|field| field.0.clone()));
    if old.required.is_some() != new.required.is_some() {
        let change = if new.required.is_some() { Change::BecameRequired } else { Change::BecameOptional };
        let place = |node: &Node, member: &Member| {
            member.required.map_or_else(|| member.origin.clone(), |part| node.parts[part].push("required"))
        };
        let rust = types.as_ref().map_or(Rust::Untold, |(before, after)| names::types(versions, before, after));
        let edit = Edit::new(Kind::of(Subject::Property, change), label.clone())
            .at(place(pair.old, old), place(pair.new, new))
            .rust(rust)
            .items(items.0.clone(), items.1.clone());
        pairs.all[at].edits.push(edit);
    }
    let (travels, other) = (travels(versions.before, old.node), travels(versions.after, new.node));
    let travels = Travels { request: travels.request || other.request, answer: travels.answer || other.answer };
    pairs.below([Below { items, types, travels, ..Below::new(old.node, new.node, label) }]);
}

/// A member of one version.
fn one(pairs: &mut Pairs<'_>, at: usize, member: &Member, change: Change) {
    let pair = &pairs.all[at];
    let versions = pairs.versions;
    let is_new = change == Change::Added;
    let subject = if member.required.is_some() { Subject::RequiredProperty } else { Subject::Property };
    let (old, new) =
        if is_new { (pair.old.origin(), member.origin.clone()) } else { (member.origin.clone(), pair.new.origin()) };
    let (api, promises, node, request) = if is_new {
        (versions.new, versions.after, pair.new, pair.requests.map(|(_, new)| new))
    } else {
        (versions.old, versions.before, pair.old, pair.requests.map(|(old, _)| old))
    };
    let item = field(api, node, request, &member.wire).map(|(item, _)| item);
    let edit = Edit::new(Kind::of(subject, change), format!("{}.{}", pair.label, member.wire)).at(old, new);
    let (before, after) = if is_new { (None, item) } else { (item, None) };
    let edit = edit.items(before, after).travels(travels(promises, member.node));
    pairs.all[at].edits.push(edit);
}

/// Names that are asked for though no member has them. Where the other version declares the member, that tells.
fn required_names(pairs: &mut Pairs<'_>, at: usize) {
    let pair = &pairs.all[at];
    let knows = |node: &Node, name: &str| {
        node.members.iter().any(|member| member.wire == name)
            || node.required_names.iter().any(|(known, _)| known == name)
    };
    let place = |node: &Node, part: usize| node.parts[part].push("required");
    let edit =
        |change, name: &str| Edit::new(Kind::of(Subject::RequiredName, change), format!("{}.{name}", pair.label));
    let gone = pair.old.required_names.iter().filter(|(name, _)| !knows(pair.new, name));
    let gone = gone.map(|(name, part)| edit(Change::Removed, name).at(place(pair.old, *part), pair.new.origin()));
    let fresh = pair.new.required_names.iter().filter(|(name, _)| !knows(pair.old, name));
    let fresh = fresh.map(|(name, part)| edit(Change::Added, name).at(pair.old.origin(), place(pair.new, *part)));
    let edits: Vec<Edit> = gone.chain(fresh).collect();
    pairs.all[at].edits.extend(edits);
}

/// Which ways a member travels.
fn travels(promises: &Promises, node: NodeId) -> Travels {
    let node = promises.node(node);
    Travels { request: !node.is(Keyword::ReadOnly), answer: !node.is(Keyword::WriteOnly) }
}

/// The field that a member became, with its whole type.
fn field<'a>(api: &'a Api, node: &Node, request: Option<&'a Operation>, wire: &str) -> Option<(Item, &'a Ty)> {
    match (node.named, request) {
        (Some(id), _) => {
            let def = api.type_def(id);
            let TypeKind::Struct(found) = &def.kind else { return None };
            let field = found.fields.iter().find(|field| field.wire == wire)?;
            Some((Item::field(&def.name, &field.name), &field.ty))
        }
        (None, Some(operation)) => {
            let field = operation.fields.iter().find(|field| field.wire == wire && is_of_body(&field.place))?;
            Some((Item::field(&operation.name, &field.name), &field.ty))
        }
        (None, None) => None,
    }
}

/// Members beside the declared ones.
fn others(pairs: &mut Pairs<'_>, at: usize) {
    let pair = &pairs.all[at];
    let label = format!("{}.*", pair.label);
    let kind = match (pair.old.others, pair.new.others) {
        (Others::Forbidden, Others::Forbidden) | (Others::Unsaid | Others::Any, Others::Unsaid | Others::Any) => return,
        (Others::Each(old), Others::Each(new)) => {
            let items = pair.items.clone();
            return pairs.below([Below { items, ..Below::new(old, new, label) }]);
        }
        (Others::Forbidden, _) => Kind::of(Subject::OtherProperties, Change::Added),
        (_, Others::Forbidden) => Kind::of(Subject::OtherProperties, Change::Removed),
        (Others::Each(_), _) => Kind::of(Subject::OtherPropertiesSchema, Change::Removed),
        (_, Others::Each(_)) => Kind::of(Subject::OtherPropertiesSchema, Change::Added),
    };
    let rust = names::bare(pairs.versions, pair.old, pair.new);
    let edit = beside(pair, kind, label).rust(rust);
    pairs.all[at].edits.push(edit);
}

fn patterns(pairs: &mut Pairs<'_>, at: usize) {
    let pair = &pairs.all[at];
    let (old, new) = (pair.old, pair.new);
    let label = |pattern: &str| format!("{}./{pattern}/", pair.label);
    let (mut edits, mut below) = (Vec::new(), Vec::new());
    for (pattern, node) in &old.patterns {
        match new.patterns.iter().find(|(other, _)| other == pattern) {
            Some((_, other)) => below.push(Below::new(*node, *other, label(pattern))),
            None => edits.push(beside(pair, Kind::of(Subject::PatternProperty, Change::Removed), label(pattern))),
        }
    }
    for (pattern, _) in new.patterns.iter().filter(|(pattern, _)| old.patterns.iter().all(|(o, _)| o != pattern)) {
        edits.push(beside(pair, Kind::of(Subject::PatternProperty, Change::Added), label(pattern)));
    }
    pairs.all[at].edits.extend(edits);
    pairs.below(below);
}

fn items(pairs: &mut Pairs<'_>, at: usize) {
    let pair = &pairs.all[at];
    let (old, new) = (pair.old, pair.new);
    let label = format!("{}[]", pair.label);
    let rust = names::bare(pairs.versions, old, new);
    let (mut edits, mut below) = (Vec::new(), Vec::new());
    match (old.items, new.items) {
        (None, None) => {}
        (Some(old), Some(new)) => below.push(Below { items: pair.items.clone(), ..Below::new(old, new, label) }),
        (old, _) => {
            let change = if old.is_none() { Change::Added } else { Change::Removed };
            edits.push(beside(pair, Kind::of(Subject::Items, change), label).rust(rust.clone()));
        }
    }
    let (first, others) = (&old.first_items, &new.first_items);
    for index in 0..first.len().max(others.len()) {
        let label = format!("{}[{index}]", pair.label);
        match (first.get(index), others.get(index)) {
            (Some(old), Some(new)) => below.push(Below::new(*old, *new, label)),
            (old, _) => {
                let change = if old.is_none() { Change::Added } else { Change::Removed };
                edits.push(beside(pair, Kind::of(Subject::TupleItem, change), label).rust(rust.clone()));
            }
        }
    }
    pairs.all[at].edits.extend(edits);
    pairs.below(below);
}

/// An edit of the object or list itself.
fn beside(pair: &Pair<'_>, kind: Kind, label: String) -> Edit {
    let (before, after) = pair.items.clone();
    Edit::new(kind, label).at(pair.old.origin(), pair.new.origin()).items(before, after)
}
