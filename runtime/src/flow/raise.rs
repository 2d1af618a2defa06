//! One run of a flow: its body, and what comes after it. Engines call it.

use super::body::FlowBody;
use super::engine::{Engine, Halt};
use super::error::{Error, Reason};
use super::handle::Flow;
use super::watch::{Event, Silent, Watch};
use crate::observe;
use serde_json::Value;
use std::sync::Arc;

/// How a run ended.
#[derive(Debug, Clone)]
pub enum Ended {
    /// With what the flow gives.
    Done(Value),
    /// It failed, and what it had done was undone.
    Undone(Error),
    /// It failed, and waits for somebody who mends the cause and tries again: a dead letter.
    Dead(Error),
    /// The engine ended it. It may go on later.
    Halted(Halt),
}

impl Ended {
    /// How, in one word, as metrics have it.
    const fn name(&self) -> &'static str {
        match self {
            Self::Done(_) => "done",
            Self::Undone(_) => "undone",
            Self::Dead(_) | Self::Halted(Halt::Diverged(_)) => "dead",
            Self::Halted(Halt::Paused(_)) => "paused",
            Self::Halted(Halt::Cancelled) => "cancelled",
            Self::Halted(_) => "cut off",
        }
    }
}

/// Runs a body from its beginning.
///
/// A failure that mending a cause outside of the flow may turn into success (a vendor that is down, credentials, a client
/// that cannot read an answer, doubt) undoes nothing: the flow becomes a dead letter as it stands. Where a person gives it
/// up, and for every other failure, what it has done is undone.
pub async fn run<F: FlowBody>(body: &F, engine: &dyn Engine, watch: Option<Arc<dyn Watch>>, input: Value) -> Ended {
    let span = observe::flow(F::NAME, F::VERSION, engine.id());
    let ended = span.run(told(body, engine, watch, input)).await;
    observe::flow_ended(&span, F::NAME, ended.name(), matches!(ended, Ended::Undone(_) | Ended::Dead(_)));
    ended
}

/// The run, of whose beginning and end whoever watches is told.
async fn told<F: FlowBody>(body: &F, engine: &dyn Engine, watch: Option<Arc<dyn Watch>>, input: Value) -> Ended {
    let watch = watch.unwrap_or_else(|| Arc::new(Silent));
    let flow = Flow::new(engine, watch, F::NAME, F::ON_CHANGE);
    flow.tell(Event::Began { name: F::NAME });
    let ended = match serde_json::from_value(input) {
        Ok(input) => finish(&flow, body.run(&flow, input).await).await,
        // A poison event: it waits among the dead letters, where it can be looked at.
        Err(error) => Ended::Dead(Error::new(format_args!("the input is not as expected: {error}"))),
    };
    let failure = match &ended {
        Ended::Done(_) => None,
        Ended::Undone(error) | Ended::Dead(error) => Some(error.to_string()),
        Ended::Halted(halt) => Some(halt.to_string()),
    };
    flow.tell(Event::Ended { failure: failure.as_deref() });
    ended
}

async fn finish<T: serde::Serialize>(flow: &Flow<'_>, result: Result<T, Error>) -> Ended {
    let error = match result {
        Ok(output) => {
            return match serde_json::to_value(output) {
                Ok(value) => Ended::Done(value),
                Err(error) => Ended::Dead(Error::new(format_args!("the output cannot be written: {error}"))),
            };
        }
        Err(error) => error,
    };
    if let (true, Some(halt)) = (error.is_halt(), error.halt()) {
        return Ended::Halted(halt.clone());
    }
    if !flow.has_undo() {
        return Ended::Dead(error);
    }
    match flow.engine.given_up().await {
        Err(halt) => return Ended::Halted(halt),
        Ok(false) if can_be_mended(&error) => return Ended::Dead(error),
        Ok(_) => {}
    }
    match flow.unwind().await {
        Ok(()) => Ended::Undone(error),
        Err(failed) => match failed.halt() {
            Some(halt) if failed.is_halt() => Ended::Halted(halt.clone()),
            // The step to be made anew is the one that undoes.
            _ => Ended::Dead(failed.after(&error)),
        },
    }
}

/// Whether another try may succeed once somebody has mended the cause.
fn can_be_mended(error: &Error) -> bool {
    match error.failure() {
        Some(failure) => match failure.reason {
            Reason::Exhausted | Reason::InDoubt | Reason::Unsent | Reason::Unread => true,
            Reason::Refused | Reason::Code => false,
        },
        // A child that failed is a dead letter of its own.
        None => error.halt().is_some(),
    }
}
