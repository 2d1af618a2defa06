//! What an engine does for a flow, as one object-safe trait: adapters implement it, and tests wrap it.

pub use crate::auth::BoxFuture;

use serde_json::Value;
use std::fmt;
use std::time::Duration;

/// Keeps a flow's journal. One value is one run of one flow.
///
/// Every method takes its place in the journal when it is *called*, not when its future is polled: so the calls of
/// branches that run at the same time stand in the journal in the order of the source, on every run.
pub trait Engine: Send + Sync {
    /// The flow's id.
    fn id(&self) -> &str;

    /// Runs the body unless the journal has the step's value, and journals what it gives.
    fn step(&self, step: Step, body: Body) -> BoxFuture<'_, Result<Value, Halt>>;

    /// Waits. A flow that runs again waits for what is left.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, Result<(), Halt>>;

    /// Waits for a signal of this name; `None`: the time was over first. Signals sent before are kept.
    fn signal<'a>(&'a self, name: &str, timeout: Option<Duration>) -> BoxFuture<'a, Result<Option<Value>, Halt>>;

    /// Starts a flow and waits for its end.
    fn child(&self, child: ChildSpec) -> BoxFuture<'_, Result<Value, Halt>>;

    /// Stops the flow until a person lets it go on past this point, for this reason. Gives at once where one did.
    fn pause(&self, reason: String) -> BoxFuture<'_, Result<(), Halt>>;

    /// Whether a person has given the flow up: then a failure undoes what it has done.
    fn given_up(&self) -> BoxFuture<'_, Result<bool, Halt>> {
        Box::pin(std::future::ready(Ok(false)))
    }
}

/// A step, apart from what it does.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Its name in the journal: the same on every run, so never with a version in it.
    pub name: String,
    /// How often its body is run at most.
    pub attempts: u32,
    /// The vendor it calls: an engine may let only so many steps of one run at a time.
    pub vendor: Option<&'static str>,
}

/// A flow that another one starts.
#[derive(Debug, Clone, PartialEq)]
pub struct ChildSpec {
    /// The child's name and version, as it is registered.
    pub flow: String,
    /// The child's id.
    pub id: String,
    /// What it is given.
    pub input: Value,
}

/// Which attempt of a body this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt {
    /// From 1, within this run of the flow.
    pub number: u32,
}

/// The body of a step: given the number of the attempt, it says how that ended.
pub type Body = Box<dyn FnMut(Attempt) -> BoxFuture<'static, Outcome> + Send>;

/// How an attempt of a step ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// This is to be journalled.
    Done(Value),
    /// Another attempt is worth it.
    Again {
        /// When: the vendor's own word for it, or a growing wait.
        after: Duration,
        /// What is journalled where this was the last attempt.
        or: Value,
    },
}

/// Why a run of a flow ends before its body does. The body must pass it on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Halt {
    /// It was cancelled.
    Cancelled,
    /// It waits for a person.
    Paused(String),
    /// The body does not do what the journal says it did: it was changed without a new version.
    Diverged(String),
    /// The journal cannot be read or written, or the process ends. The flow goes on when it can.
    Storage(String),
    /// A child flow failed.
    Child(String),
}

impl fmt::Display for Halt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cancelled => f.write_str("the flow was cancelled"),
            Self::Paused(reason) => write!(f, "the flow waits for a person: {reason}"),
            Self::Diverged(what) => write!(f, "the flow's code is not what its journal is of: {what}"),
            Self::Storage(what) => write!(f, "the journal fails: {what}"),
            Self::Child(what) => write!(f, "a child flow failed: {what}"),
        }
    }
}

/// Runs a body until it is done or its attempts are used up: for engines that leave the repeating to us.
pub(crate) async fn repeat(step: &Step, body: &mut Body) -> Value {
    for number in 1.. {
        match body(Attempt { number }).await {
            Outcome::Done(value) => return value,
            Outcome::Again { or, .. } if number >= step.attempts => return or,
            Outcome::Again { after, .. } => tokio::time::sleep(after).await,
        }
    }
    unreachable!("a step's attempts have an end")
}
