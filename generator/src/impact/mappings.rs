//! What a vendor changed, joined with what mappings read and write.

use super::join::item;
use super::marks::matters;
use super::{Flows, Impact};
use crate::diff::{Change, Changes, Finding, Item};
use crate::status::{Touch, Touches};
use std::collections::BTreeMap;

/// A member that a mapping reads or writes, and that a change hits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MappingHit {
    /// The mapping.
    pub mapping: String,
    /// Which way.
    pub how: Touches,
    /// What is hit: `Charge.source`.
    pub item: String,
    /// Index into [`Changes::findings`].
    pub finding: usize,
    /// Where the mapping says so: the people's file, or `intertie.toml`.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// The flows that use the mapping.
    pub flows: Vec<String>,
}

impl Impact {
    /// Joins the changes of a vendor with what mappings touch of it.
    pub fn join_mappings(&mut self, changes: &Changes, touches: &[Touch], flows: &Flows<'_>) {
        let mut hits = BTreeMap::new();
        for (at, finding) in changes.findings.iter().enumerate().filter(|(_, finding)| matters(finding)) {
            for touch in touches.iter().filter(|touch| is_hit(finding, touch)) {
                let hit = MappingHit {
                    mapping: touch.mapping.clone(),
                    how: touch.how,
                    item: item(finding),
                    finding: at,
                    file: touch.file.clone(),
                    line: touch.line,
                    flows: flows.with_mapping(&touch.mapping),
                };
                // One line for each change and way; that of the people's file, where they wrote it.
                let known = hits.entry((touch.mapping.clone(), at, touch.how)).or_insert_with(|| hit.clone());
                if known.file.ends_with(crate::config::FILE_NAME) {
                    *known = hit;
                }
            }
        }
        self.mappings = hits.into_values().collect();
    }
}

/// Whether a change is about what the mapping touches.
fn is_hit(finding: &Finding, touch: &Touch) -> bool {
    let is_whole = touch.field.is_none();
    let holds = |name: &str| touch.holds.as_deref() == Some(name);
    match (&finding.old_item, &finding.new_item) {
        (Some(Item::Field { owner, field }), _) => touch.owner == *owner && touch.field.as_deref() == Some(field),
        // A value that is gone matters to who makes it and to who reads it; one more, to who reads it.
        (Some(Item::Variant { owner, .. }), _) => holds(owner),
        (None, Some(Item::Variant { owner, .. })) => holds(owner) && touch.how == Touches::Reads,
        (Some(Item::Type(name)), _) => holds(name) || is_whole && touch.owner == *name,
        (Some(Item::Call { request, .. }), _) => is_whole && touch.owner == *request,
        (None, Some(Item::Field { owner, .. })) => {
            is_whole && touch.owner == *owner && touch.how == Touches::Writes && finding.kind.change() == Change::Added
        }
        (None, Some(Item::Type(_) | Item::Call { .. }) | None) => false,
    }
}
