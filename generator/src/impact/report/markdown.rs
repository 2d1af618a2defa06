//! For a pull request, below the report of the changes. All that others wrote stands in code spans.

use super::super::Verdict;
use super::{Told, answer, first_line, outcome};
use crate::diff::report::code;
use std::fmt::Write as _;

/// What is hit, and whether the client of before can stay.
pub fn markdown(told: Told<'_>) -> String {
    let mut out = String::new();
    for (title, hits) in told.groups() {
        section(&mut out, title, hits.iter().map(|hit| told.line(hit)));
    }
    section(&mut out, "does not compile any more, and no change explains it", told.unexplained_lines());
    section(&mut out, "mappings that are hit", told.impact.mappings.iter().map(|hit| told.mapping_line(hit)));
    section(&mut out, "flows that are hit", told.flow_lines().into_iter());
    match &told.impact.unasked {
        Some(why) => {
            let _ = writeln!(out, "\nThe compiler was not asked: {}", code(why));
        }
        None if told.impact.is_none() => out.push_str("\nNothing of yours uses what changed.\n"),
        None => {}
    }
    if let Some(verdict) = told.verdict {
        judged(&mut out, verdict);
    }
    out
}

fn section(out: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    for (at, line) in lines.enumerate() {
        if at == 0 {
            // Writing to a `String` never fails.
            let _ = writeln!(out, "\n### {title}\n");
        }
        let _ = writeln!(out, "- {}", code(&line));
    }
}

fn judged(out: &mut String, verdict: &Verdict) {
    let _ = writeln!(out, "\n### may I upgrade?\n\n{}", answer(verdict));
    if let Some(why) = &verdict.old_unasked {
        let _ = writeln!(out, "\n{}", code(&first_line(why)));
    }
    for (at, judged) in verdict.fails().enumerate() {
        if at == 0 {
            out.push_str("\n| operation | client of before | client of after |\n|---|---|---|\n");
        }
        let cell = |tests: &Option<super::Tests>| {
            // A bar ends a cell, even in a code span.
            tests.as_ref().map_or_else(|| "-".to_owned(), |tests| code(&outcome(tests).replace('|', "/")))
        };
        let operation = code(&judged.operation.replace('|', "/"));
        let _ = writeln!(out, "| {operation} | {} | {} |", cell(&judged.old), cell(&judged.new));
    }
}
