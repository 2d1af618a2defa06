//! A request as it came, and what is wrong with it.

use bytes::Bytes;
use http::HeaderMap;
use serde::Serialize;
use std::fmt;

/// A request as it came.
#[derive(Debug, Clone, Default)]
pub struct Incoming {
    /// The method.
    pub method: String,
    /// The path, as it came.
    pub path: String,
    /// The query string, as it came; empty: none.
    pub query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Incoming {
    /// A header's text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Something that is not as the contract says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where: `query.limit`, `body/address/line1`, `header.X-Version`, `security`.
    pub at: String,
    /// What is wrong, by JSON Schema's keyword or a word of ours: `required`, `type`, `media-type`.
    pub what: String,
    /// For people.
    pub message: String,
}

impl Problem {
    pub(super) fn new(at: impl Into<String>, what: &str, message: impl Into<String>) -> Self {
        Self { at: at.into(), what: what.to_owned(), message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.message)
    }
}
