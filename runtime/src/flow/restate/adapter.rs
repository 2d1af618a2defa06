//! One run of a flow over Restate's context.

use super::turn::Turns;
use super::{SERVICE, key};
use crate::flow::engine::{Attempt, Body, BoxFuture, ChildSpec, Engine, Halt, Outcome, Step};
use crate::flow::entry;
use crate::flow::error::Reason;
use restate_sdk::context::{
    ContextClient as _, ContextPromises as _, ContextSideEffects as _, ContextTimers as _, DurableFuture,
    RequestTarget, RunFuture as _, WorkflowContext,
};
use restate_sdk::errors::{HandlerError, HandlerResult, TerminalError};
use restate_sdk::serde::Json;
use serde_json::Value;
use std::collections::BTreeSet;
use std::future::ready;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The code of a flow that failed and was undone.
pub(super) const UNDONE: u16 = 422;

/// The code of a flow that failed where nothing was undone.
pub(super) const STANDS_STILL: u16 = 424;

/// Restate's own code for what was cancelled.
const CANCELLED: u16 = 409;

/// The engine of one run.
pub(super) struct Adapter<'c> {
    context: &'c WorkflowContext<'c>,
    id: &'c str,
    turns: Turns,
    /// Of signals of one name, each is a promise of its own.
    waits: Mutex<Vec<String>>,
}

impl<'c> Adapter<'c> {
    pub(super) fn new(context: &'c WorkflowContext<'c>, id: &'c str) -> Self {
        Self { context, id, turns: Turns::new(), waits: Mutex::default() }
    }

    /// The promise that the next wait for this signal is for: `approved`, then `approved 2`.
    fn promise(&self, name: &str) -> &'static str {
        let mut waits = self.waits.lock().unwrap_or_else(PoisonError::into_inner);
        waits.push(name.to_owned());
        match waits.iter().filter(|known| *known == name).count() {
            1 => interned(name),
            number => interned(&format!("{name} {number}")),
        }
    }
}

/// What Restate is told of a run that the engine ended.
pub(super) fn stopped(halt: &Halt) -> HandlerError {
    match halt {
        Halt::Cancelled => TerminalError::new_with_code(CANCELLED, halt.to_string()).into(),
        Halt::Child(_) | Halt::Paused(_) => TerminalError::new_with_code(STANDS_STILL, halt.to_string()).into(),
        // It is tried again, in the end by a program that fits the journal.
        Halt::Diverged(_) | Halt::Storage(_) => HandlerError::from(halt.to_string()),
    }
}

/// Restate's library wants names that live as long as its context. There are as many as a program's flows wait for.
fn interned(name: &str) -> &'static str {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.get(name) {
        return known;
    }
    let leaked: &'static str = Box::leak(name.to_owned().into_boxed_str());
    names.insert(leaked);
    leaked
}

fn halt(error: &TerminalError) -> Halt {
    if error.code() == CANCELLED { Halt::Cancelled } else { Halt::Storage(error.to_string()) }
}

impl Engine for Adapter<'_> {
    fn id(&self) -> &str {
        self.id
    }

    fn step(&self, step: Step, mut body: Body) -> BoxFuture<'_, Result<Value, Halt>> {
        let turn = self.turns.take();
        let name = step.name.clone();
        Box::pin(async move {
            turn.comes().await;
            let run = self.context.run(move || async move { attempt(&step, &mut body).await }).name(name);
            let done = run.await;
            drop(turn);
            done.map(Json::into_inner).map_err(|error| halt(&error))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, Result<(), Halt>> {
        let slept = self.context.sleep(duration);
        Box::pin(async move { slept.await.map_err(|error| halt(&error)) })
    }

    fn signal<'a>(&'a self, name: &str, timeout: Option<Duration>) -> BoxFuture<'a, Result<Option<Value>, Halt>> {
        let promise = self.context.promise::<Json<Value>>(self.promise(name));
        let Some(timeout) = timeout else {
            return Box::pin(async move { promise.await.map(|value| Some(value.0)).map_err(|error| halt(&error)) });
        };
        let over = self.context.sleep(timeout);
        Box::pin(async move { first(promise, over).await.map_err(|error| halt(&error)) })
    }

    fn child(&self, child: ChildSpec) -> BoxFuture<'_, Result<Value, Halt>> {
        let target = RequestTarget::workflow(SERVICE, key(&child.flow, &child.id), "run");
        let called = self.context.request::<Json<Value>, Json<Value>>(target, Json(child.input)).call();
        Box::pin(async move {
            called.await.map(|value| value.0).map_err(|error| match error.code() {
                CANCELLED => Halt::Cancelled,
                _ => Halt::Child(format!("`{}` ({}): {error}", child.flow, child.id)),
            })
        })
    }

    fn pause(&self, _reason: String) -> BoxFuture<'_, Result<(), Halt>> {
        // Who runs a flow on another deployment than the one it began on has decided that it goes on.
        Box::pin(ready(Ok(())))
    }
}

/// The signal, or `None` where the time was over first.
async fn first(
    signal: impl DurableFuture<Output = Result<Json<Value>, TerminalError>>,
    over: impl DurableFuture<Output = Result<(), TerminalError>>,
) -> Result<Option<Value>, TerminalError> {
    restate_sdk::select! {
        value = signal => { value.map(|value| Some(value.0)) },
        slept = over => { slept.map(|()| None) }
    }
}

/// One attempt. Restate counts and waits, except where the vendor says how long: that is waited for here.
async fn attempt(step: &Step, body: &mut Body) -> HandlerResult<Json<Value>> {
    for number in 1.. {
        match body(Attempt { number }).await {
            Outcome::Done(value) if can_be_mended(&value) => return Err(failed(&value)),
            Outcome::Done(value) => return Ok(Json(value)),
            Outcome::Again { or, .. } if number >= step.attempts => {
                return if can_be_mended(&or) { Err(failed(&or)) } else { Ok(Json(or)) };
            }
            Outcome::Again { after, .. } => tokio::time::sleep(after).await,
        }
    }
    unreachable!("a step's attempts have an end")
}

/// Whether mending a cause outside may turn it into success. What is in doubt stays so: a person must look.
fn can_be_mended(value: &Value) -> bool {
    entry::failure(value).is_some_and(|failure| match failure.reason {
        Reason::Exhausted | Reason::Unsent | Reason::Unread => true,
        Reason::Refused | Reason::InDoubt | Reason::Code => false,
    })
}

fn failed(value: &Value) -> HandlerError {
    entry::failure(value)
        .map_or_else(|| HandlerError::from("the step failed"), |failure| HandlerError::from(failure.to_string()))
}
