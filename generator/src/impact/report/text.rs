//! For people: a line for each hit, grouped by what it means.

use super::super::Verdict;
use super::{Told, answer, first_line, outcome, plain};
use std::fmt::Write as _;

/// What is hit, and whether the client of before can stay.
pub fn text(told: Told<'_>) -> String {
    let mut text = String::new();
    for (title, hits) in told.groups() {
        group(&mut text, title, hits.iter().map(|hit| told.line(hit)));
    }
    group(&mut text, "does not compile any more, and no change explains it", told.unexplained_lines());
    group(&mut text, "mappings", told.impact.mappings.iter().map(|hit| told.mapping_line(hit)));
    group(&mut text, "flows", told.flow_lines().into_iter());
    match &told.impact.unasked {
        Some(why) => {
            let _ = writeln!(text, "the compiler was not asked: {}", plain(why, usize::MAX));
        }
        None if told.impact.is_none() => text.push_str("nothing of yours uses what changed\n"),
        None => {}
    }
    if let Some(verdict) = told.verdict {
        judged(&mut text, verdict);
    }
    text
}

fn group(text: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    for (at, line) in lines.enumerate() {
        if at == 0 {
            text.push_str(title);
            text.push_str(":\n");
        }
        // Writing to a `String` never fails.
        let _ = writeln!(text, "  {line}");
    }
}

fn judged(text: &mut String, verdict: &Verdict) {
    let _ = writeln!(text, "may I upgrade? {}", answer(verdict));
    if let Some(why) = &verdict.old_unasked {
        let _ = writeln!(text, "  {}", first_line(why));
    }
    for judged in verdict.fails() {
        let _ = writeln!(text, "  {}", plain(&judged.operation, 120));
        for (who, tests) in [("before", &judged.old), ("after", &judged.new)] {
            if let Some(tests) = tests {
                let _ = writeln!(text, "    the client of {who}, {}: {}", tests.call, outcome(tests));
            }
        }
    }
}
