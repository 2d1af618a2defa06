//! Operations: which is which, and what each says of itself.

use super::edit::Edit;
use super::effect::Rust;
use super::item::Item;
use super::kind::{Change, Kind, Subject};
use super::pairs::Pairs;
use super::{Versions, answers, bodies, parameters};
use crate::ir::promises::{Call, Sent};
use crate::ir::{Event, Operation};
use crate::path_template::nameless;
use foldhash::HashMap;

/// What is in both versions, and what is not; the index of each is its slot.
pub(super) struct Matched<'a> {
    pub(super) slots: Vec<Slot<'a>>,
}

/// An operation or an event.
#[derive(Clone, Copy)]
pub(super) enum Slot<'a> {
    /// An operation of one version or both.
    Call(Option<Side<'a>>, Option<Side<'a>>),
    /// What the vendor sends.
    Sent(Option<&'a Event>, Option<&'a Event>),
}

/// An operation as the document declares it, and what became of it.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) call: &'a Call,
    pub(super) operation: &'a Operation,
}

/// Matches operations and events, and lists everything below them.
pub(super) fn compare<'a>(pairs: &mut Pairs<'a>) -> Matched<'a> {
    let versions = pairs.versions;
    let mut slots = calls(versions);
    let count = slots.len();
    for (slot, found) in slots[..count].iter().enumerate() {
        let Slot::Call(old, new) = *found else { continue };
        match (old, new) {
            (Some(old), Some(new)) => both(pairs, slot, old, new),
            (Some(old), None) => one(pairs, slot, old, Change::Removed),
            (None, Some(new)) => one(pairs, slot, new, Change::Added),
            (None, None) => {}
        }
    }
    sent(pairs, &mut slots);
    components(pairs);
    Matched { slots }
}

/// Operations by method and path, whatever its parameters are called; then by operationId.
fn calls(versions: Versions<'_>) -> Vec<Slot<'_>> {
    let old: Vec<Side<'_>> = sides(&versions.old.operations, &versions.before.calls);
    let new: Vec<Side<'_>> = sides(&versions.new.operations, &versions.after.calls);
    let mut by_path: HashMap<String, Vec<usize>> = HashMap::default();
    for (at, side) in new.iter().enumerate().rev() {
        by_path.entry(template(side.operation)).or_default().push(at);
    }
    let mut other: Vec<Option<usize>> =
        old.iter().map(|side| by_path.get_mut(&template(side.operation)).and_then(Vec::pop)).collect();
    let mut free: HashMap<&str, usize> = HashMap::default();
    for (at, side) in new.iter().enumerate().filter(|(at, _)| !other.contains(&Some(*at))) {
        free.extend(side.call.id.as_deref().map(|id| (id, at)));
    }
    for (side, other) in old.iter().zip(&mut other) {
        if other.is_none() {
            *other = side.call.id.as_deref().and_then(|id| free.remove(id));
        }
    }
    let taken: Vec<bool> = {
        let mut taken = vec![false; new.len()];
        other.iter().flatten().for_each(|&at| taken[at] = true);
        taken
    };
    let before = old.iter().zip(&other).map(|(&side, other)| Slot::Call(Some(side), other.map(|at| new[at])));
    let added = new.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(&side, _)| Slot::Call(None, Some(side)));
    before.chain(added).collect()
}

fn sides<'a>(operations: &'a [Operation], calls: &'a [Call]) -> Vec<Side<'a>> {
    calls.iter().map(|call| Side { call, operation: &operations[call.operation] }).collect()
}

/// Method and path without the names of its parameters.
fn template(operation: &Operation) -> String {
    let mut text = format!("{} {}", operation.method.as_str(), nameless(&operation.path));
    for (name, value) in &operation.fixed_query {
        text.extend(["?", name, "=", value]);
    }
    text
}

/// `GET /v1/charges`.
pub(super) fn label(operation: &Operation) -> String {
    format!("{} {}", operation.method.as_str(), operation.path)
}

