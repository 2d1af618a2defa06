//! [`Impact`] -> text and JSON.

use super::{Hit, Impact};
use crate::diff::{Change, Changes, Finding, Item};
use std::fmt::Write as _;

/// Longer words of the vendor are cut.
const MAX_CHARS: usize = 60;

/// For people: a line for each hit, grouped by what it means.
pub fn text(impact: &Impact, changes: &Changes, to: &str) -> String {
    let mut text = String::new();
    let groups = [
        ("named in intertie.toml, and there no more", &impact.named),
        ("does not compile any more", &impact.broken),
        ("compiles, and may behave differently", &impact.different),
    ];
    for (title, hits) in groups.into_iter().filter(|(_, hits)| !hits.is_empty()) {
        // Writing to a `String` never fails.
        let _ = writeln!(text, "{title}:");
        for hit in hits {
            let _ = writeln!(text, "  {}", line(hit, changes, to));
        }
    }
    if !impact.unexplained.is_empty() {
        text.push_str("does not compile any more, and no change explains it:\n");
        for said in &impact.unexplained {
            let _ = writeln!(text, "  {}:{} {}", said.file, said.line, first_line(&said.message));
        }
    }
    match &impact.unasked {
        Some(why) => {
            let _ = writeln!(text, "the compiler was not asked: {}", plain(why, usize::MAX));
        }
        None if impact.is_none() => text.push_str("nothing of yours uses what changed\n"),
        None => {}
    }
    text
}

/// `src/orders.rs:41 uses Charge.source: removed in 2026-05 (breaking)`.
fn line(hit: &Hit, changes: &Changes, to: &str) -> String {
    let Hit { file, line, item, .. } = hit;
    let item = plain(item, MAX_CHARS);
    let Some(finding) = hit.finding.and_then(|at| changes.findings.get(at)) else {
        return format!("{file}:{line} names {item}: not in {}", plain(to, MAX_CHARS));
    };
    let verb = if file == crate::config::FILE_NAME { "names" } else { "uses" };
    format!(
        "{file}:{line} {verb} {item}: {} in {} ({})",
        happened(finding),
        plain(to, MAX_CHARS),
        finding.level.as_str()
    )
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

/// For programs: one object.
pub fn json(impact: &Impact, changes: &Changes, to: &str) -> serde_json::Value {
    let hits = |hits: &[Hit]| -> Vec<serde_json::Value> {
        let object = |hit: &Hit| {
            let finding = hit.finding.and_then(|at| changes.findings.get(at));
            serde_json::json!({
                "file": hit.file, "line": hit.line, "last_line": hit.last, "column": hit.column, "item": hit.item, "error": hit.error,
                "kind": finding.map(|finding| finding.kind.to_string()),
                "level": finding.map(|finding| finding.level.as_str()),
                "reason": finding.map(|finding| finding.reason.as_str()),
                "text": line(hit, changes, to),
            })
        };
        hits.iter().map(object).collect()
    };
    let unexplained = impact.unexplained.iter().map(|said| {
        serde_json::json!({"file": said.file, "line": said.line, "column": said.column, "code": said.code, "error": said.message})
    });
    serde_json::json!({
        "named": hits(&impact.named), "broken": hits(&impact.broken), "different": hits(&impact.different),
        "unexplained": unexplained.collect::<Vec<_>>(), "unasked": impact.unasked,
    })
}

fn first_line(text: &str) -> String {
    plain(text.lines().next().unwrap_or_default(), 200)
}

/// What a stranger wrote, on one line.
fn plain(text: &str, most: usize) -> String {
    crate::diag::print::escaped(text).chars().take(most).collect()
}
