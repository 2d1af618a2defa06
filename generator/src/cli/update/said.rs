//! What is told of a move, in each form.

use super::super::args::Format;
use super::super::talk::Talk;
use intertie_generator::diff::Level;
use intertie_generator::diff::report::{self, Colour, Report};
use intertie_generator::impact::{self, Impact, Told, Verdict};
use intertie_generator::update::Plan;
use std::collections::BTreeSet;

/// What is told of a move.
pub(super) struct Said<'s> {
    pub(super) name: &'s str,
    pub(super) plan: &'s Plan,
    pub(super) impact: &'s Impact,
    pub(super) verdict: Option<&'s Verdict>,
    pub(super) report: &'s Report<'s>,
}

impl Said<'_> {
    fn told(&self) -> Told<'_> {
        let Self { plan, impact, verdict, report, .. } = self;
        Told { impact, verdict: *verdict, report, to: &plan.entry.version }
    }

    /// The changes and what they hit, before anything is done.
    pub(super) fn show(&self, talk: &Talk) {
        let (report, told) = (self.report, self.told());
        let verbose = |usual| if talk.is_verbose() { Level::Docs } else { usual };
        match talk.format() {
            Format::Text if !talk.is_quiet() => {
                let colour = if talk.coloured() { Colour::Ansi } else { Colour::None };
                Talk::report(&report::text(report, verbose(Level::Dangerous), colour));
                Talk::report(&format!("\n{}", impact::text(told)));
            }
            Format::Markdown => Talk::report(&(report::markdown(report) + &impact::markdown(told))),
            Format::Github => {
                Talk::report(&(report::github(report, verbose(Level::Dangerous)) + &impact::github(told)));
            }
            Format::Text | Format::Json | Format::Html | Format::Junit => {}
        }
    }

    /// What came of it.
    pub(super) fn end(&self, talk: &Talk, applied: bool) {
        let Self { name, plan, impact, .. } = self;
        let (from, to) = (&plan.from, &plan.entry.version);
        match talk.format() {
            Format::Json => Talk::result(&self.json(applied).to_string()),
            // Nothing but the report: it becomes the text of a pull request, or annotations.
            Format::Markdown | Format::Github => {}
            Format::Text | Format::Html | Format::Junit => {
                let done = if applied { "moved" } else { "would move" };
                let files = plan.files.len();
                let more = more(impact, self.report);
                let lines = lines(impact);
                Talk::result(&format!("{name}: {done} from {from} to {to}, {files} files; {lines} lines hit{more}"));
            }
        }
    }

    fn json(&self, applied: bool) -> serde_json::Value {
        let Self { name, plan, report, .. } = self;
        let counts = |of: &dyn Fn(Level) -> usize| -> serde_json::Map<String, serde_json::Value> {
            Level::ALL.into_iter().map(|level| (level.as_str().to_owned(), of(level).into())).collect()
        };
        // Its own text is the form that is published: docs/diff.schema.json.
        let full: serde_json::Value = serde_json::from_str(&report::json(report)).unwrap_or_default();
        serde_json::json!({
            "reason": "update", "vendor": name, "from": plan.from, "to": plan.entry.version, "applied": applied,
            "changes": counts(&|level| plan.changes.count(level)), "open": counts(&|level| report.open(level)),
            "files": plan.files.len(), "impact": impact::json(self.told()), "report": full,
        })
    }

    /// `2 breaking, 1 dangerous`: what nobody accepted.
    pub(super) fn open(&self) -> String {
        let grave = [Level::Breaking, Level::Dangerous].map(|level| (self.report.open(level), level.as_str()));
        let counts: Vec<_> =
            grave.iter().filter(|(count, _)| *count > 0).map(|(n, level)| format!("{n} {level}")).collect();
        if counts.is_empty() { "nothing breaking or dangerous".to_owned() } else { counts.join(", ") }
    }
}

/// The locked document is the newest.
pub(super) fn newest(name: &str, version: &str, talk: &Talk) {
    let line = format!("{name}: {version} is the newest");
    match talk.format() {
        Format::Json => {
            let object = serde_json::json!({"reason": "update", "vendor": name, "from": version, "to": version, "applied": false});
            Talk::result(&object.to_string());
        }
        // There is nothing to report.
        Format::Markdown | Format::Github => talk.note(&line),
        Format::Text | Format::Html | Format::Junit => Talk::result(&line),
    }
}

/// How many lines of the user's are hit.
fn lines(impact: &Impact) -> usize {
    let hits = impact.named.iter().chain(&impact.broken).chain(&impact.different);
    hits.map(|hit| (&hit.file, hit.line)).collect::<BTreeSet<_>>().len()
}

/// What else is hit, and what of all is accepted.
fn more(impact: &Impact, report: &Report<'_>) -> String {
    let mappings: BTreeSet<_> = impact.mappings.iter().map(|hit| &hit.mapping).collect();
    let accepted = report.acceptances.iter().flatten().count();
    let counts = [(mappings.len(), " mappings"), (impact.flows().len(), " flows"), (accepted, " changes accepted")];
    let there = counts.iter().filter(|(count, _)| *count > 0);
    there.map(|(count, what)| format!(", {count}{what}")).collect::<Vec<_>>().concat()
}
