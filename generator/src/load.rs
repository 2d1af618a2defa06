//! bytes -> [`RawDoc`].

use crate::document::Dialect;
use crate::pointer::Pointer;
use serde_json::Value;
use std::path::PathBuf;

/// A document as one JSON value, its `$ref`s into other files bundled, its overlay applied.
#[derive(Debug)]
pub struct RawDoc {
    /// The whole document. Every remaining `$ref` is local (`#...`).
    pub value: Value,
    /// What it says it is.
    pub dialect: Dialect,
    /// SHA-256 over all source files and the overlay, lower-case hex.
    pub digest: String,
    /// The files that were read, the document itself first.
    pub sources: Vec<Source>,
    /// Where parts of other files were put: the longest prefix of a pointer tells its file.
    pub mounts: Vec<Mount>,
}

/// A file that was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// A path or URL for people.
    pub name: String,
    /// The path, where it is a file.
    pub path: Option<PathBuf>,
    /// Its text, kept to find lines when a finding is printed.
    pub text: std::sync::Arc<str>,
}

/// A part of another file, put into the document.
#[derive(Debug, Clone)]
pub struct Mount {
    /// Where it is in [`RawDoc::value`].
    pub at: Pointer,
    /// Index into [`RawDoc::sources`].
    pub source: usize,
    /// Where it was in that file.
    pub origin: Pointer,
}
