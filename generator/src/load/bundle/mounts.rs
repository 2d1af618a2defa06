//! Which place of the document came from which place of which file.

use super::files::FileId;
use crate::load::Mount;
use crate::pointer::Pointer;
use std::collections::HashMap;

/// Every part that was put in.
#[derive(Default)]
pub(super) struct Mounts {
    list: Vec<Mount>,
    /// Index into the list; of several at one place the innermost.
    by_place: HashMap<Pointer, usize>,
}

impl Mounts {
    /// Notes a part.
    pub(super) fn add(&mut self, at: Pointer, source: FileId, origin: Pointer) {
        self.by_place.insert(at.clone(), self.list.len());
        self.list.push(Mount { at, source, origin });
    }

    /// The file that was put in at exactly this place.
    pub(super) fn file_at(&self, at: &Pointer) -> Option<FileId> {
        self.by_place.get(at).map(|index| self.list[*index].source)
    }

    /// Where a place of the document was in its own file.
    pub(super) fn origin(&self, at: &Pointer, file: FileId) -> Pointer {
        let mut around = Some(at.clone());
        while let Some(prefix) = around {
            let mount = self.by_place.get(&prefix).map(|index| &self.list[*index]);
            if let Some(mount) = mount.filter(|mount| mount.source == file) {
                return at.keys().skip(prefix.keys().count()).fold(mount.origin.clone(), |at, key| at.push(&key));
            }
            around = prefix.parent();
        }
        at.clone()
    }

    /// All parts.
    pub(super) fn into_list(self) -> Vec<Mount> {
        self.list
    }
}
