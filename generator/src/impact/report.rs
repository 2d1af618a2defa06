//! [`Impact`] and [`Verdict`] -> text, JSON, Markdown, annotations. What a team accepts is told as accepted.

mod github;
mod json;
mod markdown;
mod text;

pub use github::github;
pub use json::json;
pub use markdown::markdown;
pub use text::text;

use super::{Hit, Impact, MappingHit, Tests, Verdict};
use crate::diff::report::Report;
use crate::diff::{Change, Finding, Item};

/// Longer words of the vendor are cut.
const MAX_CHARS: usize = 60;

/// What is told of a move.
#[derive(Debug, Clone, Copy)]
pub struct Told<'t> {
    /// What is hit.
    pub impact: &'t Impact,
    /// What both clients made of the new document; `None`: they were not asked.
    pub verdict: Option<&'t Verdict>,
    /// What the vendor changed, with what is accepted of it.
    pub report: &'t Report<'t>,
    /// The new version.
    pub to: &'t str,
}

impl<'t> Told<'t> {
    /// The lines that are hit, each group with what it means.
    fn groups(self) -> [(&'static str, &'t [Hit]); 3] {
        [
            ("named in intertie.toml, and there no more", &self.impact.named),
            ("does not compile any more", &self.impact.broken),
            ("compiles, and may behave differently", &self.impact.different),
        ]
    }

    fn finding(self, at: usize) -> Option<&'t Finding> {
        self.report.changes.findings.get(at)
    }

    /// Whether a team accepts a finding.
    fn is_accepted(self, at: usize) -> bool {
        self.report.accepted(at).is_some()
    }

    /// `src/orders.rs:41 uses Charge.source: removed in 2026-05 (breaking)`.
    fn line(self, hit: &Hit) -> String {
        let Hit { file, line, item, .. } = hit;
        let Some(at) = hit.finding.filter(|at| self.finding(*at).is_some()) else {
            return format!("{file}:{line} names {}: not in {}", plain(item, MAX_CHARS), plain(self.to, MAX_CHARS));
        };
        let verb = if file == crate::config::FILE_NAME { "names" } else { "uses" };
        format!("{file}:{line} {verb} {}", self.clause(item, at))
    }

    /// `src/mappings/pay.rs:12 pay reads Charge.source: removed in 2026-05 (breaking)`.
    fn mapping_line(self, hit: &MappingHit) -> String {
        let MappingHit { mapping, how, item, file, line, finding, .. } = hit;
        format!("{file}:{line} {mapping} {} {}", how.word(), self.clause(item, *finding))
    }

    /// `Charge.source: removed in 2026-05 (breaking)`.
    fn clause(self, item: &str, at: usize) -> String {
        let Some(finding) = self.finding(at) else { return String::new() };
        let accepted = if self.is_accepted(at) { ", accepted" } else { "" };
        let (item, to) = (plain(item, MAX_CHARS), plain(self.to, MAX_CHARS));
        format!("{item}: {} in {to} ({}{accepted})", happened(finding), finding.level.as_str())
    }

    /// What the compiler says that no change explains, a line each.
    fn unexplained_lines(self) -> impl Iterator<Item = String> {
        self.impact.unexplained.iter().map(|said| format!("{}:{} {}", said.file, said.line, first_line(&said.message)))
    }

    /// The flows that are hit, a line each.
    fn flow_lines(self) -> Vec<String> {
        let line = |(flow, hit): (&str, super::FlowHit)| {
            let mappings = hit.mappings.iter().map(|name| format!("mapping {name}"));
            let what: Vec<String> = hit.lines.iter().cloned().chain(mappings).collect();
            format!("{}: {}", plain(flow, MAX_CHARS), what.join(", "))
        };
        self.impact.flows().into_iter().map(line).collect()
    }
}

/// What happened to an item, in a clause.
fn happened(finding: &Finding) -> String {
    let subject = finding.kind.subject().as_str().replace('-', " ");
    let said = |text: &Option<String>| text.as_deref().map(|text| plain(text, MAX_CHARS));
    let (before, after) = (said(&finding.before), said(&finding.after));
    match (&finding.old_item, &finding.new_item, finding.kind.change()) {
        (Some(_), None, Change::Removed) => "removed".to_owned(),
        (Some(old), Some(new), _) if old != new => format!("is {} now", plain(&new.to_string(), MAX_CHARS)),
        (None, Some(Item::Field { field: new, .. } | Item::Variant { variant: new, .. }), Change::Added) => {
            format!("{subject} {} added", plain(new, MAX_CHARS))
        }
        (_, _, change) => {
            let values = match (before, after) {
                (Some(before), Some(after)) => format!(" from {before} to {after}"),
                (Some(one), None) | (None, Some(one)) if one != "true" => format!(" ({one})"),
                _ => String::new(),
            };
            format!("{subject} {}{values}", change.as_str().replace('-', " "))
        }
    }
}

/// `fails 2 of 14 (sends_least: the request ...)`, `passes`.
fn outcome(tests: &Tests) -> String {
    let all = tests.passed + tests.failed.len();
    tests.failed.first().map_or_else(
        || "passes".to_owned(),
        |(name, why)| format!("fails {} of {all} ({name}: {})", tests.failed.len(), first_line(why)),
    )
}

/// The answer in a sentence.
fn answer(verdict: &Verdict) -> String {
    let all = verdict.all().filter(|judged| judged.old.is_some()).count();
    let what = if verdict.webhooks.is_empty() { "operations" } else { "operations and webhooks" };
    let fails = verdict.old_fails().count();
    match (all, fails) {
        (0, _) => "the client of before was not asked".to_owned(),
        (all, 0) => format!("yes: the client of before passes at all {all} {what} of the new document"),
        (all, fails) => {
            format!("not as it is: the client of before fails at {fails} of {all} {what} of the new document")
        }
    }
}

fn first_line(text: &str) -> String {
    plain(text.lines().next().unwrap_or_default(), 200)
}

/// What a stranger wrote, on one line.
fn plain(text: &str, most: usize) -> String {
    crate::diag::print::escaped(text).chars().take(most).collect()
}
