//! Where a part of another file is kept, so that all who refer to it find the same node.

use super::shape::Node;
use super::{Bundler, Id, names};
use crate::pointer::Pointer;

impl Bundler<'_> {
    /// Where a node of another file is kept; `None`: here.
    pub(super) fn home(&mut self, kind: Node, id: &Id, at: &Pointer) -> Option<Pointer> {
        let section = kind.section(self.dialect);
        if section.is_none() && kind != Node::PathItem {
            return None;
        }
        if let Some(home) = self.placed_at(id) {
            return (home != *at || self.inlining.contains(id)).then_some(home);
        }
        let Some(section) = section else {
            self.placed.insert(id.clone(), at.clone());
            return None;
        };
        let name = self.names.free(kind, &names::suggested(self.files.name(id.0), &id.1));
        let home = section.iter().fold(Pointer::root(), |at, key| at.push(key)).push(&name);
        self.placed.insert(id.clone(), home.clone());
        self.pending.push_back((kind, name, id.clone()));
        Some(home)
    }

    /// Where a node is that was put in itself, or within something that was. A definition within another file gets its
    /// own name instead of a place deep within that file's.
    fn placed_at(&self, id: &Id) -> Option<Pointer> {
        if let Some(at) = self.placed.get(id) {
            return Some(at.clone());
        }
        let keys: Vec<String> = id.1.keys().collect();
        let mut around = id.1.parent();
        while let Some(pointer) = around {
            let within = &keys[pointer.keys().count()..];
            if let Some(at) = self.placed.get(&(id.0, pointer.clone())) {
                let named = within.iter().any(|key| matches!(key.as_str(), "definitions" | "$defs" | "schemas"));
                return (!named).then(|| within.iter().fold(at.clone(), |at, key| at.push(key)));
            }
            around = pointer.parent();
        }
        None
    }
}
