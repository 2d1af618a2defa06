//! How a flow stands.

use super::super::adapter::UNDONE;
use super::super::letter::Note;
use durare::WorkflowStatus;
use serde_json::Value;
use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A flow.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FlowRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The version of the body that runs it.
    pub version: String,
    /// How it stands.
    pub state: FlowState,
    /// Why it stands still or failed.
    pub why: Option<String>,
    /// When it was started.
    pub started: SystemTime,
    /// When it last changed.
    pub changed: SystemTime,
    /// The flow that started it.
    pub parent: Option<String>,
    /// What it was started with.
    pub input: Value,
    /// What it gave.
    pub output: Option<Value>,
    /// How often it was taken up after the program had died.
    pub recovered: u32,
}

/// How a flow stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FlowState {
    /// Under way, asleep, or waiting for a signal.
    Running,
    /// The program that runs it is to take it up.
    Queued,
    /// A dead letter.
    Dead,
    /// It waits for a person.
    Paused,
    /// Its body panicked, or broke its program off too often.
    Parked,
    /// It has given what it gives.
    Done,
    /// It failed, and what it had done was undone.
    Undone,
    /// A person ended it.
    Cancelled,
}

impl FlowState {
    pub(super) fn of(row: &WorkflowStatus) -> Self {
        let note = Note::read(row.attributes.as_ref());
        match row.status.as_str() {
            "SUCCESS" => Self::Done,
            "ERROR" => Self::Undone,
            "ENQUEUED" | "DELAYED" => Self::Queued,
            "CANCELLED" if note.dead.is_some() => Self::Dead,
            "CANCELLED" if note.paused.is_some() => Self::Paused,
            "CANCELLED" => Self::Cancelled,
            "MAX_RECOVERY_ATTEMPTS_EXCEEDED" => Self::Parked,
            _ => Self::Running,
        }
    }
}

/// In a word.
impl fmt::Display for FlowState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Running => "running",
            Self::Queued => "queued",
            Self::Dead => "dead",
            Self::Paused => "paused",
            Self::Parked => "parked",
            Self::Done => "done",
            Self::Undone => "undone",
            Self::Cancelled => "cancelled",
        })
    }
}

impl From<WorkflowStatus> for FlowRow {
    fn from(row: WorkflowStatus) -> Self {
        let state = FlowState::of(&row);
        let note = Note::read(row.attributes.as_ref());
        let failed = row.error_info.as_ref().filter(|info| info.name == UNDONE).map(|info| info.message.clone());
        let why = note.dead.map(|letter| letter.why).or(note.paused).or(failed).or(row.error);
        let (name, version) = row.name.rsplit_once('@').unwrap_or((&row.name, ""));
        Self {
            name: name.to_owned(),
            version: version.to_owned(),
            state,
            why: why.filter(|_| !matches!(state, FlowState::Running | FlowState::Queued | FlowState::Done)),
            started: time(row.created_at.timestamp_millis()),
            changed: time(row.updated_at.timestamp_millis()),
            parent: row.parent_workflow_id,
            input: row.input,
            output: row.output,
            recovered: u32::try_from(row.recovery_attempts).unwrap_or_default(),
            id: row.id,
        }
    }
}

pub(super) fn time(milliseconds: i64) -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(u64::try_from(milliseconds).unwrap_or_default())
}
