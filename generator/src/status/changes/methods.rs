//! What became of the methods of a trait.

use super::MappingChange;
use super::values::{beyond, lines, values};
use crate::ir::Api;
use crate::ir::mapping::{MappingBody, MappingMethod, MappingTrait};
use crate::render::mappings::stub::Stubs;

/// A trait before and after, with the target's API.
pub(super) struct Pair<'a> {
    pub(super) earlier: &'a MappingTrait,
    pub(super) made: &'a MappingTrait,
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
}

impl Pair<'_> {
    pub(super) fn change(&self, method: &MappingMethod, what: &'static str, advice: String) -> MappingChange {
        MappingChange { of: self.made.name.to_string(), method: method.name.to_string(), what, advice }
    }

    pub(super) fn method(
        &self,
        was: Option<&MappingMethod>,
        method: &MappingMethod,
        stubs: &Stubs<'_>,
    ) -> Vec<MappingChange> {
        let stub = || stubs.method(self.made, method);
        let is_open = matches!(method.body, MappingBody::Open);
        let Some(was) = was else {
            return vec![match (method.required, is_open) {
                (true, true) => {
                    self.change(method, "a new field that must be there: the impl does not compile without", stub())
                }
                (true, false) => self.change(method, "a new field that must be there, made by default", String::new()),
                (false, _) => self.change(method, "a new field that may be left out", candidates(method)),
            }];
        };
        let mut found = Vec::new();
        let is_made = matches!(method.body, MappingBody::From(_) | MappingBody::Nested(..) | MappingBody::Whole(_));
        if let (MappingBody::From(way) | MappingBody::Nested(way, _), false) = (&was.body, is_made) {
            let advice = if is_open { stub() } else { candidates(method) };
            let what = "the source that its default read is gone or no longer beyond doubt";
            found.push(self.change(method, what, format!("it read {}\n{advice}", way.origin.as_str())));
        }
        let types = [stubs.output_of(self.earlier, was, self.old), stubs.output_of(self.made, method, self.new)];
        if types[0] != types[1] {
            let what = if method.required && !was.required { "it must be there now" } else { "its type is another" };
            found.push(self.change(method, what, format!("from {} to {}", types[0], types[1])));
        }
        let (old, new) = (values(self.old, &was.ty), values(self.new, &method.ty));
        let (added, lost) = (beyond(&new, &old), beyond(&old, &new));
        if !added.is_empty() {
            found.push(self.change(method, "its type has new values", format!("new: {}", added.join(", "))));
        }
        if !lost.is_empty() {
            found.push(self.change(method, "its type has values less", lines("make nothing of", &lost, " any more")));
        }
        found
    }
}

fn candidates(method: &MappingMethod) -> String {
    let lines: Vec<_> =
        method.candidates.iter().map(|candidate| format!("    {:>3} {}", candidate.score, candidate.path)).collect();
    if lines.is_empty() { "nothing in the sources is like it".to_owned() } else { lines.join("\n") }
}
