//! A flow as it is written: an async function with a name, a version, an input and an output.

use super::error::Error;
use super::handle::Flow;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::Future;

/// What a flow does. The value holds the clients that it calls.
///
/// After a crash [`run`](Self::run) runs again from its beginning, and each call, step, sleep and wait gives what the
/// journal has. So between them it must do the same for the same values: no clock, no random numbers, no environment
/// outside of [`Flow::step`]. A change of their order or names needs a new [`VERSION`](Self::VERSION), beside which the
/// old body stays registered until its flows are over.
pub trait FlowBody: Send + Sync + 'static {
    /// The flow's name: `order`.
    const NAME: &'static str;
    /// The version of this body.
    const VERSION: &'static str;
    /// What to do with a flow whose journal was written by a client of another document.
    const ON_CHANGE: OnChange = OnChange::GoOn;

    /// What a flow is started with.
    type Input: Serialize + DeserializeOwned + Send + Sync + 'static;
    /// What it gives.
    type Output: Serialize + DeserializeOwned + Send + 'static;

    /// The flow.
    fn run(&self, flow: &Flow<'_>, input: Self::Input) -> impl Future<Output = Result<Self::Output, Error>> + Send;
}

/// What to do with a flow in flight whose recorded answers are of another document than the client's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnChange {
    /// Read them by the new client, tell of the difference, go on.
    #[default]
    GoOn,
    /// Tell of the difference and wait for a person (`intertie flows resume ID`).
    Pause,
}

/// The name under which an engine knows a body: of several versions each is its own.
pub(crate) fn registered<F: FlowBody>() -> String {
    format!("{}@{}", F::NAME, F::VERSION)
}
