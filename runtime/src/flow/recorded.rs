//! What a call gave, with what it was called by: the journal outlives the program that wrote it.

use crate::spec::SpecId;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Deref;

/// The output of a call, and which document, client and how many attempts it took.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded<T> {
    /// What the vendor answered, read by the client that runs now.
    pub value: T,
    /// The document of the client that made the call.
    pub spec: SpecMark,
    /// What made the call: `intertie 0.1.0`.
    pub client: String,
    /// How many attempts there were in the run that made it.
    pub attempts: u32,
    /// The vendor's id of the request, to quote to their support.
    pub request_id: Option<String>,
    /// Whether the vendor had done it before, and it was found.
    pub found: bool,
}

impl<T> Deref for Recorded<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Which document a client was generated from, as the journal has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecMark {
    /// The vendor's name.
    pub vendor: String,
    /// `info.version`.
    pub version: String,
    /// SHA-256 of the source.
    pub digest: String,
}

impl SpecMark {
    /// Whether it is the mark of this document.
    pub(crate) fn is(&self, spec: SpecId) -> bool {
        self.digest == spec.digest
    }
}

impl From<SpecId> for SpecMark {
    fn from(spec: SpecId) -> Self {
        Self { vendor: spec.vendor.into(), version: spec.version.into(), digest: spec.digest.into() }
    }
}

/// `stripe 2026-05-27.dahlia (c49c4da1)`.
impl fmt::Display for SpecMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.vendor, self.version, self.digest.get(..8).unwrap_or(&self.digest))
    }
}
