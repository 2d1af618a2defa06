//! Parameters that a document lists although its security schemes carry them: Slack's `token`, Google's `key`.

use super::select::{Selector, Which};
use super::unmatched;
use crate::diag::Sink;
use crate::document::Location;
use crate::ir::Place;
use crate::profile::{Dropped, Part, Profile};
use crate::resolve::Resolved;

/// What is to be left out, and what was.
#[derive(Default)]
pub(in crate::lower) struct Drops {
    entries: Vec<Entry>,
}

struct Entry {
    dropped: Dropped,
    which: Which,
    hit: bool,
}

/// Never parameters, whatever the document says (OpenAPI, parameter object).
const RESERVED: &[&str] = &["authorization", "content-type", "accept"];

impl Drops {
    /// The entries of a profile, those for operations that the slice leaves out too.
    pub(in crate::lower) fn new(profile: &Profile, resolved: &Resolved, sink: &mut Sink) -> Self {
        let mut selector = Selector { document: &resolved.document, at: &[], sink };
        let entry = |dropped: &Dropped| {
            let which = selector.which(&dropped.operations);
            let hit = resolved.document.operations.iter().enumerate().any(|(at, operation)| {
                let parameters = operation.parameters.iter();
                which.has(at)
                    && parameters.clone().any(|p| part(p.location).is_some_and(|part| names(dropped, part, &p.name)))
            });
            Entry { dropped: dropped.clone(), which, hit }
        };
        Self { entries: profile.auth.dropped.iter().map(entry).collect() }
    }

    /// Whether this member of the operation with the index `at` is left out.
    pub(in crate::lower) fn take(&mut self, at: usize, place: &Place, wire: &str) -> bool {
        let part = match place {
            Place::Query { .. } => Part::Query,
            Place::Header { .. } => Part::Header,
            Place::Cookie => Part::Cookie,
            Place::BodyMember { .. } => Part::Body,
            Place::Path { .. } | Place::WholeBody | Place::MediaType => return false,
        };
        let mut taken = false;
        for entry in self.entries.iter_mut().filter(|e| e.which.has(at) && names(&e.dropped, part, wire)) {
            (entry.hit, taken) = (true, true);
        }
        taken
    }

    /// Tells which entries left nothing out.
    pub(in crate::lower) fn finish(self, whole: bool, sink: &mut Sink) {
        for Entry { dropped, hit, .. } in self.entries {
            let name = &dropped.name.value;
            // The bodies of operations that the slice leaves out were not looked at.
            let unseen = !whole && (dropped.parts.is_empty() || dropped.parts.contains(&Part::Body));
            if hit || unseen || dropped.operations.optional {
                continue;
            }
            let help = if RESERVED.iter().any(|reserved| name.eq_ignore_ascii_case(reserved)) {
                "headers of this name are never parameters: there is nothing to leave out"
            } else {
                "take it out, or `optional = true` where other documents of the vendor have it"
            };
            sink.push(unmatched(&dropped.name.place, format!("no operation has a parameter `{name}`"), help));
        }
    }
}

fn names(dropped: &Dropped, part: Part, wire: &str) -> bool {
    let name = &dropped.name.value;
    let same = if part == Part::Header { name.eq_ignore_ascii_case(wire) } else { name == wire };
    same && (dropped.parts.is_empty() || dropped.parts.contains(&part))
}

fn part(location: Location) -> Option<Part> {
    match location {
        Location::Path => None,
        Location::Query => Some(Part::Query),
        Location::Header => Some(Part::Header),
        Location::Cookie => Some(Part::Cookie),
    }
}
