//! The file as people work with it: which flows there are and how they stand, and what can be done about them. It needs no
//! body and works beside the program that runs them; that program takes up what is resumed here.

mod drift;
mod pinned;
mod row;
mod step;
mod tally;

pub use drift::DriftRow;
pub use pinned::Pinned;
pub use row::{FlowRow, FlowState};
pub use step::StepRow;
pub use tally::{Shape, ShapeStep, Tally};

use super::letter::Note;
use super::{DOOR, PROGRAM, store};
use crate::flow::call::mark;
use crate::flow::error::Reason;
use durare::{Client, ListFilter, SqliteProvider, StateProvider as _, WorkflowOptions, WorkflowStatus};
use serde_json::Value;
use sqlx::SqlitePool;
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The file of an embedded engine, from outside.
pub struct Office {
    client: Client,
    provider: Arc<SqliteProvider>,
    pool: SqlitePool,
    pinned: Vec<Pinned>,
}

/// Why the office could not do what was asked.
#[derive(Debug)]
#[non_exhaustive]
pub enum OfficeError {
    /// There is no such flow.
    NoFlow(String),
    /// The flow is in a state in which this cannot be done.
    NotNow {
        /// The flow.
        id: String,
        /// How it stands.
        state: FlowState,
        /// What was asked.
        what: &'static str,
    },
    /// The file fails.
    Storage(String),
}

impl fmt::Display for OfficeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFlow(id) => write!(f, "there is no flow `{id}`"),
            Self::NotNow { id, state, what } => write!(f, "`{id}` is {state}: it cannot be {what}"),
            Self::Storage(what) => write!(f, "the file of the flows cannot be used: {what}"),
        }
    }
}

impl std::error::Error for OfficeError {}

impl From<durare::Error> for OfficeError {
    fn from(error: durare::Error) -> Self {
        match error {
            durare::Error::NonExistentWorkflow(id) => Self::NoFlow(id),
            other => Self::Storage(other.to_string()),
        }
    }
}

impl From<sqlx::Error> for OfficeError {
    fn from(error: sqlx::Error) -> Self {
        Self::Storage(error.to_string())
    }
}

impl Office {
    /// Opens the file, which must be there.
    pub async fn open(path: impl AsRef<Path>) -> Result<Self, OfficeError> {
        let pool = store::visitor(path.as_ref()).await?;
        let provider = store::provider(&pool);
        // A file that another program wrote may be of another version of the engine: its own word for it is better than
        // that of a query that fails.
        provider.ping().await?;
        let client = Client::new(Arc::clone(&provider) as Arc<_>).with_app_version(PROGRAM);
        Ok(Self { client, provider, pool, pinned: Vec::new() })
    }

    /// The flows, the newest first, at most so many.
    pub async fn list(&self, most: usize) -> Result<Vec<FlowRow>, OfficeError> {
        let filter = ListFilter {
            limit: Some(i64::try_from(most).unwrap_or(i64::MAX)),
            sort_desc: true,
            load_input: false,
            load_output: false,
            ..ListFilter::default()
        };
        let rows = self.client.list_workflows(&filter).await?;
        Ok(rows.into_iter().filter(|row| !is_internal(row)).map(FlowRow::from).collect())
    }

    /// One flow.
    pub async fn show(&self, id: &str) -> Result<FlowRow, OfficeError> {
        Ok(FlowRow::from(self.status(id).await?))
    }

    /// What it has done.
    pub async fn steps(&self, id: &str) -> Result<Vec<StepRow>, OfficeError> {
        Ok(self.client.get_workflow_steps(id).await?.into_iter().map(StepRow::from).collect())
    }

    /// Lets it end where it is. What it has done stays done.
    pub async fn cancel(&self, id: &str) -> Result<(), OfficeError> {
        let row = self.show(id).await?;
        match row.state {
            FlowState::Running | FlowState::Queued | FlowState::Dead | FlowState::Paused | FlowState::Parked => {}
            state => return Err(OfficeError::NotNow { id: id.into(), state, what: "cancelled" }),
        }
        self.write(id, |note| {
            note.dead = None;
            note.paused = None;
        })
        .await?;
        Ok(self.client.cancel_workflow(id).await?)
    }

    /// Lets a flow go on that was cancelled or waits for a person.
    pub async fn resume(&self, id: &str) -> Result<(), OfficeError> {
        match self.show(id).await?.state {
            FlowState::Paused | FlowState::Cancelled | FlowState::Parked => {}
            state => return Err(OfficeError::NotNow { id: id.into(), state, what: "resumed" }),
        }
        self.write(id, |note| note.passed.extend(note.paused.take())).await?;
        self.wake(id).await
    }