fn one(pairs: &mut Pairs<'_>, slot: usize, side: Side<'_>, change: Change) {
    let edit = Edit::new(Kind::of(Subject::Operation, change), label(side.operation));
    let edit = if change == Change::Removed {
        let item = Item::of_call(pairs.versions.old, side.operation);
        edit.was_at(side.operation.origin.clone()).items(Some(item), None)
    } else {
        let item = Item::of_call(pairs.versions.new, side.operation);
        edit.now_at(side.operation.origin.clone()).items(None, Some(item))
    };
    pairs.calls.push((edit, vec![slot]));
}

fn both<'a>(pairs: &mut Pairs<'a>, slot: usize, old: Side<'a>, new: Side<'a>) {
    own_words(pairs, slot, old, new);
    rust_names(pairs, slot, old, new);
    parameters::compare(pairs, slot, old, new);
    bodies::compare(pairs, slot, old, new);
    answers::compare(pairs, slot, old, new);
}

/// Where it is, what it is called, what is said of it.
fn own_words(pairs: &mut Pairs<'_>, slot: usize, old: Side<'_>, new: Side<'_>) {
    let words = |text: &Option<String>| text.clone();
    let mark = |is: bool| is.then(|| "true".to_owned());
    let path = |side: Side<'_>| Some(template(side.operation).split_once(' ').map_or("", |(_, path)| path).to_owned());
    let method = |side: Side<'_>| Some(side.operation.method.as_str().to_owned());
    let all = [
        (Subject::OperationPath, "", path(old), path(new)),
        (Subject::OperationMethod, "", method(old), method(new)),
        (Subject::OperationId, "operationId", words(&old.call.id), words(&new.call.id)),
        (Subject::OperationSummary, "summary", words(&old.call.summary), words(&new.call.summary)),
        (Subject::OperationDescription, "description", words(&old.call.description), words(&new.call.description)),
        (Subject::OperationDeprecation, "deprecated", mark(old.operation.deprecated), mark(new.operation.deprecated)),
        (Subject::OperationSunset, "x-sunset", words(&old.call.sunset), words(&new.call.sunset)),
    ];
    for (subject, key, before, after) in all {
        if let Some(edit) = word(subject, &label(old.operation), before, after) {
            let place = |side: Side<'_>, is: bool| match key {
                "" => side.operation.origin.clone(),
                key if is => side.operation.origin.push(key),
                _ => side.operation.origin.clone(),
            };
            let (old, new) = (place(old, edit.before.is_some()), place(new, edit.after.is_some()));
            pairs.calls.push((edit.at(old, new), vec![slot]));
        }
    }
    tags(pairs, slot, old, new);
}

/// The edit of a word that may be missing.
pub(super) fn word(subject: Subject, label: &str, before: Option<String>, after: Option<String>) -> Option<Edit> {
    let change = match (&before, &after) {
        (None, None) => return None,
        (None, Some(_)) => Change::Added,
        (Some(_), None) => Change::Removed,
        (Some(before), Some(after)) if before == after => return None,
        (Some(_), Some(_)) => Change::Changed,
    };
    Some(Edit::new(Kind::of(subject, change), label).says(before, after))
}

fn tags(pairs: &mut Pairs<'_>, slot: usize, old: Side<'_>, new: Side<'_>) {
    let gone = old.call.tags.iter().filter(|tag| !new.call.tags.contains(tag)).map(|tag| (tag, Change::Removed));
    let fresh = new.call.tags.iter().filter(|tag| !old.call.tags.contains(tag)).map(|tag| (tag, Change::Added));
    for (tag, change) in gone.chain(fresh) {
        let said = |is: bool| is.then(|| tag.clone());
        let edit = Edit::new(Kind::of(Subject::OperationTag, change), label(old.operation))
            .at(old.operation.origin.push("tags"), new.operation.origin.push("tags"))
            .says(said(change == Change::Removed), said(change == Change::Added));
        pairs.calls.push((edit, vec![slot]));
    }
}

