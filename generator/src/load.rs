//! bytes -> [`RawDoc`].
//!
//! In: a file, a folder, standard input, bytes or a URL. Out: one JSON value whose `$ref`s into other files are bundled
//! and to which the overlay was applied. What cannot be an OpenAPI document is refused here, by name.

mod bundle;
mod dialect;
#[cfg(feature = "cli")]
mod fetch;
mod folder;
mod input;
mod locate;
mod nesting;
mod overlay;
mod parse;
mod sniff;
mod text;
mod tree;
mod yaml;

#[cfg(feature = "cli")]
pub use fetch::Download;
#[cfg(feature = "cli")]
pub(crate) use input::bytes;
#[cfg(feature = "cli")]
pub use input::download;
pub(crate) use input::shown;
pub use input::{Input, Options};
pub use locate::Locator;

use crate::diag::{Code, Diagnostic, Place, Sink, Stop};
use crate::document::Dialect;
use crate::pointer::Pointer;
use parse::Parsed;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A document as one JSON value, its `$ref`s into other files bundled, its overlay applied.
#[derive(Debug)]
pub struct RawDoc {
    /// The whole document. Every remaining `$ref` is local (`#...`), but for those that were reported. It is nested
    /// at most 160 levels deep, so recursion over it is safe.
    pub value: Value,
    /// What it says it is.
    pub dialect: Dialect,
    /// SHA-256, lower-case hex: of the file's bytes, or, with several files or an overlay, of all their digests.
    pub digest: String,
    /// The files that were read, the document itself first.
    pub sources: Vec<Source>,
    /// Where parts of other files were put: the longest prefix of a pointer tells its file.
    pub mounts: Vec<Mount>,
    /// SHA-256 of the overlay that was applied.
    pub overlay: Option<[u8; 32]>,
}

impl RawDoc {
    /// [`RawDoc::digest`] without the overlay.
    pub fn document_digest(&self) -> String {
        digest(self.sources.iter().map(|source| source.digest))
    }
}

/// A file that was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// A path or URL for people.
    pub name: String,
    /// The path, where it is a file.
    pub path: Option<PathBuf>,
    /// Its text, kept to find lines when a finding is printed. It is as it was read: never copied.
    pub text: Arc<String>,
    /// SHA-256 of its bytes.
    pub digest: [u8; 32],
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

/// Reads a document.
pub fn load(input: &Input, options: &Options, sink: &mut Sink) -> Result<RawDoc, Stop> {
    let read = input::read(input, options, sink)?;
    let main = text::decode(read, sink);
    let Parsed { mut value, leads_out, .. } = parse_source(&main, sink)?;
    let dialect = dialect::of(&value, &main, sink)?;
    let overlay = options.overlay.as_ref().map(|from| overlay::Overlay::read(from, options, sink)).transpose()?;

    let bundled = if leads_out {
        bundle::bundle(&mut value, dialect, main, options, sink)?
    } else {
        bundle::Bundled { sources: vec![main], mounts: Vec::new() }
    };
    if let Some(overlay) = &overlay {
        overlay.apply(&mut value, sink)?;
    }
    let overlay = overlay.map(|overlay| overlay.digest());
    let digest = digest(bundled.sources.iter().map(|source| source.digest).chain(overlay));
    Ok(RawDoc { value, dialect, digest, sources: bundled.sources, mounts: bundled.mounts, overlay })
}

/// Gives the SHA-256 of the file at a path; the function reads the file, where that is needed.
pub type FileDigest<'d> = dyn FnMut(&Path, &dyn Fn() -> Option<Vec<u8>>) -> Option<[u8; 32]> + 'd;

/// The digest that a document has if it is one file, with the overlay where there is one. Nothing is parsed: a document of
/// several files has another digest. `None` for what can be read only once, or not at all.
pub fn digest_alone(input: &Input, options: &Options, of_file: &mut FileDigest<'_>) -> Option<String> {
    let files = std::iter::once(input).chain(&options.overlay);
    let digests: Option<Vec<_>> = files.map(|file| input::digest(file, options, of_file)).collect();
    Some(digest(digests?.into_iter()))
}

/// Text -> value; what stands in the way, and what was found, is pushed with its line.
fn parse_source(source: &Source, sink: &mut Sink) -> Result<Parsed, Stop> {
    if let Some(foreign) = sniff::by_text(&source.text) {
        return Err(sniff::refuse(&foreign, source, sink));
    }
    let mut parsed = parse::parse(&source.text).map_err(|problem| {
        sink.push(problem.diagnostic(source));
        Stop
    })?;
    let mut locator = Locator::of_source(source);
    for finding in std::mem::take(&mut parsed.findings) {
        let place = locator.place_of(&finding.pointer);
        sink.push(Diagnostic { place, ..Diagnostic::new(finding.code, &finding.pointer, finding.message) });
    }
    Ok(parsed)
}

/// Says that an input stands in the way as a whole, and stops.
fn stop(code: Code, name: &str, message: impl Into<String>, help: impl Into<String>, sink: &mut Sink) -> Stop {
    let place = Place { file: name.to_owned(), line: 1, column: 1 };
    sink.push(Diagnostic::new(code, &Pointer::root(), message).help(help).at(place));
    Stop
}

fn digest(parts: impl Iterator<Item = [u8; 32]>) -> String {
    let parts: Vec<_> = parts.collect();
    hex(&match parts.as_slice() {
        [only] => *only,
        several => Sha256::digest(several.concat()).into(),
    })
}

/// The digest of a document of one file with its overlay, from the digests of both; `None` where one is no digest.
pub(crate) fn combined(document: &str, overlay: Option<&str>) -> Option<String> {
    let parts: Option<Vec<_>> = std::iter::once(document).chain(overlay).map(unhex).collect();
    Some(digest(parts?.into_iter()))
}

/// In lower-case hex.
pub(crate) fn hex(digest: &[u8; 32]) -> String {
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        use std::fmt::Write;
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(hex: &str) -> Option<[u8; 32]> {
    let digits: Option<Vec<u8>> = hex.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    let pairs: Vec<u8> = digits?.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    pairs.try_into().ok()
}
