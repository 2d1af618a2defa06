//! [`Changes`] -> reports, for people and for programs. What a stranger's document brings into a text is escaped for the
//! form that it is in.

mod json;
mod text;

use super::{Changes, Finding};
use crate::diag::Place;
use crate::diag::print::Places;

pub use json::json;
pub use text::{Colour, text};

/// Changes with the places that their findings stand at.
#[derive(Debug)]
pub struct Report<'c> {
    /// What the vendor is called, where that is known.
    pub vendor: Option<String>,
    /// What is reported.
    pub changes: &'c Changes,
    /// Where each finding stands.
    pub places: Vec<Spot>,
}

/// Where a finding stands in the old and in the new files.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the words say it")]
pub struct Spot {
    pub old: Option<Place>,
    pub new: Option<Place>,
}

impl<'c> Report<'c> {
    /// Looks the places up.
    pub fn new(vendor: Option<String>, changes: &'c Changes, old: &mut dyn Places, new: &mut dyn Places) -> Self {
        let mut find = |finding: &Finding| {
            let old = finding.old.as_ref().and_then(|pointer| old.place(pointer));
            Spot { old, new: finding.new.as_ref().and_then(|pointer| new.place(pointer)) }
        };
        Self { vendor, changes, places: changes.findings.iter().map(&mut find).collect() }
    }

    /// The findings with their places.
    fn findings(&self) -> impl Iterator<Item = (&'c Finding, &Spot)> {
        self.changes.findings.iter().zip(&self.places)
    }
}

/// Cut to what a line has room for.
fn short(text: &str, most: usize) -> String {
    let mut cut: String = text.chars().take(most).collect();
    if cut.len() < text.len() {
        cut.push_str("...");
    }
    cut
}

/// What was said and what is, in one clause; nothing for a mark.
fn said(finding: &Finding) -> Option<String> {
    const MOST: usize = 80;
    let shown = |text: &Option<String>| text.as_deref().map(|text| short(text, MOST));
    match (shown(&finding.before), shown(&finding.after)) {
        (None, None) => None,
        (Some(mark), None) | (None, Some(mark)) if mark == "true" => None,
        (Some(before), Some(after)) => Some(format!("{before} -> {after}")),
        (Some(one), None) | (None, Some(one)) => Some(one),
    }
}

/// The operations, as far as a line has room.
fn operations(finding: &Finding, most: usize) -> Option<String> {
    let keys: Vec<String> = finding.operations.iter().take(most).map(super::Reached::key).collect();
    let more = finding.operations.len().saturating_sub(most);
    match (keys.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(keys.join(", ")),
        (false, more) => Some(format!("{} and {more} more", keys.join(", "))),
    }
}