/// What code calls. An edit of the operationId is told already.
fn rust_names(pairs: &mut Pairs<'_>, slot: usize, old: Side<'_>, new: Side<'_>) {
    let versions = pairs.versions;
    let (before, after) = (Item::of_call(versions.old, old.operation), Item::of_call(versions.new, new.operation));
    if before == after {
        return;
    }
    let known = pairs.calls.iter_mut().rev().take_while(|(_, slots)| slots[..] == [slot]);
    let causes = [Subject::OperationId, Subject::OperationTag, Subject::OperationPath, Subject::OperationMethod];
    let mut causes = known.filter(|(edit, _)| causes.contains(&edit.kind.subject())).peekable();
    if causes.peek().is_some() {
        for (edit, _) in causes {
            edit.rust = Rust::Renamed;
            (edit.old_item, edit.new_item) = (Some(before.clone()), Some(after.clone()));
        }
        return;
    }
    let text = |item: &Item| match item {
        Item::Call { request, .. } => format!("{item} ({request})"),
        other => other.to_string(),
    };
    let edit = Edit::new(Kind::of(Subject::RustCall, Change::Renamed), label(old.operation))
        .at(old.operation.origin.clone(), new.operation.origin.clone())
        .says(Some(text(&before)), Some(text(&after)))
        .rust(Rust::Renamed)
        .items(Some(before), Some(after));
    pairs.calls.push((edit, vec![slot]));
}

/// Webhooks and callbacks, by name.
fn sent<'a>(pairs: &mut Pairs<'a>, slots: &mut Vec<Slot<'a>>) {
    let versions = pairs.versions;
    let with = |events: &'a [Event], sent: &'a [Sent]| -> Vec<(&'a Event, &'a Sent)> {
        sent.iter().map(|sent| (&events[sent.event], sent)).collect()
    };
    let old = with(&versions.old.events, &versions.before.sent);
    let mut new = with(&versions.new.events, &versions.after.sent);
    for (event, sent) in old {
        let slot = slots.len();
        let Some(other) = new.iter().position(|(other, _)| other.name == event.name) else {
            slots.push(Slot::Sent(Some(event), None));
            let item = Some(Item::Variant { owner: "Event".to_owned(), variant: event.variant.to_string() });
            let edit = Edit::new(Kind::of(Subject::Event, Change::Removed), format!("event {}", event.name))
                .travels(answers::RECEIVED)
                .was_at(event.origin.clone())
                .items(item, None);
            pairs.calls.push((edit, vec![slot]));
            continue;
        };
        let (other, is) = new.remove(other);
        slots.push(Slot::Sent(Some(event), Some(other)));
        answers::event(pairs, slot, (event, sent.body.as_ref()), (other, is.body.as_ref()));
    }
    for (event, _) in new {
        slots.push(Slot::Sent(None, Some(event)));
        let item = Some(Item::Variant { owner: "Event".to_owned(), variant: event.variant.to_string() });
        let edit = Edit::new(Kind::of(Subject::Event, Change::Added), format!("event {}", event.name))
            .travels(answers::RECEIVED)
            .now_at(event.origin.clone())
            .items(None, item);
        pairs.calls.push((edit, vec![slots.len() - 1]));
    }
}

/// Named schemas, whatever leads to them.
fn components(pairs: &mut Pairs<'_>) {
    let versions = pairs.versions;
    let new: HashMap<&str, _> = versions.after.components.iter().map(|c| (c.name.as_str(), c)).collect();
    let old: HashMap<&str, _> = versions.before.components.iter().map(|c| (c.name.as_str(), c)).collect();
    // A library of schemas is used by name.
    let is_library = versions.after.calls.is_empty() && versions.after.sent.is_empty();
    for component in &versions.before.components {
        if let Some(other) = new.get(component.name.as_str()) {
            let at = pairs.component(component.node, other.node, &component.name);
            if is_library {
                pairs.all[at].is_library = true;
            }
        }
    }
    for gone in versions.before.components.iter().filter(|c| !new.contains_key(c.name.as_str())) {
        let item = versions.before.node(gone.node).named.map(|id| Item::of_type(versions.old, id));
        let edit = Edit::new(Kind::of(Subject::Schema, Change::Removed), gone.name.clone())
            .was_at(gone.origin.clone())
            .items(item, None);
        pairs.calls.push((edit, vec![]));
    }
    for fresh in versions.after.components.iter().filter(|c| !old.contains_key(c.name.as_str())) {
        let item = versions.after.node(fresh.node).named.map(|id| Item::of_type(versions.new, id));
        let edit = Edit::new(Kind::of(Subject::Schema, Change::Added), fresh.name.clone())
            .now_at(fresh.origin.clone())
            .items(None, item);
        pairs.calls.push((edit, vec![]));
    }
}
