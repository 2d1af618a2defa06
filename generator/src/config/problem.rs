//! What is wrong with `intertie.toml`, and where.

use std::fmt;
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
    Wrong(Vec<Problem>),
}

fn in_lines(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n")
}

/// One mistake in the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    /// What is wrong, in one clause.
    pub message: String,
    /// A way out.
    pub help: Option<String>,
}

impl Problem {
    /// Adds a way out.
    #[must_use]
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error[bad-config]: {}", self.message)?;
        write!(f, "\n  --> {}:{}:{}", self.path.display(), self.line, self.column)?;
        self.help.iter().try_for_each(|help| write!(f, "\n  = help: {help}"))
    }
}

/// The text that is read, to find lines in.
pub(super) struct Text<'a> {
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
}

impl Text<'_> {
    /// A mistake at a place of the text.
    pub(super) fn at(&self, span: Range<usize>, message: impl Into<String>) -> Problem {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        Problem { path: self.path.to_owned(), line, column, message: message.into(), help: None }
    }

    /// A mistake that the TOML reader found.
    pub(super) fn serde(&self, error: &toml::de::Error) -> Problem {
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
