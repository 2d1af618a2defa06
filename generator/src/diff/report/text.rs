//! For people at a terminal: by operation, the gravest first.

use super::super::{Finding, Level};
use super::{Report, Spot, group, operations, said};
use crate::diag::Place;
use crate::diag::print::escaped;
use indexmap::IndexMap;
use std::fmt::Write as _;

/// Whether the terminal shows colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// It does.
    Ansi,
    /// Plain text.
    None,
}

/// How many operations of one finding are named.
const NAMED: usize = 3;

/// The report, without findings below `least`.
pub fn text(report: &Report<'_>, least: Level, colour: Colour) -> String {
    let ink = Ink(colour);
    let mut out = heading(report, ink);
    let mut groups: IndexMap<String, Vec<(usize, &Finding, &Spot)>> = IndexMap::new();
    for (at, (finding, spot)) in report.findings().enumerate().filter(|(_, (finding, _))| finding.level >= least) {
        groups.entry(group(finding)).or_default().push((at, finding, spot));
    }
    for (name, findings) in &groups {
        let _ = writeln!(out, "\n{}{}{}", ink.bold(), escaped(name), ink.plain());
        for &(at, finding, spot) in findings {
            entry(&mut out, finding, spot, ink);
            if let Some(by) = report.accepted(at) {
                let _ = writeln!(out, "    accepted: {}", escaped(&by.reason));
            }
        }
    }
    let hidden = report.changes.findings.iter().filter(|finding| finding.level < least).count();
    if hidden > 0 {
        let _ = writeln!(out, "\n{hidden} below {} not shown; -v shows all", least.as_str());
    }
    for stale in &report.stale {
        let _ = writeln!(out, "\nstale acceptance: {}", escaped(&stale.to_string()));
    }
    out
}

fn heading(report: &Report<'_>, ink: Ink) -> String {
    let (old, new) = (&report.changes.old, &report.changes.new);
    let name = report.name();
    let counts = Level::ALL.iter().map(|level| format!("{} {}", report.changes.count(*level), level.as_str()));
    let counts = counts.collect::<Vec<_>>().join(", ");
    let versions = format!("{name} {} -> {}", old.version, new.version);
    format!("{}{}{}: {counts}\n", ink.bold(), escaped(&versions), ink.plain())
}

fn entry(out: &mut String, finding: &Finding, spot: &Spot, ink: Ink) {
    let hue = ink.of(finding.level);
    let said = said(finding).map(|said| format!(": {said}")).unwrap_or_default();
    let subject = escaped(&format!("{}{said}", finding.subject));
    let level = finding.level.as_str();
    let _ = writeln!(out, "  {hue}{level}[{}]{} {subject}", finding.kind, ink.plain());
    let _ = writeln!(out, "    {}", escaped(&finding.reason));
    for (mark, place) in [("-", &spot.old), ("+", &spot.new)] {
        if let Some(Place { file, line, column }) = place {
            let _ = writeln!(out, "    {mark} {}:{line}:{column}", escaped(file));
        }
    }
    if let Some(rust) = super::rust(finding) {
        let _ = writeln!(out, "    Rust: {}", escaped(&rust));
    }
    if let Some(reached) = operations(finding, NAMED).filter(|_| finding.operations.len() > 1) {
        let _ = writeln!(out, "    reaches {}", escaped(&reached));
    }
}

#[derive(Clone, Copy)]
struct Ink(Colour);

impl Ink {
    fn of(self, level: Level) -> &'static str {
        match (self.0, level) {
            (Colour::None, _) => "",
            (Colour::Ansi, Level::Breaking) => "\x1b[1;31m",
            (Colour::Ansi, Level::Dangerous) => "\x1b[1;33m",
            (Colour::Ansi, Level::Additive) => "\x1b[1;32m",
            (Colour::Ansi, Level::Docs) => "\x1b[1;36m",
        }
    }

    fn bold(self) -> &'static str {
        if self.0 == Colour::Ansi { "\x1b[1m" } else { "" }
    }

    fn plain(self) -> &'static str {
        if self.0 == Colour::Ansi { "\x1b[0m" } else { "" }
    }
}
