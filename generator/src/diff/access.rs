//! Who may call and where: security and servers, of the API and of single operations.

mod schemes;
mod servers;

use super::edit::Edit;
use super::kind::{Change, Kind, Subject};
use super::operations::{Matched, Side, Slot, label};
use super::pairs::Pairs;
use crate::ir::Security;
use crate::pointer::Pointer;

/// Compares what all operations share, then what single ones say themselves.
pub(super) fn compare(pairs: &mut Pairs<'_>, matched: &Matched<'_>) {
    let versions = pairs.versions;
    schemes::compare(pairs);
    let (mut secured, mut served) = (Vec::new(), Vec::new());
    let mut own = Vec::new();
    for (slot, found) in matched.slots.iter().enumerate() {
        let Slot::Call(Some(old), Some(new)) = *found else { continue };
        let (was, is) = (&old.operation.security, &new.operation.security);
        if was.is_none() && is.is_none() {
            secured.push(slot);
        } else {
            let was = was.as_deref().unwrap_or(&versions.old.security);
            let is = is.as_deref().unwrap_or(&versions.new.security);
            own.extend(
                security(&label(old.operation), &places(old, new, "security"), was, is)
                    .into_iter()
                    .map(|edit| (edit, slot)),
            );
        }
        let (was, is) = (&old.operation.servers, &new.operation.servers);
        if was.is_empty() && is.is_empty() {
            served.push(slot);
        } else {
            let was = if was.is_empty() { &versions.old.servers } else { was };
            let is = if is.is_empty() { &versions.new.servers } else { is };
            let edits = servers::compare(&label(old.operation), &places(old, new, "servers"), was, is);
            own.extend(edits.into_iter().map(|edit| (edit, slot)));
        }
    }
    let root = |key: &str| (Pointer::root().push(key), Pointer::root().push(key));
    let edits = security("all operations", &root("security"), &versions.old.security, &versions.new.security);
    pairs.calls.extend(edits.into_iter().map(|edit| (edit, secured.clone())));
    let edits = servers::compare("all operations", &root("servers"), &versions.old.servers, &versions.new.servers);
    pairs.calls.extend(edits.into_iter().map(|edit| (edit, served.clone())));
    pairs.calls.extend(own.into_iter().map(|(edit, slot)| (edit, vec![slot])));
}

fn places(old: Side<'_>, new: Side<'_>, key: &str) -> (Pointer, Pointer) {
    (old.operation.origin.push(key), new.operation.origin.push(key))
}

/// Alternatives by the schemes that they need.
fn security(label: &str, places: &(Pointer, Pointer), old: &[Security], new: &[Security]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let edit = |subject, change, before: Option<String>, after: Option<String>| {
        Edit::new(Kind::of(subject, change), label).at(places.0.clone(), places.1.clone()).says(before, after)
    };
    let all = |alternatives: &[Security]| alternatives.iter().map(names).collect::<Vec<_>>().join(" or ");
    match (is_open(old), is_open(new)) {
        (true, false) if old.is_empty() => {
            edits.push(edit(Subject::Security, Change::Added, None, Some(all(new))));
        }
        (false, true) if new.is_empty() => {
            edits.push(edit(Subject::Security, Change::Removed, Some(all(old)), None));
        }
        _ => {
            // Alternatives that are the same say nothing; of the others those that need the same schemes belong together.
            let mut fresh: Vec<&Security> = new.iter().filter(|is| !old.iter().any(|was| is_same(was, is))).collect();
            for was in old.iter().filter(|was| !new.iter().any(|is| is_same(was, is))) {
                match fresh.iter().position(|is| names(is) == names(was)) {
                    Some(at) => edits.extend(scopes(was, fresh.remove(at)).map(|(change, scope)| {
                        let said = |is: bool| is.then(|| scope.clone());
                        let (before, after) = (said(change == Change::Removed), said(change == Change::Added));
                        edit(Subject::Scope, change, before, after)
                    })),
                    None => edits.push(edit(Subject::SecurityAlternative, Change::Removed, Some(text(was)), None)),
                }
            }
            for is in fresh {
                edits.push(edit(Subject::SecurityAlternative, Change::Added, None, Some(text(is))));
            }
        }
    }
    edits
}

/// Whether two alternatives need the same schemes with the same scopes.
fn is_same(was: &Security, is: &Security) -> bool {
    names(was) == names(is) && scopes(was, is).next().is_none()
}

/// An alternative with its scopes, for people.
fn text(alternative: &Security) -> String {
    let scopes: Vec<&str> = alternative.iter().flat_map(|(_, scopes)| scopes).map(String::as_str).collect();
    let with = if scopes.is_empty() { String::new() } else { format!(" with {}", scopes.join(", ")) };
    format!("{}{with}", names(alternative))
}

/// Whether a call needs no proof.
fn is_open(alternatives: &[Security]) -> bool {
    alternatives.is_empty() || alternatives.iter().any(Vec::is_empty)
}

/// The schemes that one alternative needs together, in one order.
fn names(alternative: &Security) -> String {
    let mut names: Vec<&str> = alternative.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    if names.is_empty() { "none".to_owned() } else { names.join(" and ") }
}

/// Scopes that one alternative needs and the other does not.
fn scopes(was: &Security, is: &Security) -> impl Iterator<Item = (Change, String)> {
    let mut found = Vec::new();
    for (name, before) in was {
        let none = Vec::new();
        let after = is.iter().find(|(other, _)| other == name).map_or(&none, |(_, scopes)| scopes);
        let word = |scope: &String| format!("{name}: {scope}");
        found.extend(before.iter().filter(|s| !after.contains(s)).map(|scope| (Change::Removed, word(scope))));
        found.extend(after.iter().filter(|s| !before.contains(s)).map(|scope| (Change::Added, word(scope))));
    }
    found.into_iter()
}
