//! ([`Api`], [`Api`]) -> [`Changes`]: what a vendor changed, one finding for each edit.
//!
//! Order of steps: match operations by method and path, and everything below by its name on the wire; compare each pair of
//! places once, whatever leads to it; find which operations reach it, and from which side; derive the level from what the
//! edit does to what can be said, and to the client's Rust. Documents are not looked at: both must have been lowered
//! with their [`Promises`](crate::ir::Promises).

pub mod accept;
mod access;
mod answers;
mod bodies;
mod choices;
mod edit;
mod effect;
mod facts;
mod finding;
mod info;
mod item;
mod kind;
mod members;
mod names;
mod operations;
mod pairs;
mod parameters;
mod reach;
pub mod report;
mod structure;

pub use effect::{Direction, Effect, Level};
pub use finding::{Changes, Finding, Reached, Version};
pub use item::Item;
pub use kind::{Change, Kind, Subject};

use crate::ir::{Api, Promises};

/// The two versions.
#[derive(Clone, Copy)]
struct Versions<'a> {
    old: &'a Api,
    new: &'a Api,
    before: &'a Promises,
    after: &'a Promises,
}

/// Compares two versions of one vendor's API.
///
/// # Panics
/// When one was lowered without its promises: a mistake of the caller.
pub fn diff(old: &Api, new: &Api) -> Changes {
    let kept = |api: &'_ Api| api.promises.is_some();
    assert!(kept(old) && kept(new), "only an API with its promises can be compared");
    let (Some(before), Some(after)) = (&old.promises, &new.promises) else { return Changes::default() };
    let versions = Versions { old, new, before, after };
    let mut pairs = pairs::Pairs::new(versions);
    let matched = operations::compare(&mut pairs);
    access::compare(&mut pairs, &matched);
    info::compare(&mut pairs);
    pairs.work();
    names::compare(&mut pairs);
    reach::findings(pairs, &matched)
}
