//! What comes out.

use super::effect::{Direction, Level};
use super::item::Item;
use super::kind::Kind;
use crate::pointer::Pointer;

/// Everything that changed between two versions, the gravest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The version before.
    pub old: Version,
    /// The version after.
    pub new: Version,
    /// One for each edit.
    pub findings: Vec<Finding>,
}

impl Changes {
    /// How many are of a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }

    /// The gravest level there is.
    pub fn worst(&self) -> Option<Level> {
        self.findings.iter().map(|finding| finding.level).max()
    }
}

/// One of the versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Version {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// SHA-256 of the document.
    pub digest: String,
    /// How many operations it has.
    pub operations: usize,
}

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of edit it is.
    pub kind: Kind,
    /// Which way what changed travels.
    pub direction: Direction,
    /// How much it matters.
    pub level: Level,
    /// Why it has that level.
    pub reason: String,
    /// What it is about, in the vendor's words: `Charge.amount`, `GET /v1/charges query limit`.
    pub subject: String,
    /// What was said; `None`: nothing.
    pub before: Option<String>,
    /// What is said; `None`: nothing.
    pub after: Option<String>,
    /// Where it stands in the old document.
    pub old: Option<Pointer>,
    /// Where it stands in the new document.
    pub new: Option<Pointer>,
    /// What it was in Rust.
    pub old_item: Option<Item>,
    /// What it is in Rust.
    pub new_item: Option<Item>,
    /// The operations and events that it reaches, in document order.
    pub operations: Vec<Reached>,
    /// The fields of other types, parameters and bodies through which they reach it, in the vendor's words.
    pub places: Vec<String>,
}

/// An operation that an edit reaches.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reached {
    /// `GET`; `EVENT` for what the vendor sends.
    pub method: String,
    /// Its path in the new document (in the old one, where it is gone), or the event's name.
    pub path: String,
    /// Its operationId in the old document.
    pub id: Option<String>,
    /// Its request struct in the old client.
    pub request: Option<String>,
}

impl Reached {
    /// `GET /v1/charges`.
    pub fn key(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}
