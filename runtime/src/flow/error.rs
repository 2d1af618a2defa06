//! Why a flow, or a step of it, failed.

use super::engine::Halt;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;

/// A flow's failure: of a step, of the engine, or the flow's own.
///
/// A body may look at the failure of a step and go on. What [`is_halt`](Self::is_halt) says of must be passed on.
#[derive(Debug, Clone)]
pub struct Error(Box<Kind>);

#[derive(Debug, Clone)]
enum Kind {
    Step(Failure),
    Halt(Halt),
    Own { message: String, again: bool },
}

/// A step that failed, as the journal has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// The step's name.
    pub step: String,
    /// What kind of failure it is.
    pub reason: Reason,
    /// For people; without anything secret.
    pub message: String,
    /// The HTTP status, where an answer came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The vendor's code: `card_declined`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The vendor's error, where it is JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// How often it was tried in the run that gave up.
    pub attempts: u32,
}

/// What kind of failure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The vendor says no, and would say so again.
    Refused,
    /// All attempts failed: the vendor is down, or wants fewer calls.
    Exhausted,
    /// The step was under way when the program or the network broke, the vendor keeps no idempotency keys for it, and
    /// nothing can tell whether it acted.
    InDoubt,
    /// The request could not be made: values, configuration, credentials.
    Unsent,
    /// The vendor answered, and the answer is not as declared.
    Unread,
    /// The code of a [`Flow::step`](super::Flow::step) says so, or panicked.
    Code,
}

impl Reason {
    /// In one word, as the journal and metrics have it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Exhausted => "exhausted",
            Self::InDoubt => "in_doubt",
            Self::Unsent => "unsent",
            Self::Unread => "unread",
            Self::Code => "code",
        }
    }
}

impl Error {
    /// A failure of the flow's own: out of stock.
    pub fn new(message: impl fmt::Display) -> Self {
        Self(Box::new(Kind::Own { message: message.to_string(), again: false }))
    }

    /// A failure of a step's own code that another attempt may get over.
    pub fn again(message: impl fmt::Display) -> Self {
        Self(Box::new(Kind::Own { message: message.to_string(), again: true }))
    }

    /// The same failure, which came on top of another.
    pub(crate) fn after(mut self, first: &Self) -> Self {
        let both = |message: &str| format!("{message}; it was to be undone because {first}");
        match &mut *self.0 {
            Kind::Step(failure) => failure.message = both(&failure.message),
            Kind::Own { message, .. } => *message = both(message),
            Kind::Halt(_) => {}
        }
        self
    }

    pub(crate) fn is_again(&self) -> bool {
        matches!(*self.0, Kind::Own { again: true, .. })
    }

    pub(crate) fn step(failure: Failure) -> Self {
        Self(Box::new(Kind::Step(failure)))
    }

    /// The step's failure, where one failed.
    pub fn failure(&self) -> Option<&Failure> {
        match &*self.0 {
            Kind::Step(failure) => Some(failure),
            Kind::Halt(_) | Kind::Own { .. } => None,
        }
    }

    /// Why the run ends, where the engine ends it.
    pub fn halt(&self) -> Option<&Halt> {
        match &*self.0 {
            Kind::Halt(halt) => Some(halt),
            Kind::Step(_) | Kind::Own { .. } => None,
        }
    }

    /// Whether the engine ends this run: the body must pass the error on.
    pub fn is_halt(&self) -> bool {
        self.halt().is_some_and(|halt| !matches!(halt, Halt::Child(_)))
    }

    /// The HTTP status, where a vendor's answer is the failure.
    pub fn status(&self) -> Option<u16> {
        self.failure()?.status
    }

    /// The vendor's code of the failure, where its profile says where it is.
    pub fn code(&self) -> Option<&str> {
        self.failure()?.code.as_deref()
    }
}

impl From<Halt> for Error {
    fn from(halt: Halt) -> Self {
        Self(Box::new(Kind::Halt(halt)))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Step(failure) => failure.fmt(f),
            Kind::Halt(halt) => halt.fmt(f),
            Kind::Own { message, .. } => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            Reason::Refused => "was refused",
            Reason::Exhausted => "failed at every attempt",
            Reason::InDoubt => "may or may not have been done",
            Reason::Unsent => "could not be sent",
            Reason::Unread => "was answered with what is not declared",
            Reason::Code => "failed",
        };
        write!(f, "`{}` {reason}", self.step)?;
        if self.attempts > 1 {
            write!(f, " ({} attempts)", self.attempts)?;
        }
        write!(f, ": {}", self.message)
    }
}
