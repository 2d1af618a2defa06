//! The files of one document: found relative to each other, read once, and never outside the root folder.

use super::super::input::{Options, Read, ReadError, read_file};
use super::super::{Source, parse_source, text};
use crate::diag::{Diagnostic, Severity, Sink};
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

/// Index of a file, the same as in `RawDoc::sources`.
pub(super) type FileId = usize;

/// The document itself.
pub(super) const MAIN: FileId = 0;

/// Why a file is not there.
#[derive(Debug, Clone)]
pub(super) enum Problem {
    /// It may not be read.
    Forbidden(String),
    /// It cannot be read.
    Missing(String),
    /// It was read and is broken, which is reported already.
    Broken,
    /// The document has too many files, or too large ones.
    TooLarge(String),
}

/// Every file that was read.
pub(super) struct Files<'o> {
    options: &'o Options,
    /// The canonical folder that nothing may leave; `None`: the document has no folder.
    root: Option<PathBuf>,
    /// Canonical folders of the files.
    folders: Vec<PathBuf>,
    /// Their values; the document's own is being changed elsewhere.
    values: Vec<Value>,
    /// The files for people.
    pub(super) sources: Vec<Source>,
    known: HashMap<PathBuf, Result<FileId, Problem>>,
    bytes: u64,
}

impl<'o> Files<'o> {
    /// Starts with the document itself.
    pub(super) fn new(main: Source, options: &'o Options) -> Self {
        let path = main.path.as_ref().and_then(|path| path.canonicalize().ok());
        let folder = path.as_ref().and_then(|path| path.parent()).map(Path::to_owned);
        let root = options.root.as_ref().and_then(|root| root.canonicalize().ok()).or_else(|| folder.clone());
        Self {
            options,
            folders: vec![folder.or_else(|| root.clone()).unwrap_or_default()],
            root,
            values: vec![Value::Null],
            bytes: main.text.len() as u64,
            sources: vec![main],
            known: path.map(|path| (path, Ok(MAIN))).into_iter().collect(),
        }
    }

    /// The value of another file.
    pub(super) fn value(&self, file: FileId) -> &Value {
        &self.values[file]
    }

    /// How many bytes were read.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// A file for people.
    pub(super) fn name(&self, file: FileId) -> &str {
        &self.sources[file].name
    }

    /// Opens what a `$ref` in `from` names.
    pub(super) fn open(&mut self, from: FileId, reference: &str, sink: &mut Sink) -> Result<FileId, Problem> {
        let path = self.locate(from, reference)?;
        if let Some(known) = self.known.get(&path) {
            return known.clone();
        }
        let opened = self.read(&path, sink);
        self.known.insert(path, opened.clone());
        opened
    }

    /// The text of a file that is no document (`description: {$ref: intro.md}`).
    pub(super) fn text(&mut self, from: FileId, reference: &str, sink: &mut Sink) -> Result<String, Problem> {
        let path = self.locate(from, reference)?;
        let source = self.source(&path, sink)?;
        let text = source.text.to_string();
        self.keep(source, &path, Value::Null);
        Ok(text)
    }

    /// The canonical path; judged by its text first, so that nothing outside is even looked for, and by where its
    /// symbolic links lead after that.
    fn locate(&self, from: FileId, reference: &str) -> Result<PathBuf, Problem> {
        let root = self.root.as_ref().ok_or_else(|| self.homeless())?;
        let outside = || Problem::Forbidden(format!("`{reference}` leads out of the document's folder"));
        for spelling in [reference.to_owned(), percent_decoded(reference)] {
            if spelling.contains(['\\', '\0']) || has_scheme(&spelling) || spelling.starts_with('/') {
                return Err(Problem::Forbidden(format!("`{reference}` is not a path relative to the document")));
            }
            let path = plain(&self.folders[from].join(&spelling)).filter(|path| path.starts_with(root));
            let Ok(path) = path.ok_or_else(outside)?.canonicalize() else { continue };
            return if path.starts_with(root) { Ok(path) } else { Err(outside()) };
        }
        Err(Problem::Missing(format!("there is no file `{reference}`")))
    }

    fn homeless(&self) -> Problem {
        if self.sources[MAIN].name.contains("://") {
            Problem::Forbidden("other files of a downloaded document are not read".to_owned())
        } else {
            Problem::Missing("the document was not read from a file, so there is no folder to look in".to_owned())
        }
    }

    fn read(&mut self, path: &Path, sink: &mut Sink) -> Result<FileId, Problem> {
        let source = self.source(path, sink)?;
        let mut findings = Sink::default();
        let parsed = parse_source(&source, &mut findings);
        // A broken part costs what it holds, not the document.
        for found in findings.found() {
            sink.push(Diagnostic { severity: found.severity.min(Severity::Warning), ..found.clone() });
        }
        Ok(self.keep(source, path, parsed.map_err(|_| Problem::Broken)?.value))
    }

    fn source(&mut self, path: &Path, sink: &mut Sink) -> Result<Source, Problem> {
        if self.sources.len() >= self.options.max_files {
            return Err(Problem::TooLarge(format!("the document has more than {} files", self.options.max_files)));
        }
        let name = self.shown(path);
        // A pipe or a device would block or never end.
        if !path.is_file() {
            return Err(Problem::Missing(format!("`{name}` is not a file")));
        }
        let left = self.options.max_bytes.saturating_sub(self.bytes);
        let bytes = read_file(path, left).map_err(|error| match error {
            ReadError::Io(error) => Problem::Missing(format!("`{name}` cannot be read: {error}")),
            ReadError::TooLarge(_) => {
                Problem::TooLarge(format!("the document's files have more than {} MB", self.options.max_bytes >> 20))
            }
        })?;
        self.bytes += bytes.len() as u64;
        Ok(text::decode(Read { name, path: Some(path.to_owned()), bytes }, sink))
    }

    fn keep(&mut self, source: Source, path: &Path, value: Value) -> FileId {
        self.sources.push(source);
        self.values.push(value);
        self.folders.push(path.parent().map(Path::to_owned).unwrap_or_default());
        self.sources.len() - 1
    }

    /// The path as the user would write it: beside the path that was given.
    fn shown(&self, path: &Path) -> String {
        let given = self.sources[MAIN].path.as_ref().and_then(|main| main.parent());
        match (path.strip_prefix(&self.folders[MAIN]), given) {
            (Ok(within), Some(given)) => given.join(within).display().to_string(),
            _ => path.display().to_string(),
        }
    }
}

/// Resolves `.` and `..` by the letter; `None` above the top.
fn plain(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => plain.pop().then_some(())?,
            other => plain.push(other),
        }
    }
    Some(plain)
}

/// `http:`, `file:`, `urn:` and `C:`.
fn has_scheme(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

/// `%20` and its like (RFC 3986, 2.1); what is no such escape stays.
pub(super) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escape = (*first == b'%').then(|| after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok())).flatten();
        let decoded = escape.filter(|hex| !hex.starts_with('+')).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(decoded.unwrap_or(*first));
        rest = if decoded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{has_scheme, percent_decoded, plain};
    use std::path::{Path, PathBuf};

    #[test]
    fn reads_references_as_written() {
        assert_eq!(percent_decoded("a%20b%2Fc%zz%+1%"), "a b/c%zz%+1%");
        assert_eq!(plain(Path::new("/a/./b/../c")), Some(PathBuf::from("/a/c")));
        assert_eq!(plain(Path::new("a/../..")), None);
        assert!(has_scheme("file:///etc/passwd") && has_scheme("C:x") && !has_scheme("./a:b") && !has_scheme("a/b"));
    }
}
