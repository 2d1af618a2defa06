//! A cassette: exchanges in order, one JSON object a line.

use crate::codec::{from_base64, to_base64};
use crate::transport::{HttpResponse, ResponseBody, TransportError, TransportErrorKind};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::{fs, io};

/// An exchange as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) method: String,
    /// Path and query, scrubbed.
    pub(super) target: String,
    /// The body, scrubbed.
    pub(super) body: Text,
    #[serde(default)]
    pub(super) status: u16,
    #[serde(default)]
    pub(super) headers: Vec<(String, String)>,
    #[serde(default)]
    pub(super) answer: Text,
}

/// Bytes: as text where they are text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Text {
    Text(String),
    Base64(String),
}

impl Default for Text {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Text {
    pub(super) fn of(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => Self::Base64(to_base64(bytes)),
        }
    }

    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.clone().into_bytes(),
            Self::Base64(text) => from_base64(text).unwrap_or_default(),
        }
    }
}

impl Entry {
    /// The path without its query, which may hold what is nobody's business.
    pub(super) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The query, scrubbed.
    pub(super) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(super) fn answer_bytes(&self) -> Vec<u8> {
        self.answer.bytes()
    }

    /// The answer, as a transport gives it.
    pub(super) fn response(&self) -> Result<HttpResponse, TransportError> {
        let wrong = |_| TransportError::new(TransportErrorKind::Other).with_source("the cassette has no such status");
        let status = StatusCode::from_u16(self.status).map_err(wrong)?;
        let pair = |(name, value): &(String, String)| {
            Some((HeaderName::from_bytes(name.as_bytes()).ok()?, HeaderValue::from_str(value).ok()?))
        };
        let headers: HeaderMap = self.headers.iter().filter_map(pair).collect();
        Ok(HttpResponse { status, headers, body: ResponseBody::whole(self.answer.bytes()) })
    }

    fn asks_the_same(&self, other: &Self) -> bool {
        (&self.method, &self.target, &self.body) == (&other.method, &other.target, &other.body)
    }
}

/// The exchanges of a cassette.
#[derive(Debug, Default)]
pub(super) struct Tape {
    entries: Vec<Entry>,
    played: Vec<bool>,
}

impl Tape {
    pub(super) fn read(path: &Path) -> io::Result<Self> {
        let text = fs::read_to_string(path)?;
        let entries: Vec<Entry> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| serde_json::from_str(line).map_err(io::Error::other))
            .collect::<io::Result<_>>()?;
        Ok(Self { played: vec![false; entries.len()], entries })
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(super) fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
        self.played.push(true);
    }

    pub(super) fn write(&self, path: &Path) -> io::Result<()> {
        let lines = self.entries.iter().map(|entry| serde_json::to_string(entry).map_err(io::Error::other));
        let lines: Vec<String> = lines.collect::<io::Result<_>>()?;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, lines.join("\n") + "\n")
    }

    /// The next answer to this request; the last one again where all were played.
    pub(super) fn take(&mut self, wanted: &Entry) -> Option<&Entry> {
        let mut same = (0..self.entries.len()).filter(|at| self.entries[*at].asks_the_same(wanted));
        let at = same.clone().find(|at| !self.played[*at]).or_else(|| same.next_back())?;
        self.played[at] = true;
        Some(&self.entries[at])
    }
}
