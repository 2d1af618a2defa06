//! The running engine: starts flows, sends them signals, waits for them, and stops.

use super::owner::Owner;
use crate::flow::FlowId;
use crate::flow::body::{FlowBody, registered};
use durare::{DurableEngine, Error, ErrorCode, WorkflowHandle, WorkflowOptions};
use serde::Serialize;
use serde_json::Value;
use sqlx::SqlitePool;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// The engine, running. Cheap to clone.
#[derive(Clone)]
pub struct Flows {
    inner: Arc<Inner>,
}

struct Inner {
    engine: DurableEngine,
    pool: SqlitePool,
    _owner: Owner,
}

/// Why a flow could not be started, or a signal not be sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// No body of this name and version is registered.
    Unknown(String),
    /// There is no such flow.
    NoFlow(String),
    /// The input cannot be written as JSON.
    Input(String),
    /// The file fails.
    Storage(String),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => write!(f, "no flow is registered as `{name}`"),
            Self::NoFlow(id) => write!(f, "there is no flow `{id}`"),
            Self::Input(what) => write!(f, "the input cannot be written: {what}"),
            Self::Storage(what) => write!(f, "the file of the flows fails: {what}"),
        }
    }
}

impl std::error::Error for StartError {}

impl From<Error> for StartError {
    fn from(error: Error) -> Self {
        match error {
            Error::UnknownWorkflow(name) => Self::Unknown(name),
            Error::NonExistentWorkflow(id) => Self::NoFlow(id),
            other => Self::Storage(other.to_string()),
        }
    }
}

impl Flows {
    pub(super) fn new(engine: DurableEngine, pool: SqlitePool, owner: Owner) -> Self {
        Self { inner: Arc::new(Inner { engine, pool, _owner: owner }) }
    }

    /// Starts a flow. With an id that was started before, it starts nothing, and gives that flow's handle: the id of an
    /// event is the id of its flow.
    pub async fn start<F: FlowBody>(
        &self,
        id: impl Into<FlowId>,
        input: &F::Input,
    ) -> Result<Handle<F::Output>, StartError> {
        let input = serde_json::to_value(input).map_err(|error| StartError::Input(error.to_string()))?;
        let handle = self.start_named(&registered::<F>(), &id.into(), input).await?;
        Ok(Handle { handle, output: PhantomData })
    }

    /// The same for a name that is not known when the program is compiled: `order@1`.
    pub(crate) async fn start_named(
        &self,
        name: &str,
        id: &FlowId,
        input: Value,
    ) -> Result<WorkflowHandle<Value>, StartError> {
        let options = WorkflowOptions::with_id(id.as_str());
        Ok(self.inner.engine.start(name, input, options).await?)
    }

    /// The handle of a flow that was started before.
    pub async fn find<F: FlowBody>(&self, id: impl Into<FlowId>) -> Result<Handle<F::Output>, StartError> {
        let handle = self.inner.engine.retrieve_workflow(id.into().as_str()).await?;
        Ok(Handle { handle, output: PhantomData })
    }

    /// Sends a flow a signal. With a key, the same signal sent again is one.
    pub async fn signal(
        &self,
        id: impl Into<FlowId>,
        name: &str,
        value: &impl Serialize,
        key: Option<&str>,
    ) -> Result<(), StartError> {
        let (id, value) =
            (id.into(), serde_json::to_value(value).map_err(|error| StartError::Input(error.to_string()))?);
        match key {
            Some(key) => self.inner.engine.send_with_idempotency_key(id.as_str(), value, name, key).await?,
            None => self.inner.engine.send(id.as_str(), value, name).await?,
        }
        Ok(())
    }

    /// Starts a flow when nothing more has come for `delay`: of several starts with one key in that time, the last input
    /// counts. A flow that hears of changes one by one runs once for all of them.
    pub async fn start_debounced<F: FlowBody>(
        &self,
        key: &str,
        delay: Duration,
        input: &F::Input,
    ) -> Result<Handle<F::Output>, StartError> {
        let input = serde_json::to_value(input).map_err(|error| StartError::Input(error.to_string()))?;
        let name = registered::<F>();
        let handle = self.inner.engine.debouncer(&name).debounce(key, delay, input).await?;
        Ok(Handle { handle, output: PhantomData })
    }

    pub(super) fn pool(&self) -> &SqlitePool {
        &self.inner.pool
    }

    /// The engine underneath, for what it can and this layer does not.
    pub fn durare(&self) -> &DurableEngine {
        &self.inner.engine
    }

    /// Takes no new work and waits for what is under way, for so long at most. What is not over by then goes on when the
    /// next program starts.
    pub async fn stop(&self, within: Duration) -> Result<(), StartError> {
        self.inner.engine.shutdown(within).await?;
        self.inner.pool.close().await;
        Ok(())
    }
}

/// A flow that was started.
pub struct Handle<T> {
    handle: WorkflowHandle<Value>,
    output: PhantomData<fn() -> T>,
}

/// How a flow ended that gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoOutput {
    /// It stands still: a dead letter, cancelled, or waiting for a person. `intertie flows show` says which.
    StandsStill,
    /// It failed, and what it had done was undone.
    Undone(String),
    /// It was interrupted and goes on later, or the file fails.
    Interrupted(String),
}

impl fmt::Display for NoOutput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StandsStill => f.write_str(
                "the flow stands still: it is a dead letter, cancelled, or waits for a person; `intertie flows show` says why",
            ),
            Self::Undone(why) => write!(f, "the flow failed and was undone: {why}"),
            Self::Interrupted(why) => write!(f, "the flow was interrupted: {why}"),
        }
    }
}

impl std::error::Error for NoOutput {}

impl<T: serde::de::DeserializeOwned> Handle<T> {
    /// The flow's id.
    pub fn id(&self) -> &str {
        self.handle.id()
    }

    /// Waits for the flow's end.
    pub async fn output(&self) -> Result<T, NoOutput> {
        let value = self.handle.result().await.map_err(|error| match error.code() {
            ErrorCode::WorkflowCancelled => NoOutput::StandsStill,
            ErrorCode::Application => NoOutput::Undone(error.to_string()),
            _ => NoOutput::Interrupted(error.to_string()),
        })?;
        serde_json::from_value(value).map_err(|error| NoOutput::Interrupted(error.to_string()))
    }
}
