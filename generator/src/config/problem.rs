//! What is wrong with `intertie.toml`, and where.

use crate::diag::print::{self, Format, Places};
use crate::diag::{Diagnostic, Place};
use crate::pointer::Pointer;
use std::path::PathBuf;

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
