//! The operationId as words, and how a document makes its operationIds.

use super::known::{is_verb, method};
use super::path::segments;
use crate::document::Operation;
use crate::lower::naming::words;
use foldhash::HashSet;

/// How a document makes its operationIds.
pub(super) struct IdStyle {
    /// From method and path, not by a person.
    pub(super) from_path: bool,
    /// A word that all of them start with: `calendar.events.insert`.
    pub(super) namespace: Option<String>,
}

impl IdStyle {
    pub(super) fn of(operations: &[&Operation]) -> Self {
        let ids: Vec<_> = operations.iter().filter_map(|operation| Some((operation, given(operation)?))).collect();
        let made = ids.iter().filter(|(operation, given)| repeats(operation, given)).count();
        let first = ids.first().and_then(|(_, given)| given.first());
        let shared = ids.len() > 2 && ids.iter().all(|(_, given)| given.len() > 1 && given.first() == first);
        // An API that only lists things has a verb there, not a namespace.
        let namespace = first.filter(|word| shared && !is_verb(word));
        Self { from_path: made * 10 > ids.len() * 7, namespace: namespace.cloned() }
    }
}

/// The words of the operationId, where it is a name.
pub(super) fn given(operation: &Operation) -> Option<Vec<String>> {
    let id = operation.operation_id.as_deref()?;
    // HubSpot: `post-/crm/v3/objects/contacts_create`
    let id = match (id.contains('/'), id.rsplit_once('_')) {
        (true, Some((head, tail)))
            if head.contains('/') && head.to_ascii_lowercase().starts_with(method(operation)) =>
        {
            tail
        }
        _ => id,
    };
    let given = words(id);
    // What another script says cannot be a name, its numbers are none.
    let is_legible = id.chars().any(|c| c.is_ascii_alphanumeric());
    let hash = id.len() >= 20 && !id.contains(['_', '-', '.', ' ']) && id.chars().all(|c| c.is_ascii_hexdigit());
    (is_legible && !given.is_empty() && !hash).then_some(given)
}

/// Whether an operationId only repeats method and path: `PostCustomersCustomer`.
pub(super) fn repeats(operation: &Operation, given: &[String]) -> bool {
    let path: HashSet<String> = segments(&operation.path).iter().flat_map(|s| words(s)).collect();
    let filler = ["by", "id", "the", "a", "for", "of", "and", "json", "using"];
    given.first().is_some_and(|w| w == method(operation))
        && given[1..].iter().all(|w| path.contains(w) || filler.contains(&w.as_str()) || known_join(w, &path))
}

/// Whether a word is several words of the path run together: `paymentintents`.
fn known_join(word: &str, path: &HashSet<String>) -> bool {
    path.iter().any(|p| p.len() > 3 && word.starts_with(p.as_str()) && path.contains(&word[p.len()..]))
}
