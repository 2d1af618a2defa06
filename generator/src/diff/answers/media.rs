//! Media types of a body or an answer, by name.

use super::super::edit::{Edit, Travels};
use super::super::kind::{Change, Kind, Subject};
use super::super::pairs::Pairs;
use crate::ir::promises::Content;
use crate::pointer::Pointer;

/// What edits are about.
#[derive(Clone, Copy)]
pub(in super::super) struct Kinds {
    pub(in super::super) media: Subject,
    pub(in super::super) schema: Subject,
}

/// Media types with what they belong to.
type Side<'a> = (&'a [Content], &'a Pointer);

/// Compares lists of media types; gives those that are in both.
pub(in super::super) fn compare<'a>(
    pairs: &mut Pairs<'a>,
    slot: usize,
    old: Side<'a>,
    new: Side<'a>,
    text: &str,
    kinds: Kinds,
    travels: Travels,
) -> Vec<(&'a Content, &'a Content)> {
    let mut theirs: Vec<&Content> = new.0.iter().collect();
    let mut matched = Vec::new();
    let mut edits = Vec::new();
    for was in old.0 {
        match theirs.iter().position(|is| essence(is) == essence(was)) {
            Some(at) => matched.push((was, theirs.remove(at))),
            None => edits.push((was, Change::Removed)),
        }
    }
    edits.extend(theirs.into_iter().map(|is| (is, Change::Added)));
    for (content, change) in edits {
        let said = |is: bool| is.then(|| content.media_type.clone());
        let (before, after) = (said(change == Change::Removed), said(change == Change::Added));
        let edit = Edit::new(Kind::of(kinds.media, change), format!("{text} {}", content.media_type));
        let edit = match change {
            Change::Removed => edit.at(content.origin.clone(), new.1.clone()),
            _ => edit.at(old.1.clone(), content.origin.clone()),
        };
        pairs.calls.push((edit.says(before, after).travels(travels), vec![slot]));
    }
    for (was, is) in &matched {
        let change = match (was.schema, is.schema) {
            (None, Some(_)) => Change::Added,
            (Some(_), None) => Change::Removed,
            _ => continue,
        };
        let edit = Edit::new(Kind::of(kinds.schema, change), format!("{text} {}", was.media_type))
            .at(was.origin.clone(), is.origin.clone())
            .travels(travels);
        pairs.calls.push((edit, vec![slot]));
    }
    matched
}

/// `application/json` of `application/json; charset=utf-8`.
fn essence(content: &Content) -> String {
    content.media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
