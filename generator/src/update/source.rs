//! Where a vendor publishes -> the newer document, if there is one.

use crate::config::Vendor;
use crate::diag::{Sink, Stop};
use crate::load::{self, Download, Input, Options};
use crate::lock::Entry;
use sha2::{Digest as _, Sha256};
use std::path::PathBuf;

/// What was found at the source.
#[derive(Debug)]
pub enum Found {
    /// Nothing says where newer documents are.
    NoSource,
    /// The locked document is the newest.
    Same {
        /// What the server calls it, where that is news.
        etag: Option<String>,
    },
    /// Another document.
    Newer(Newer),
}

/// A document that is not the locked one.
#[derive(Debug, Clone)]
pub struct Newer {
    /// A path or URL for people.
    pub name: String,
    /// The document; of several files, the one that names the others.
    pub bytes: Vec<u8>,
    /// Where it lies, where it has several files.
    pub several: Option<PathBuf>,
    /// What the server calls it.
    pub etag: Option<String>,
}

/// Looks at the source of `vendor`, or at `to`. A server is asked only for what it has not sent yet.
pub fn find(
    vendor: &Vendor,
    locked: Option<&Entry>,
    to: Option<&Input>,
    options: &Options,
    sink: &mut Sink,
) -> Result<Found, Stop> {
    let Some(source) = to.or(vendor.source.as_ref()) else { return Ok(Found::NoSource) };
    let is_locked = |digest: &str| locked.is_some_and(|entry| entry.digest == digest);
    let newer = match source {
        Input::Url(url) => {
            // The ETag is that of the vendor's own source; another address has others.
            let known = locked.filter(|_| to.is_none() || to == vendor.source.as_ref());
            match load::download(url, options, known.and_then(|entry| entry.etag.as_deref()), sink)? {
                Download::Unchanged => return Ok(Found::Same { etag: None }),
                Download::Document { bytes, etag } => Newer { name: load::shown(url), bytes, several: None, etag },
            }
        }
        other => {
            let (name, bytes) = load::bytes(other, options, sink)?;
            let several = several(other, options);
            let is_same = several.as_ref().is_some_and(|(_, digest)| is_locked(digest));
            if is_same {
                return Ok(Found::Same { etag: None });
            }
            Newer { name, bytes, several: several.map(|(path, _)| path), etag: None }
        }
    };
    let digest: [u8; 32] = Sha256::digest(&newer.bytes).into();
    let is_same = is_locked(&load::hex(&digest));
    Ok(if is_same { Found::Same { etag: newer.etag } } else { Found::Newer(newer) })
}

/// Where a document of several files lies, and its digest. What is wrong with it is told when it is read as the newer one.
fn several(input: &Input, options: &Options) -> Option<(PathBuf, String)> {
    let Input::Path(path) = input else { return None };
    let raw = load::load(input, options, &mut Sink::default()).ok()?;
    (raw.sources.len() > 1).then(|| (path.clone(), raw.document_digest()))
}

impl Newer {
    /// The document to read.
    pub(super) fn input(&self) -> Input {
        match &self.several {
            Some(path) => Input::Path(path.clone()),
            None => Input::Bytes { name: self.name.clone(), bytes: self.bytes.clone() },
        }
    }
}
