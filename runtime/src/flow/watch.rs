//! What happens in flows, told to whoever listens: for logs, metrics and tests.

use super::error::Failure;
use super::recorded::SpecMark;
use std::fmt;

/// Listens to flows. Called on the flow's own task: it should not take long.
pub trait Watch: Send + Sync {
    /// Something happened in the flow of this id.
    fn happened(&self, flow: &str, event: Event<'_>);
}

/// What happened. Nothing of it is secret.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Event<'a> {
    /// The body runs, for the first time or again.
    Began {
        /// The flow's name.
        name: &'a str,
    },
    /// An attempt of a step begins.
    Attempt {
        /// The step's name.
        step: &'a str,
        /// Which attempt of this run, from 1.
        number: u32,
    },
    /// A step is done and in the journal.
    Done {
        /// The step's name.
        step: &'a str,
        /// Whether it was done in this run; otherwise the journal had it.
        now: bool,
        /// Why it failed.
        failure: Option<&'a Failure>,
    },
    /// A recorded answer is of another document than the client that reads it.
    Changed {
        /// The step's name.
        step: &'a str,
        /// The document of the client that made the call.
        recorded: &'a SpecMark,
        /// The document of the client that reads it.
        current: &'a SpecMark,
    },
    /// The body is over; `failure` says why it failed.
    Ended {
        /// Why it failed.
        failure: Option<&'a str>,
    },
}

/// Nobody listens.
pub(crate) struct Silent;

impl Watch for Silent {
    fn happened(&self, _flow: &str, _event: Event<'_>) {}
}

impl<F: Fn(&str, Event<'_>) + Send + Sync> Watch for F {
    fn happened(&self, flow: &str, event: Event<'_>) {
        self(flow, event);
    }
}

impl fmt::Debug for dyn Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watch")
    }
}
