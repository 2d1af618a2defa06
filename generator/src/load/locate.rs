//! Pointer -> file, line and column: only when a finding is printed.
//!
//! Parsing keeps no positions, which keeps it fast. Here the text is read a second time, a container at a time and
//! without judging it: each container's members are found once and remembered, so thousands of findings in one document
//! cost little more than one. What cannot be found has the place of the nearest thing around it.

mod block;
mod flow;

use super::{Mount, RawDoc, Source};
use crate::diag::Place;
use crate::diag::print::Places;
use crate::pointer::Pointer;
use std::collections::HashMap;
use std::rc::Rc;

/// Finds places in the files of one document.
#[derive(Debug)]
pub struct Locator<'d> {
    sources: &'d [Source],
    mounts: HashMap<&'d str, &'d Mount>,
    /// Members of the container at an offset of a source.
    members: HashMap<(usize, usize), Rc<Members>>,
    /// Where the lines of a source start.
    lines: HashMap<usize, Vec<usize>>,
}

/// The members of a container by key, or its items by index.
type Members = HashMap<String, Spot>;

/// Offsets of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Spot {
    /// Of its key, or of an item's first character.
    start: usize,
    /// Where its value can be looked for.
    value: usize,
}

impl<'d> Locator<'d> {
    /// For the pointers of a loaded document.
    pub fn new(doc: &'d RawDoc) -> Self {
        Self::of_parts(&doc.sources, &doc.mounts)
    }

    /// The same, when the document's value has gone on to the next stage.
    pub fn of_parts(sources: &'d [Source], mounts: &'d [Mount]) -> Self {
        let mounts = mounts.iter().map(|mount| (mount.at.as_str(), mount)).collect();
        Self { sources, mounts, members: HashMap::new(), lines: HashMap::new() }
    }

    /// For the pointers of one file.
    pub(super) fn of_source(source: &'d Source) -> Self {
        Self::of_parts(std::slice::from_ref(source), &[])
    }

    /// Where a pointer of the loaded document stands.
    pub fn place_of(&mut self, pointer: &Pointer) -> Option<Place> {
        let (source, keys) = self.origin(pointer);
        let text = &self.sources.get(source)?.text;
        let mut spot = Spot { start: first_content(text), value: 0 };
        for key in keys {
            match self.members(source, text, spot.value).get(&key) {
                Some(member) => spot = *member,
                None => break,
            }
        }
        Some(self.place_at(source, spot.start))
    }

    /// The file a pointer leads into, and the way within that file.
    fn origin(&self, pointer: &Pointer) -> (usize, Vec<String>) {
        let mut at = Some(pointer.clone());
        while let Some(prefix) = at {
            if let Some(mount) = self.mounts.get(prefix.as_str()) {
                let within = pointer.keys().skip(prefix.keys().count());
                return (mount.source, mount.origin.keys().chain(within).collect());
            }
            at = prefix.parent();
        }
        (0, pointer.keys().collect())
    }

    fn members(&mut self, source: usize, text: &str, value: usize) -> Rc<Members> {
        let found = self.members.entry((source, value)).or_insert_with(|| Rc::new(block::members(text, value)));
        Rc::clone(found)
    }

    fn place_at(&mut self, source: usize, offset: usize) -> Place {
        let Source { name, text, .. } = &self.sources[source];
        let lines = self
            .lines
            .entry(source)
            .or_insert_with(|| std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect());
        let line = lines.partition_point(|start| *start <= offset);
        let start = lines.get(line.wrapping_sub(1)).copied().unwrap_or(0);
        let column = text.get(start..offset).map_or(0, |before| before.chars().count()) + 1;
        Place { file: name.clone(), line: line.max(1), column }
    }
}

impl Places for Locator<'_> {
    fn place(&mut self, pointer: &Pointer) -> Option<Place> {
        self.place_of(pointer)
    }
}

/// Comments and blank lines at the top are not the document.
fn first_content(text: &str) -> usize {
    block::skip_blank(text, 0)
}

#[cfg(test)]
mod tests;
