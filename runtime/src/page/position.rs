//! Where a list is: before its start, at a page, at its end; and that as text, to be kept.

use super::error::{PageError, Reason};
use serde_json::{Map, Value};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Which page comes next.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Position {
    /// The one that the request as it was made asks for.
    Start,
    /// The one that this value in the request asks for: a cursor, an id, a number.
    Value(Value),
    /// The one at this path and query of the client's own host.
    Url(String),
    /// None.
    End,
}

impl Position {
    /// What tells it from others: pages are remembered by it.
    pub(super) fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        match self {
            Self::Start => 0.hash(&mut hasher),
            Self::Value(value) => (1, value.to_string()).hash(&mut hasher),
            Self::Url(url) => (2, url).hash(&mut hasher),
            Self::End => 3.hash(&mut hasher),
        }
        hasher.finish()
    }

    /// As text, with the operation that it is of and how many items of the page are done.
    pub(super) fn save(&self, operation: &str, done: usize) -> String {
        let mut all = Map::new();
        all.insert("operation".to_owned(), operation.into());
        match self {
            Self::Start => None,
            Self::Value(value) => all.insert("value".to_owned(), value.clone()),
            Self::Url(url) => all.insert("url".to_owned(), url.as_str().into()),
            Self::End => all.insert("end".to_owned(), true.into()),
        };
        if done > 0 {
            all.insert("done".to_owned(), done.into());
        }
        Value::Object(all).to_string()
    }

    /// From that text, and how many items of the page are done.
    pub(super) fn load(text: &str, operation: &str) -> Result<(Self, usize), PageError> {
        let wrong = || PageError::from(Reason::NoCursor);
        let Ok(Value::Object(mut all)) = serde_json::from_str(text) else { return Err(wrong()) };
        let of = all.get("operation").and_then(Value::as_str).ok_or_else(wrong)?;
        if of != operation {
            return Err(Reason::OtherOperation(of.to_owned()).into());
        }
        let done = all.get("done").map_or(Some(0), |done| usize::try_from(done.as_u64()?).ok()).ok_or_else(wrong)?;
        let position = match (all.remove("value"), all.get("url"), all.get("end")) {
            (None, None, None) => Self::Start,
            (Some(value), None, None) => Self::Value(value),
            // One that leaves the host would not be sent, whoever wrote it.
            (None, Some(Value::String(url)), None) if url.starts_with('/') && !url.starts_with("//") => {
                Self::Url(url.clone())
            }
            (None, None, Some(Value::Bool(true))) => Self::End,
            _ => return Err(wrong()),
        };
        Ok((position, done))
    }
}
