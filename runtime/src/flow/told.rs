//! Who is told of a step's attempts, from within its body: who watches, and a span of each.

use super::engine::Outcome;
use super::entry;
use super::handle::Flow;
use super::watch::{Event, Watch};
use crate::observe::{self, Span};
use std::borrow::Cow;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What attempts of a step are told with.
pub(super) struct Told {
    watch: Arc<dyn Watch>,
    flow: String,
    step: String,
    vendor: Option<&'static str>,
    now: Arc<AtomicBool>,
}

impl Told {
    pub(super) fn new(flow: &Flow<'_>, step: &str, vendor: Option<&'static str>) -> Self {
        let (watch, now) = (Arc::clone(&flow.watch), Arc::default());
        Self { watch, flow: flow.id().to_owned(), step: step.to_owned(), vendor, now }
    }

    /// Becomes true when an attempt is made: the journal did not have the step.
    pub(super) fn now(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.now)
    }

    /// An attempt begins.
    pub(super) fn attempt(&self, number: u32) -> Span {
        self.now.store(true, Ordering::Relaxed);
        self.watch.happened(&self.flow, Event::Attempt { step: &self.step, number });
        observe::step(&self.step, number, self.vendor)
    }
}

/// Makes an attempt within its span, which tells how it ended.
pub(super) async fn within(span: Span, attempt: impl Future<Output = Outcome>) -> Outcome {
    let outcome = span.run(attempt).await;
    observe::attempt_of_step_ended(&span, || error(&outcome));
    outcome
}

/// What kind of failure it was; `again`: another attempt may get over it.
fn error(outcome: &Outcome) -> Option<Cow<'static, str>> {
    match outcome {
        Outcome::Again { .. } => Some(Cow::Borrowed("again")),
        Outcome::Done(value) => entry::failure(value).map(|failure| Cow::Borrowed(failure.reason.name())),
    }
}
