//! For a pull request: the gravest open, the rest folded. A vendor's words stand in code spans only, where Markdown and
//! HTML mean nothing.

use super::super::{Finding, Level};
use super::{Report, operations, said, visible};
use std::fmt::Write as _;

/// GitHub takes 65,536 characters; a list longer than this is not read anyway.
const MOST: usize = 100;
/// How many operations of one finding are named.
const NAMED: usize = 3;

/// The whole report.
pub fn markdown(report: &Report<'_>) -> String {
    let (old, new) = (&report.changes.old, &report.changes.new);
    let mut out = format!("## {} {} to {}\n\n", code(report.name()), code(&old.version), code(&new.version));
    let counts = Level::ALL.iter().map(|level| format!("{} {}", report.changes.count(*level), level.as_str()));
    let _ = writeln!(out, "{}", counts.collect::<Vec<_>>().join(", "));
    for level in Level::ALL {
        section(&mut out, report, level);
    }
    if !report.stale.is_empty() {
        out.push_str("\n### Acceptances that accept nothing\n\n");
        for stale in &report.stale {
            let _ = writeln!(out, "- {}", code(&stale.to_string()));
        }
    }
    out
}

fn section(out: &mut String, report: &Report<'_>, level: Level) {
    let found: Vec<(usize, &Finding)> =
        report.changes.findings.iter().enumerate().filter(|(_, finding)| finding.level == level).collect();
    if found.is_empty() {
        return;
    }
    let title = format!("{} ({})", level.as_str(), found.len());
    let is_open = matches!(level, Level::Breaking | Level::Dangerous);
    let _ = if is_open {
        writeln!(out, "\n### {title}\n")
    } else {
        writeln!(out, "\n<details><summary>{title}</summary>\n")
    };
    for (at, finding) in found.iter().take(MOST) {
        item(out, report, *at, finding);
    }
    if found.len() > MOST {
        let _ = writeln!(out, "- and {} more", found.len() - MOST);
    }
    if !is_open {
        out.push_str("\n</details>\n");
    }
}

fn item(out: &mut String, report: &Report<'_>, at: usize, finding: &Finding) {
    let said = said(finding).map(|said| format!(": {}", code(&said))).unwrap_or_default();
    let rust = super::rust(finding).map(|rust| format!("; Rust {}", code(&rust))).unwrap_or_default();
    let accepted = report.accepted(at).map(|entry| format!("; accepted: {}", code(&entry.reason))).unwrap_or_default();
    let (kind, subject) = (finding.kind, code(&finding.subject));
    let _ = writeln!(out, "- **{kind}** {subject}{said}  \n  {}{rust}{accepted}", code_free(&finding.reason));
    if let Some(reached) = operations(finding, NAMED).filter(|_| finding.operations.len() > 1) {
        let _ = writeln!(out, "  reaches {}", code(&reached));
    }
}

/// A reason is ours, but for the Rust types in it.
fn code_free(reason: &str) -> String {
    if reason.contains(['<', '{', '(', '*', '_', '`']) { code(reason) } else { visible(reason) }
}

/// A code span whose fence no text can end.
pub fn code(text: &str) -> String {
    let text = visible(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{gap}{text}{gap}{fence}")
}
