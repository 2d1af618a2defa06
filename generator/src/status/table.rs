//! The state of mappings as text.

use super::{State, Status};
use std::fmt::Write as _;

/// One line a mapping: how many fields are decided, and how.
pub fn summary(all: &[Status]) -> String {
    let head = ["mapping", "fields", "default", "by hand", "left out", "open", "undecided", "unread sources"];
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(all.iter().map(row));
    let total = |at: usize| rows[1..].iter().filter_map(|row| row[at].parse::<usize>().ok()).sum::<usize>().to_string();
    if all.len() > 1 {
        rows.push(["all".to_owned(), total(1), total(2), total(3), total(4), total(5), total(6), total(7)]);
    }
    columns(&rows)
}

fn row(status: &Status) -> [String; 8] {
    let count = |is: fn(&State) -> bool| status.count(is).to_string();
    [
        status.name.clone(),
        status.fields.len().to_string(),
        count(|state| *state == State::Default),
        count(|state| *state == State::Hand),
        count(|state| matches!(state, State::LeftOut(_))),
        count(|state| *state == State::Open),
        count(|state| *state == State::Undecided),
        status.sources.iter().filter(|(_, is_read)| !is_read).count().to_string(),
    ]
}

/// The first column to the left, the others to the right.
fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N).map(width).collect();
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(&widths).enumerate().map(|(at, (cell, width))| match at {
            0 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Every field of a mapping, and the sources that nobody reads.
pub fn details(status: &Status) -> String {
    let mut text = format!("{}: {} -> {}\n", status.name, status.from.join(" + "), status.to);
    let width = status.fields.iter().map(|field| field.path.chars().count()).max().unwrap_or(0);
    for field in &status.fields {
        let what = match &field.state {
            State::LeftOut(reason) => format!("left out: {reason}"),
            state if field.reads.is_empty() => state.word().to_owned(),
            state => format!("{} from {}", state.word(), field.reads.join(", ")),
        };
        let mark = match field.state {
            State::Open => '!',
            State::Undecided => '?',
            State::Default | State::Hand | State::LeftOut(_) => ' ',
        };
        text.push_str(format!("{mark} {:<width$}  {what}", field.path).trim_end());
        text.push('\n');
        if matches!(field.state, State::Open | State::Undecided) {
            for candidate in &field.candidates {
                let reasons = candidate.reasons.join(", ");
                let _ = writeln!(text, "      {:>3} {} ({reasons})", candidate.score, candidate.path);
            }
        }
    }
    let unread: Vec<_> = status.sources.iter().filter(|(_, is_read)| !is_read).map(|(path, _)| path.as_str()).collect();
    if !unread.is_empty() {
        text.extend(["never read: ", &unread.join(", "), "\n"]);
    }
    text
}
