//! The text of a TOML file that a person wrote: where things stand in it, and what was meant by what is not known.
//!
//! In: spans and the TOML reader's complaints. Out: findings with line and column.

use crate::diag::{Code, Diagnostic, Place};
use crate::pointer::Pointer;
use std::ops::Range;
use std::path::Path;

/// The text that is read, to find lines in.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) path: &'a Path,
    pub(crate) text: &'a str,
}

impl Text<'_> {
    /// A mistake at a place of the text.
    pub(crate) fn at(&self, span: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Code::BadConfig, &Pointer::root(), message).at(self.place(span))
    }

    /// Where a span begins.
    pub(crate) fn place(&self, span: Range<usize>) -> Place {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        Place { file: self.path.display().to_string(), line, column }
    }

    /// A mistake that the TOML reader found.
    pub(crate) fn serde(&self, error: &toml::de::Error) -> Diagnostic {
        let message = error.message();
        let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
        let problem = self.at(error.span().unwrap_or(0..0), what.trim_end().replace('\n', "; "));
        let known: Vec<_> = expected.split('`').skip(1).step_by(2).collect();
        if let [only] = known[..] {
            return problem.help(format!("expected `{only}`"));
        }
        match (nearest(what.split('`').nth(1).unwrap_or(""), &known), known.is_empty()) {
            (Some(near), _) => problem.help(format!("did you mean `{near}`? Known here: {}", known.join(", "))),
            (None, false) => problem.help(format!("known here: {}", known.join(", "))),
            (None, true) if expected.is_empty() => problem,
            (None, true) => problem.help(format!("expected {expected}")),
        }
    }
}

/// The known word that a person most likely meant.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    crate::nearest::nearest(word, known.iter().copied(), &mut known.len())
}
