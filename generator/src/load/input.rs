//! What can be read as a document, and reading it: bounded, and with words for each way it can fail.

use super::{FileDigest, folder, stop};
use crate::diag::{Code, Sink, Stop};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder with one document in it.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// Bytes in hand.
    Bytes {
        /// What to call them in messages.
        name: String,
        /// The document.
        bytes: Vec<u8>,
    },
    /// An address; needs the feature `cli`.
    Url(String),
}

impl From<&str> for Input {
    /// As people type it: `-` is standard input, `https://...` an address, anything else a path.
    fn from(text: &str) -> Self {
        let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        match (text, scheme.as_deref()) {
            ("-", _) => Self::Stdin,
            (_, Some("http" | "https")) => Self::Url(text.to_owned()),
            _ => Self::Path(text.into()),
        }
    }
}

/// How to read.
#[derive(Debug, Clone)]
pub struct Options {
    /// An OpenAPI Overlay 1.0 to apply.
    pub overlay: Option<Input>,
    /// The folder that `$ref`s into other files may not leave; without it, the document's own.
    pub root: Option<PathBuf>,
    /// The most bytes that one file, and all files of a document together, may have.
    pub max_bytes: u64,
    /// The most files that one document may have.
    pub max_files: usize,
    /// How long a download may take.
    pub timeout: Duration,
    /// Whether a download may be redirected to another host.
    pub cross_host: bool,
}

impl Default for Options {
    /// The largest public documents (Microsoft Graph) have about 40 MB.
    fn default() -> Self {
        Self {
            overlay: None,
            root: None,
            max_bytes: 128 << 20,
            max_files: 10_000,
            timeout: Duration::from_secs(60),
            cross_host: false,
        }
    }
}

/// A file as it was read.
pub(super) struct Read {
    /// A path or URL for people.
    pub(super) name: String,
    /// The path, where it is a file.
    pub(super) path: Option<PathBuf>,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// Reads an input as a whole.
pub(super) fn read(input: &Input, options: &Options, sink: &mut Sink) -> Result<Read, Stop> {
    match input {
        Input::Path(path) if path.is_dir() => file(&folder::document(path, options.max_bytes, sink)?, options, sink),
        Input::Path(path) => file(path, options, sink),
        Input::Stdin => finish("<stdin>", None, limited(io::stdin().lock(), options.max_bytes), sink),
        Input::Bytes { name, bytes } => Ok(Read { name: name.clone(), path: None, bytes: bytes.clone() }),
        Input::Url(url) => fetch(url, options, sink),
    }
}

/// The bytes of an input that is one file, and what people call it.
#[cfg(feature = "cli")]
pub(crate) fn bytes(input: &Input, options: &Options, sink: &mut Sink) -> Result<(String, Vec<u8>), Stop> {
    read(input, options, sink).map(|read| (read.name, read.bytes))
}

/// SHA-256 of a file or of bytes in hand.
pub(super) fn digest(input: &Input, options: &Options, of_file: &mut FileDigest<'_>) -> Option<[u8; 32]> {
    match input {
        Input::Path(path) => of_file(path, &|| read_file(path, options.max_bytes).ok()),
        Input::Bytes { bytes, .. } => Some(Sha256::digest(bytes).into()),
        Input::Stdin | Input::Url(_) => None,
    }
}

fn file(path: &Path, options: &Options, sink: &mut Sink) -> Result<Read, Stop> {
    let bytes = read_file(path, options.max_bytes);
    finish(&path.display().to_string(), Some(path.to_owned()), bytes, sink)
}

#[cfg(feature = "cli")]
fn fetch(url: &str, options: &Options, sink: &mut Sink) -> Result<Read, Stop> {
    super::fetch::fetch(url, options).map_err(|refused| {
        let (code, message, help) = refused.say();
        stop(code, &shown(url), message, help, sink)
    })
}

/// Downloads a document, where it is not the one that `etag` names.
#[cfg(feature = "cli")]
pub fn download(
    url: &str,
    options: &Options,
    etag: Option<&str>,
    sink: &mut Sink,
) -> Result<super::fetch::Download, Stop> {
    super::fetch::get(url, options, etag).map_err(|refused| {
        let (code, message, help) = refused.say();
        stop(code, &shown(url), message, help, sink)
    })
}

#[cfg(not(feature = "cli"))]
fn fetch(url: &str, _: &Options, sink: &mut Sink) -> Result<Read, Stop> {
    let help = "download the document and give its path; build scripts should not depend on the network";
    Err(stop(Code::UnreadableInput, url, "this build cannot download", help, sink))
}

/// The address for people: without query, fragment and credentials, which may hold secrets.
pub(crate) fn shown(url: &str) -> String {
    let bare = url.split(['?', '#']).next().unwrap_or_default();
    match bare.split_once("://") {
        Some((scheme, rest)) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
            format!("{scheme}://{host}{path}")
        }
        None => bare.to_owned(),
    }
}

/// Why bytes did not come.
#[derive(Debug)]
pub(super) enum ReadError {
    /// The system says so.
    Io(io::Error),
    /// More than this many.
    TooLarge(u64),
}

/// Reads a file, or refuses it where it is longer than `max`.
pub(super) fn read_file(path: &Path, max: u64) -> Result<Vec<u8>, ReadError> {
    let file = File::open(path).map_err(ReadError::Io)?;
    let size = file.metadata().map_or(0, |found| found.len()).min(max);
    filled(Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1), file, max)
}

/// Reads all, or refuses what is longer than `max`.
pub(super) fn limited(from: impl io::Read, max: u64) -> Result<Vec<u8>, ReadError> {
    filled(Vec::new(), from, max)
}

fn filled(mut bytes: Vec<u8>, from: impl io::Read, max: u64) -> Result<Vec<u8>, ReadError> {
    from.take(max.saturating_add(1)).read_to_end(&mut bytes).map_err(ReadError::Io)?;
    if bytes.len() as u64 > max { Err(ReadError::TooLarge(max)) } else { Ok(bytes) }
}

fn finish(name: &str, path: Option<PathBuf>, bytes: Result<Vec<u8>, ReadError>, sink: &mut Sink) -> Result<Read, Stop> {
    match bytes {
        Ok(bytes) => Ok(Read { name: name.to_owned(), path, bytes }),
        Err(ReadError::Io(error)) => {
            let help = "give the path of an OpenAPI document, or `-` to read it from standard input";
            Err(stop(Code::UnreadableInput, name, format!("cannot be read: {error}"), help, sink))
        }
        Err(ReadError::TooLarge(max)) => {
            let message = format!("the document is larger than {} MB", max >> 20);
            Err(stop(Code::TooLarge, name, message, "raise the limit if it is meant to be that large", sink))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn shows_no_secret() {
        assert_eq!(shown("https://me:secret@example.com/a.yaml?token=x#y"), "https://example.com/a.yaml");
    }
}
