//! What is still to be done: a trait that has a name and no methods yet.

use super::super::leaf::Member;
use crate::config::Mapping;
use crate::ir::mapping::{Foreign, MappingSource, StructId, TraitId};

/// A trait that is still to be filled.
pub(super) struct Job<'m> {
    pub(super) id: TraitId,
    pub(super) mapping: &'m Mapping,
    /// The wire path from the root; empty: the root itself.
    pub(super) at: Vec<String>,
    pub(super) owners: Vec<String>,
    pub(super) sources: Vec<MappingSource>,
    pub(super) target: Foreign,
    /// Structs on the way from the root, which are not entered again.
    pub(super) on_way: Vec<StructId>,
    pub(super) is_root: bool,
}

impl Job<'_> {
    /// The wire path of a member.
    pub(super) fn path(&self, member: &Member) -> Vec<String> {
        self.at.iter().cloned().chain([member.wire.clone()]).collect()
    }

    /// Whether the configuration leaves this very field out.
    pub(super) fn mapping_reason(&self, path: &[String]) -> Option<&str> {
        let path = path.join(".");
        let exact = self.mapping.left_out.iter().find(|(at, _)| *at == path);
        exact.map(|(_, reason)| reason.as_str()).filter(|_| self.is_root || !path.is_empty())
    }
}
