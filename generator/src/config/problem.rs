//! What is wrong with `intertie.toml`, and where.

use crate::diag::print::{self, Format, Places};
use crate::diag::{Code, Diagnostic, Place};
use crate::nearest::nearest;
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
        let wanted = what.split('`').nth(1).unwrap_or("");
        match (nearest(wanted, known.iter().copied(), &mut known.len()), known.is_empty()) {
            (Some(near), _) => problem.help(format!("did you mean `{near}`? Known here: {}", known.join(", "))),
            (None, false) => problem.help(format!("known here: {}", known.join(", "))),
            (None, true) if expected.is_empty() => problem,
            (None, true) => problem.help(format!("expected {expected}")),
        }
    }
}