    /// Makes the step anew that a dead letter failed at, with the same key, and lets the flow go on.
    pub async fn retry(&self, id: &str) -> Result<(), OfficeError> {
        let row = self.status(id).await?;
        let (state, note) = (FlowState::of(&row), Note::read(row.attributes.as_ref()));
        let (FlowState::Dead, Some(letter)) = (state, note.dead) else {
            return Err(OfficeError::NotNow { id: id.into(), state, what: "tried again" });
        };
        if let Some(step) = &letter.step {
            // Who retries a step in doubt has found out that it was not done: its mark goes, too.
            let begun = letter.reason == Some(Reason::InDoubt);
            self.forget(id, step, begun).await?;
        }
        self.write(id, |note| note.dead = None).await?;
        self.wake(id).await
    }

    /// Gives a dead letter up: what the flow has done is undone.
    pub async fn give_up(&self, id: &str) -> Result<(), OfficeError> {
        match self.show(id).await?.state {
            FlowState::Dead => {}
            state => return Err(OfficeError::NotNow { id: id.into(), state, what: "given up" }),
        }
        self.write(id, |note| {
            note.dead = None;
            note.given_up = true;
        })
        .await?;
        self.wake(id).await
    }

    /// Sends it a signal.
    pub async fn signal(&self, id: &str, name: &str, value: &Value) -> Result<(), OfficeError> {
        Ok(self.client.send(id, value, name).await?)
    }

    /// Starts a flow, if none of this id was started before; the program that runs them takes it up.
    pub async fn start(&self, name: &str, version: &str, id: &str, input: &Value) -> Result<(), OfficeError> {
        let name = format!("{name}@{version}");
        self.client.enqueue::<_, Value>(DOOR, &name, input, WorkflowOptions::with_id(id)).await?;
        Ok(())
    }

    /// Starts a flow anew under another id with what the first was started with. Its steps are made again, with keys of
    /// their own.
    pub async fn replay(&self, id: &str, anew: &str) -> Result<(), OfficeError> {
        let row = self.status(id).await?;
        self.client.enqueue::<_, Value>(DOOR, &row.name, row.input, WorkflowOptions::with_id(anew)).await?;
        Ok(())
    }

    /// Deletes what has been over for so long; how many that were. Dead letters and flows that wait stay.
    pub async fn purge(&self, older_than: Duration) -> Result<u64, OfficeError> {
        let before = SystemTime::now().checked_sub(older_than).unwrap_or(UNIX_EPOCH);
        let before = before.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        let before = i64::try_from(before).unwrap_or(i64::MAX);
        let deleted = sqlx::query(
            "DELETE FROM workflow_status WHERE completed_at < ? AND (status IN ('SUCCESS', 'ERROR') OR (status = \
             'CANCELLED' AND coalesce(attributes, '{}') NOT LIKE '%\"dead\"%' AND coalesce(attributes, '{}') NOT LIKE \
             '%\"paused\"%'))",
        )
        .bind(before)
        .execute(&self.pool)
        .await?;
        Ok(deleted.rows_affected())
    }

    async fn status(&self, id: &str) -> Result<WorkflowStatus, OfficeError> {
        let row = self.provider.get_workflow_status(id).await?;
        row.ok_or_else(|| OfficeError::NoFlow(id.into()))
    }

    async fn write(&self, id: &str, change: impl FnOnce(&mut Note)) -> Result<(), OfficeError> {
        let mut note = Note::read(self.status(id).await?.attributes.as_ref());
        change(&mut note);
        Ok(self.client.set_workflow_attributes(id, Some(note.to_map())).await?)
    }

    async fn forget(&self, id: &str, step: &str, begun: bool) -> Result<(), OfficeError> {
        let mark = if begun { mark(step) } else { step.to_owned() };
        sqlx::query("DELETE FROM operation_outputs WHERE workflow_uuid = ? AND function_name IN (?, ?)")
            .bind(id)
            .bind(step)
            .bind(mark)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    async fn wake(&self, id: &str) -> Result<(), OfficeError> {
        self.client.resume_workflow::<Value>(id).await?;
        Ok(())
    }
}

/// Durare's own, and ticks of the clock.
fn is_internal(row: &WorkflowStatus) -> bool {
    ["_dbos", "DBOS", "(cron) "].iter().any(|start| row.name.starts_with(start))
}
