//! [`Changes`] -> reports, for people and for programs. What a stranger's document brings into a text is escaped for the
//! form that it is in.

mod coverage;
mod github;
mod html;
mod json;
mod junit;
mod markdown;
mod text;

use super::accept::{Accepted, Day, Entry, Stale};
use super::{Changes, Finding, Level};
use crate::diag::Place;
use crate::diag::print::{Places, escaped as visible};

pub use coverage::{Coverage, CoverageError};
pub use github::github;
pub use html::html;
pub use json::json;
pub use junit::junit;
pub use markdown::{code, markdown};
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
    /// What accepts each finding; empty: nothing is accepted.
    pub acceptances: Vec<Option<&'c Entry>>,
    /// Acceptances that accept nothing.
    pub stale: Vec<Stale>,
    /// What tests exercised; `None`: nobody said.
    pub coverage: Option<Coverage>,
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
        let places = changes.findings.iter().map(&mut find).collect();
        Self { vendor, changes, places, acceptances: Vec::new(), stale: Vec::new(), coverage: None }
    }

    /// Takes what a team accepts.
    pub fn accept(&mut self, accepted: &'c Accepted, today: Day) {
        let vendor = self.vendor.as_deref();
        (self.acceptances, self.stale) = accepted.over(vendor, &self.changes.findings, today);
    }

    /// The gravest level of what is not accepted.
    pub fn worst(&self) -> Option<Level> {
        let open = self.changes.findings.iter().enumerate().filter(|(at, _)| self.accepted(*at).is_none());
        open.map(|(_, finding)| finding.level).max()
    }

    /// How many findings of a level are not accepted.
    pub fn open(&self, level: Level) -> usize {
        let all = self.changes.findings.iter().enumerate();
        all.filter(|(at, finding)| finding.level == level && self.accepted(*at).is_none()).count()
    }

    /// What accepts a finding, by its place in the list.
    pub fn accepted(&self, at: usize) -> Option<&'c Entry> {
        self.acceptances.get(at).copied().flatten()
    }

    /// What the vendor is called.
    fn name(&self) -> &str {
        self.vendor.as_deref().unwrap_or(&self.changes.new.title)
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

/// What a finding is listed under: its operation, or what several share.
fn group(finding: &Finding) -> String {
    match &finding.operations[..] {
        [one] => one.key(),
        [] => "The API".to_owned(),
        _ if finding.subject.contains(' ') => "Several operations".to_owned(),
        _ => finding.subject.split(['.', '[', '<']).next().unwrap_or_default().to_owned(),
    }
}

/// What it is in Rust, before and after where that differs.
fn rust(finding: &Finding) -> Option<String> {
    let items = [&finding.old_item, &finding.new_item].into_iter().flatten().map(ToString::to_string);
    match &items.collect::<Vec<_>>()[..] {
        [] => None,
        [one, other] if one != other => Some(format!("{one} -> {other}")),
        [one, ..] => Some(one.clone()),
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
