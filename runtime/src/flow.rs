//! Flows: calls of several vendors that belong together and get to their end, whatever breaks on the way.
//!
//! In: a [`FlowBody`], an ordinary async function over a [`Flow`]. Each call, step, sleep and wait of it is written to a
//! journal when it is done; after a crash the function runs again and is given what the journal has. Out: what the flow
//! gives, or a dead letter that says why and can be tried again.
//!
//! This is a layer over an engine and none itself: an [`Engine`] keeps the journal, wakes sleepers and recovers what was
//! cut off. `sqlite` is embedded, `restate` is for many machines, [`memory`] is for tests. What vendors need of it is here: the idempotency key that a
//! step sends however often it runs, which failures are worth another attempt, what to do where nobody knows whether the
//! vendor acted, and which document a recorded answer was made for.

mod body;
mod call;
mod child;
mod content;
mod engine;
mod entry;
mod error;
mod handle;
mod id;
mod join;
mod key;
pub mod memory;
mod patience;
mod raise;
mod recorded;
mod redact;
#[cfg(feature = "flow-restate")]
pub mod restate;
#[cfg(feature = "flow-sqlite")]
pub mod sqlite;
mod told;
mod undo;
mod watch;

pub use body::{FlowBody, OnChange};
pub use call::FlowCall;
pub use child::FlowChild;
pub use engine::{Attempt, Body, BoxFuture, ChildSpec, Engine, Halt, Outcome, Step};
pub use error::{Error, Failure, Reason};
pub use handle::{Flow, FlowSleep, FlowStep, FlowWait};
pub use id::FlowId;
pub use join::Branch;
pub use patience::Patience;
pub use raise::{Ended, run};
pub use recorded::{Recorded, SpecMark};
pub use watch::{Event, Watch};
