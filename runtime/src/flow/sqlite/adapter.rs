//! One run of a flow over durare's context.

use super::Shared;
use super::letter::{Letter, Note};
use crate::flow::engine::{Attempt, Body, BoxFuture, ChildSpec, Engine, Halt, Outcome, Step};
use crate::flow::raise::Ended;
use durare::{DurableContext, Error, ErrorCode, PendingStep, StateProvider as _, WorkflowHandle, WorkflowOptions};
use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// As long as no timeout is: durare's waits have an end.
const VERY_LONG: Duration = Duration::from_secs(60 * 60 * 24 * 365 * 100);

/// What the error of a flow is called that failed and has been undone.
pub(super) const UNDONE: &str = "Undone";

/// The engine of one run.
pub(super) struct Adapter {
    context: DurableContext,
    shared: Arc<Shared>,
    /// Durare's own error, which must come back to it as it was.
    stopped: Mutex<Option<Error>>,
}

impl Adapter {
    pub(super) fn new(context: DurableContext, shared: Arc<Shared>) -> Self {
        Self { context, shared, stopped: Mutex::default() }
    }

    fn halt(&self, error: Error) -> Halt {
        let halt = match error.code() {
            ErrorCode::WorkflowCancelled => Halt::Cancelled,
            ErrorCode::UnexpectedStep | ErrorCode::NestedDurableCall | ErrorCode::DurableCallOutsideExecution => {
                Halt::Diverged(error.to_string())
            }
            _ => Halt::Storage(error.to_string()),
        };
        self.stopped.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        halt
    }

    async fn ready<T>(&self, pending: PendingStep<'_, T>) -> Result<T, Halt> {
        pending.await.map_err(|error| self.halt(error))
    }

    async fn note(&self) -> Result<Note, Error> {
        let row = self.shared.provider.get_workflow_status(self.context.workflow_id()).await?;
        Ok(Note::read(row.and_then(|row| row.attributes).as_ref()))
    }

    /// Writes why the flow stands still, and gives durare's word for it: a cancelled workflow keeps its journal and can be
    /// resumed under its id, so that its steps keep their keys. One that ended with an error cannot.
    async fn stand_still(&self, write: impl FnOnce(&mut Note)) -> Result<Value, Error> {
        let id = self.context.workflow_id();
        let mut note = self.note().await?;
        write(&mut note);
        self.shared.provider.set_workflow_attributes(id, Some(&note.to_map())).await?;
        Err(Error::Cancelled(id.to_owned()))
    }

    /// What durare is told of how a run ended.
    pub(super) async fn end(&self, ended: Ended) -> Result<Value, Error> {
        match ended {
            Ended::Done(value) => Ok(value),
            Ended::Undone(error) => Err(Error::portable(UNDONE, error.to_string())),
            Ended::Dead(error) => self.stand_still(|note| note.dead = Some(Letter::of(&error))).await,
            Ended::Halted(Halt::Paused(reason)) => self.stand_still(|note| note.paused = Some(reason)).await,
            Ended::Halted(halt) => {
                let stopped = self.stopped.lock().unwrap_or_else(PoisonError::into_inner).take();
                match (stopped, halt) {
                    // A body that does not fit its journal: a person puts the fitting one back, or gives it up.
                    (Some(error), Halt::Diverged(_)) if error.code() == ErrorCode::UnexpectedStep => {
                        let letter = Letter { why: error.to_string(), step: None, reason: None };
                        self.stand_still(|note| note.dead = Some(letter)).await
                    }
                    (Some(error), _) => Err(error),
                    (None, halt) => {
                        let letter = Letter { why: halt.to_string(), step: None, reason: None };
                        self.stand_still(|note| note.dead = Some(letter)).await
                    }
                }
            }
        }
    }
}

impl Engine for Adapter {
    fn id(&self) -> &str {
        self.context.workflow_id()
    }

    fn step(&self, step: Step, mut body: Body) -> BoxFuture<'_, Result<Value, Halt>> {
        let (shared, name) = (Arc::clone(&self.shared), step.name.clone());
        let pending = self.context.step(&name, move || async move { Ok(attempts(&shared, &step, &mut body).await) });
        Box::pin(self.ready(pending))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, Result<(), Halt>> {
        Box::pin(self.ready(self.context.sleep(duration)))
    }

    fn signal<'a>(&'a self, name: &str, timeout: Option<Duration>) -> BoxFuture<'a, Result<Option<Value>, Halt>> {
        Box::pin(self.ready(self.context.recv(name, timeout.unwrap_or(VERY_LONG))))
    }

    fn child(&self, child: ChildSpec) -> BoxFuture<'_, Result<Value, Halt>> {
        let options = WorkflowOptions::with_id(child.id);
        let started: PendingStep<'_, WorkflowHandle<Value>> =
            self.context.start_workflow(&child.flow, child.input, options);
        Box::pin(async move {
            let handle = self.ready(started).await?;
            handle.result().await.map_err(|error| match error.code() {
                ErrorCode::RecoveryRequired | ErrorCode::Database => self.halt(error),
                _ => Halt::Child(format!("`{}` ({}): {error}", child.flow, handle.id())),
            })
        })
    }

    fn pause(&self, reason: String) -> BoxFuture<'_, Result<(), Halt>> {
        Box::pin(async move {
            let note = self.note().await.map_err(|error| self.halt(error))?;
            if note.passed.contains(&reason) { Ok(()) } else { Err(Halt::Paused(reason)) }
        })
    }

    fn given_up(&self) -> BoxFuture<'_, Result<bool, Halt>> {
        Box::pin(async move { Ok(self.note().await.map_err(|error| self.halt(error))?.given_up) })
    }
}

/// The attempts of a step. Durare's own know no wait that a vendor asks for.
async fn attempts(shared: &Shared, step: &Step, body: &mut Body) -> Value {
    for number in 1.. {
        let place = shared.lanes.enter(step.vendor).await;
        let outcome = body(Attempt { number }).await;
        drop(place);
        match outcome {
            Outcome::Done(value) => return value,
            Outcome::Again { or, .. } if number >= step.attempts => return or,
            Outcome::Again { after, .. } => tokio::time::sleep(after).await,
        }
    }
    unreachable!("a step's attempts have an end")
}
