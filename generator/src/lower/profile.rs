//! The profile held against the document: its entries become facts of the IR; one that matches nothing is an error,
//! because a fix that no longer applies must not rot in silence.

mod auth;
mod drops;
mod failures;
mod policy;
mod select;
mod servers;

pub(super) use drops::Drops;

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::ir::{Api, PagingRule};
use crate::pointer::Pointer;
use crate::profile::{PagingEntry, Profile};
use crate::resolve::Resolved;
use select::Selector;

/// Puts what the profile says into the lowered API. `at` gives for each operation its index in the document.
pub(super) fn apply(api: &mut Api, profile: &Profile, resolved: &Resolved, at: &[usize], sink: &mut Sink) {
    let mut selector = Selector { document: &resolved.document, at, sink };
    servers::apply(api, &profile.servers);
    auth::apply(api, &profile.auth, &mut selector);
    policy::apply(api, profile, &mut selector);
    api.paging.extend(paging(profile, &mut selector));
}

/// The rules about pages, without selectors that name nothing in this document.
fn paging(profile: &Profile, selector: &mut Selector<'_>) -> Vec<PagingRule> {
    let rule = |entry: &PagingEntry| {
        let operations = selector.naming_something(&entry.operations);
        let applies = entry.operations.selectors.is_empty() || !operations.is_empty();
        let optional = entry.operations.optional;
        applies.then(|| PagingRule { operations, optional, items: entry.items.clone(), next: entry.next.clone() })
    };
    profile.paging.iter().filter_map(rule).collect()
}

/// An entry that matches nothing.
fn unmatched(place: &Place, message: String, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::ProfileUnmatched, &Pointer::root(), message).help(help).at(place.clone())
}
