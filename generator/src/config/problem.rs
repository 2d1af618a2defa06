//! What is wrong with `intertie.toml`, and where.

use crate::diag::print::{self, Format, Places};
use crate::diag::{Code, Diagnostic, Place};
use crate::pointer::Pointer;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file has mistakes.
    #[error("{}", in_lines(.0))]
    Wrong(Vec<Diagnostic>),
}

fn in_lines(problems: &[Diagnostic]) -> String {
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = print::print(problems, &mut Known, Format::Text { colour: false }, &mut out);
    String::from_utf8_lossy(&out).trim_end().to_owned()
}

/// Every mistake has its place already.
struct Known;

impl Places for Known {
    fn place(&mut self, _: &Pointer) -> Option<Place> {
        None
    }
}

/// The text that is read, to find lines in.
pub(super) struct Text<'a> {
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
}

impl Text<'_> {
    /// A mistake at a place of the text.
    pub(super) fn at(&self, span: Range<usize>, message: impl Into<String>) -> Diagnostic {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        let place = Place { file: self.path.display().to_string(), line, column };
        Diagnostic::new(Code::BadConfig, &Pointer::root(), message).at(place)
    }

    /// A mistake that the TOML reader found.
    pub(super) fn serde(&self, error: &toml::de::Error) -> Diagnostic {
        let message = error.message();
        let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
        let problem = self.at(error.span().unwrap_or(0..0), what.trim_end().replace('\n', "; "));
        let known: Vec<_> = expected.split('`').skip(1).step_by(2).collect();
        match (nearest(what.split('`').nth(1).unwrap_or(""), &known), known.is_empty()) {
            (Some(near), _) => problem.help(format!("did you mean `{near}`? Known here: {}", known.join(", "))),
            (None, false) => problem.help(format!("known here: {}", known.join(", "))),
            (None, true) if expected.is_empty() => problem,
            (None, true) => problem.help(format!("expected {expected}")),
        }
    }
}

/// The known word that a person most likely meant.
fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let scored = known.iter().map(|&candidate| (distance(word, candidate), candidate));
    scored.min().filter(|&(distance, _)| distance <= word.len() / 3 + 1).map(|(_, candidate)| candidate)
}

/// Damerau-Levenshtein distance with adjacent transpositions, in bytes: keys are ASCII.
fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}
