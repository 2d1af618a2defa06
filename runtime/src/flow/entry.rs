//! What the journal holds of a step: JSON that programs of later versions read.

use super::content::Content;
use super::error::Failure;
use super::recorded::SpecMark;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A step in the journal. The names are part of the format: they do not change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Entry {
    /// A vendor's answer.
    Answer(Answered),
    /// What a step of the flow's own gave.
    Value(Value),
    /// A failure.
    Failed(Failed),
}

/// A vendor's answer: as it came, so that a client of another version can read it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    #[serde(flatten)]
    pub(crate) body: Content,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) content_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) request_id: Option<String>,
    #[serde(flatten)]
    pub(crate) by: By,
    /// What it has that the document does not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) drift: Vec<Drift>,
    /// Whether it was found instead of called for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) found: bool,
}

/// What an answer has that its document does not say: where, and what kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Drift {
    pub(crate) place: String,
    pub(crate) kind: String,
}

/// What was called, by what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct By {
    pub(crate) operation: String,
    pub(crate) spec: SpecMark,
    pub(crate) client: String,
    pub(crate) attempts: u32,
}

/// A failure, and of a call what was called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Failed {
    #[serde(flatten)]
    pub(crate) failure: Failure,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) by: Option<By>,
}

impl Entry {
    pub(crate) fn into_value(mut self) -> Value {
        // A body is often large: it is moved, the rest is written.
        let body = self.take_json();
        // Strings, numbers and values: nothing of it cannot be JSON.
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if let Some((place, body)) = body
            && let Some(slot) = value.pointer_mut(place)
        {
            *slot = body;
        }
        value
    }

    /// What it holds of JSON, and where that stands.
    fn take_json(&mut self) -> Option<(&'static str, Value)> {
        match self {
            Self::Answer(Answered { body: Content::Json(body), .. }) => Some(("/answer/json", body.take())),
            Self::Value(value) => Some(("/value", value.take())),
            Self::Answer(_) | Self::Failed(_) => None,
        }
    }

    pub(crate) fn from_value(value: Value) -> Result<Self, String> {
        serde_json::from_value(value).map_err(|error| error.to_string())
    }
}

/// Of a step that failed, how. Nothing is copied of one that did not.
pub(crate) fn failure(value: &Value) -> Option<Failure> {
    Failed::deserialize(value.get("failed")?).ok().map(|failed| failed.failure)
}
