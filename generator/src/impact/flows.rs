//! Which flows a hit is of: those of `intertie.toml` whose files hold the line, or that use the mapping.

use super::scratch::Scratch;
use super::{Hit, Impact};
use crate::config::Flow;
use std::collections::BTreeMap;

/// The flows of `intertie.toml`.
#[derive(Debug, Clone, Copy)]
pub struct Flows<'f>(pub &'f [Flow]);

/// A flow that is hit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FlowHit {
    /// Lines of its files, as `src/order.rs:41`.
    pub lines: Vec<String>,
    /// Mappings that it uses and that are hit.
    pub mappings: Vec<String>,
}

impl Flows<'_> {
    /// The flows that use a mapping.
    pub(super) fn with_mapping(&self, mapping: &str) -> Vec<String> {
        let uses = |flow: &&Flow| flow.mappings.iter().any(|name| name == mapping);
        self.0.iter().filter(uses).map(|flow| flow.name.clone()).collect()
    }

    /// Says of each hit which flows it is of.
    pub(super) fn put_on(&self, impact: &mut Impact, scratch: &Scratch) {
        for hit in impact.broken.iter_mut().chain(&mut impact.different) {
            let holds = |flow: &&Flow| flow.files.iter().any(|path| scratch.is_within(&hit.file, path));
            hit.flows = self.0.iter().filter(holds).map(|flow| flow.name.clone()).collect();
        }
    }
}

impl Impact {
    /// The flows that are hit, with what of theirs.
    pub fn flows(&self) -> BTreeMap<&str, FlowHit> {
        let mut all: BTreeMap<&str, FlowHit> = BTreeMap::new();
        let lines = self.broken.iter().chain(&self.different);
        for (flow, hit) in lines.flat_map(|hit: &Hit| hit.flows.iter().map(move |flow| (flow, hit))) {
            let line = format!("{}:{}", hit.file, hit.line);
            let known = all.entry(flow).or_default();
            if !known.lines.contains(&line) {
                known.lines.push(line);
            }
        }
        for (flow, hit) in self.mappings.iter().flat_map(|hit| hit.flows.iter().map(move |flow| (flow, hit))) {
            let known = all.entry(flow).or_default();
            if !known.mappings.contains(&hit.mapping) {
                known.mappings.push(hit.mapping.clone());
            }
        }
        all
    }
}
