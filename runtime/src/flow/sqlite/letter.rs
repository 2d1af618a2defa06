//! The note on a flow that stands still: why it is dead or waits, and what a person has said to it. It is kept in the
//! attributes of the flow's row.

use crate::flow::error::{Error, Reason};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What is written on a flow's row.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Note {
    /// Why it is dead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) dead: Option<Letter>,
    /// What it waits for a person for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) paused: Option<String>,
    /// What a person has let pass.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) passed: Vec<String>,
    /// Whether a person has given it up.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) given_up: bool,
}

/// A dead letter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Letter {
    pub(super) why: String,
    /// The step that is to be made anew when it is tried again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) step: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<Reason>,
}

impl Letter {
    pub(super) fn of(error: &Error) -> Self {
        let failure = error.failure();
        Self {
            why: error.to_string(),
            step: failure.map(|failure| failure.step.clone()),
            reason: failure.map(|failure| failure.reason),
        }
    }
}

impl Note {
    pub(super) fn read(attributes: Option<&Value>) -> Self {
        attributes.and_then(|value| serde_json::from_value(value.clone()).ok()).unwrap_or_default()
    }

    pub(super) fn to_map(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map,
            _ => Map::new(),
        }
    }
}
