//! Keywords with a value of their own: words, marks, bounds.

use super::edit::Edit;
use super::effect::Rust;
use super::kind::{Change, Kind, Subject};
use super::names;
use super::pairs::{Pair, Pairs};
use crate::ir::promises::{Fact, Keyword, Node};
use crate::pointer::Pointer;

/// What may stand beside any value.
const WORDS: &[(Keyword, Subject)] = &[
    (Keyword::Nullable, Subject::Null),
    (Keyword::Default, Subject::Default),
    (Keyword::ReadOnly, Subject::ReadOnly),
    (Keyword::WriteOnly, Subject::WriteOnly),
    (Keyword::Deprecated, Subject::Deprecation),
    (Keyword::Sunset, Subject::Sunset),
    (Keyword::Title, Subject::Title),
    (Keyword::Description, Subject::Description),
    (Keyword::Example, Subject::Example),
];

/// What bounds a value.
const BOUNDS: &[(Keyword, Subject)] = &[
    (Keyword::Minimum, Subject::Minimum),
    (Keyword::ExclusiveMinimum, Subject::ExclusiveMinimum),
    (Keyword::Maximum, Subject::Maximum),
    (Keyword::ExclusiveMaximum, Subject::ExclusiveMaximum),
    (Keyword::MultipleOf, Subject::MultipleOf),
    (Keyword::MinLength, Subject::MinLength),
    (Keyword::MaxLength, Subject::MaxLength),
    (Keyword::Pattern, Subject::Pattern),
    (Keyword::MinItems, Subject::MinItems),
    (Keyword::MaxItems, Subject::MaxItems),
    (Keyword::UniqueItems, Subject::UniqueItems),
    (Keyword::MinProperties, Subject::MinProperties),
    (Keyword::MaxProperties, Subject::MaxProperties),
];

/// Compares what stands beside the value.
pub(super) fn words(pairs: &mut Pairs<'_>, at: usize) {
    compare(pairs, at, WORDS);
}

/// Compares what bounds the value, and its format.
pub(super) fn bounds(pairs: &mut Pairs<'_>, at: usize) {
    compare(pairs, at, BOUNDS);
    let pair = &pairs.all[at];
    let (old, new) = (pair.old.fact(Keyword::Format), pair.new.fact(Keyword::Format));
    if let Some(change) = format(old.map(|f| f.value.as_str()), new.map(|f| f.value.as_str())) {
        let rust = names::bare(pairs.versions, pair.old, pair.new);
        let edit = edit(pair, Kind::of(Subject::Format, change), Keyword::Format).rust(rust);
        pairs.all[at].edits.push(edit);
    }
}

fn compare(pairs: &mut Pairs<'_>, at: usize, keywords: &[(Keyword, Subject)]) {
    let pair = &pairs.all[at];
    let mut edits = Vec::new();
    for &(keyword, subject) in keywords {
        let (old, new) = (pair.old.fact(keyword), pair.new.fact(keyword));
        let Some(change) = change(subject, old, new) else { continue };
        let edit = edit(pair, Kind::of(subject, change), keyword);
        edits.push(match (subject, &pair.types) {
            (Subject::Null, Some((before, after))) => edit.rust(names::types(pairs.versions, before, after)),
            _ => edit,
        });
    }
    pairs.all[at].edits.extend(edits);
}

fn edit(pair: &Pair<'_>, kind: Kind, keyword: Keyword) -> Edit {
    let (old, new) = (pair.old.fact(keyword), pair.new.fact(keyword));
    let said = |fact: Option<&Fact>| fact.map(|fact| fact.value.clone());
    let (before, after) = pair.items.clone();
    Edit::new(kind, pair.label.clone())
        .at(place(pair.old, old, keyword), place(pair.new, new, keyword))
        .says(said(old), said(new))
        .rust(Rust::Untold)
        .items(before, after)
}

/// Where a keyword stands, or the schema that does not have it.
fn place(node: &Node, fact: Option<&Fact>, keyword: Keyword) -> Pointer {
    match fact {
        Some(fact) => node.parts[fact.part].push(keyword.as_str()),
        None => node.origin(),
    }
}

fn change(subject: Subject, old: Option<&Fact>, new: Option<&Fact>) -> Option<Change> {
    let (old, new) = match (old, new) {
        (None, None) => return None,
        (None, Some(_)) => return Some(Change::Added),
        (Some(_), None) => return Some(Change::Removed),
        (Some(old), Some(new)) => (&old.value, &new.value),
    };
    let is_number = !matches!(subject, Subject::MultipleOf);
    match (old.parse::<f64>(), new.parse::<f64>()) {
        _ if old == new => None,
        (Ok(old), Ok(new)) if is_number && is_bound(subject) => match old.partial_cmp(&new)? {
            std::cmp::Ordering::Less => Some(Change::Raised),
            std::cmp::Ordering::Greater => Some(Change::Lowered),
            std::cmp::Ordering::Equal => None,
        },
        _ => Some(Change::Changed),
    }
}

fn is_bound(subject: Subject) -> bool {
    matches!(
        subject,
        Subject::Minimum
            | Subject::Maximum
            | Subject::MinLength
            | Subject::MaxLength
            | Subject::MinItems
            | Subject::MaxItems
            | Subject::MinProperties
            | Subject::MaxProperties
    )
}

/// How a format changed: some hold all that others do.
fn format(old: Option<&str>, new: Option<&str>) -> Option<Change> {
    const WIDER: &[(&str, &str)] = &[("int32", "int64"), ("float", "double"), ("uint32", "uint64")];
    match (old, new) {
        (None, None) => None,
        (None, Some(_)) => Some(Change::Added),
        (Some(_), None) => Some(Change::Removed),
        (Some(old), Some(new)) if old == new => None,
        (Some(old), Some(new)) if WIDER.contains(&(old, new)) => Some(Change::Widened),
        (Some(old), Some(new)) if WIDER.contains(&(new, old)) => Some(Change::Narrowed),
        (Some(_), Some(_)) => Some(Change::Changed),
    }
}
