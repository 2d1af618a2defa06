//! What a value is: its JSON type and its known values.

use super::edit::Edit;
use super::effect::Rust;
use super::item::Item;
use super::kind::{Change, Kind, Subject};
use super::names;
use super::pairs::{Pair, Pairs};
use crate::document::JsonType;
use crate::ir::promises::Node;
use crate::pointer::Pointer;
use foldhash::HashSet;

/// Compares types and values; says whether what lies within can be compared.
pub(super) fn compare(pairs: &mut Pairs<'_>, at: usize) -> bool {
    let pair = &pairs.all[at];
    let (old, new) = (pair.old, pair.new);
    // What a choice is, its branches say.
    let is_choice = old.choice.is_some() && new.choice.is_some();
    let goes_on = match change(&old.types, &new.types) {
        None => true,
        Some(_) if is_choice => true,
        Some(change) => {
            let edit = self::edit(pair, Kind::of(Subject::Type, change), "type")
                .says(Some(types(old)), Some(types(new)))
                .rust(names::bare(pairs.versions, old, new));
            pairs.all[at].edits.push(edit);
            old.types.iter().any(|t| new.types.contains(t))
        }
    };
    if goes_on {
        values(pairs, at);
    }
    goes_on
}

/// How the set of types changed. An integer is a number.
fn change(old: &[JsonType], new: &[JsonType]) -> Option<Change> {
    let within = |few: &[JsonType], many: &[JsonType]| {
        many.is_empty()
            || (!few.is_empty()
                && few
                    .iter()
                    .all(|t| many.contains(t) || (*t == JsonType::Integer && many.contains(&JsonType::Number))))
    };
    match (within(old, new), within(new, old)) {
        (true, true) => None,
        (true, false) => Some(Change::Widened),
        (false, true) => Some(Change::Narrowed),
        (false, false) => Some(Change::Changed),
    }
}

/// The types, for people.
pub(super) fn types(node: &Node) -> String {
    let word = |t: &JsonType| match t {
        JsonType::Boolean => "boolean",
        JsonType::Integer => "integer",
        JsonType::Number => "number",
        JsonType::String => "string",
        JsonType::Array => "array",
        JsonType::Object => "object",
        JsonType::File => "file",
    };
    match &node.types[..] {
        [] => "anything".to_owned(),
        types => types.iter().map(word).collect::<Vec<_>>().join(" or "),
    }
}

fn values(pairs: &mut Pairs<'_>, at: usize) {
    let pair = &pairs.all[at];
    let list = |node: &'_ Node| node.values.as_ref().map(|said| said.value.clone());
    let (Some(old), Some(new)) = (list(pair.old), list(pair.new)) else {
        let subject = match (list(pair.old), list(pair.new)) {
            (None, None) => return,
            (Some(one), None) | (None, Some(one)) if one.len() == 1 => Subject::Const,
            _ => Subject::Enum,
        };
        let change = if pair.new.values.is_some() { Change::Added } else { Change::Removed };
        let text = |node: &Node| list(node).map(|values| values.join(", "));
        let edit = edit(pair, Kind::of(subject, change), "enum")
            .says(text(pair.old), text(pair.new))
            .rust(names::bare(pairs.versions, pair.old, pair.new));
        pairs.all[at].edits.push(edit);
        return;
    };
    if let ([before], [after]) = (&old[..], &new[..]) {
        if before != after {
            let edit = edit(pair, Kind::of(Subject::Const, Change::Changed), "enum")
                .says(Some(before.clone()), Some(after.clone()));
            pairs.all[at].edits.push(edit);
        }
        return;
    }
    let (ours, theirs): (HashSet<&String>, HashSet<&String>) = (old.iter().collect(), new.iter().collect());
    let removed = old.iter().filter(|value| !theirs.contains(value)).map(|value| (value, Change::Removed));
    let added = new.iter().filter(|value| !ours.contains(value)).map(|value| (value, Change::Added));
    let edits: Vec<Edit> = removed.chain(added).map(|(value, change)| value_edit(pairs, pair, value, change)).collect();
    pairs.all[at].edits.extend(edits);
}

/// One value more or less.
fn value_edit(pairs: &Pairs<'_>, pair: &Pair<'_>, value: &str, change: Change) -> Edit {
    let variant = |api, node: &Node| node.named.and_then(|id| Item::variant(api, id, value));
    let (before, after) = (variant(pairs.versions.old, pair.old), variant(pairs.versions.new, pair.new));
    let said = |is: bool| is.then(|| value.to_owned());
    let edit = edit(pair, Kind::of(Subject::EnumValue, change), "enum")
        .says(said(change == Change::Removed), said(change == Change::Added));
    let is_gone = before.is_some() && after.is_none();
    // An enum that is not one any more, or was none, changed its type.
    let bare = names::bare(pairs.versions, pair.old, pair.new);
    let rust = if is_gone { Rust::Gone } else { bare };
    match (&before, &after) {
        (None, None) => edit.rust(rust),
        _ => edit.rust(rust).items(before, after),
    }
}

fn edit(pair: &Pair<'_>, kind: Kind, keyword: &str) -> Edit {
    let place = |node: &Node| match (&node.values, keyword) {
        (Some(said), "enum") => node.parts[said.part].push("enum"),
        _ => node.origin(),
    };
    let (old, new): (Pointer, Pointer) = (place(pair.old), place(pair.new));
    let (before, after) = pair.items.clone();
    Edit::new(kind, pair.label.clone()).at(old, new).items(before, after)
}
