//! Steps that may have been made before, at vendors who keep no idempotency keys.

use crate::flow::engine::{Body, BoxFuture, Outcome};
use crate::flow::entry::Entry;
use crate::flow::error::Error;
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How to find out whether the vendor has done it.
pub(super) type Find = Box<dyn Fn() -> BoxFuture<'static, Result<Option<Value>, Error>> + Send + Sync>;

/// The journal's mark that a step was begun. Part of the format: it does not change.
pub(crate) fn mark(step: &str) -> String {
    format!("{step} (begun)")
}

/// Whether a step was begun before: in another run of the flow, or by an attempt of this one.
#[derive(Default)]
pub(super) struct Guard {
    /// Whether the mark was made in this run.
    fresh: Arc<AtomicBool>,
    /// Whether an attempt of this run may have reached the vendor.
    tried: AtomicBool,
}

impl Guard {
    /// The body of the step that makes the mark: it does not run where the journal has the mark.
    pub(super) fn begin(&self) -> Body {
        let fresh = Arc::clone(&self.fresh);
        Box::new(move |_| {
            fresh.store(true, Ordering::Relaxed);
            Box::pin(async { Outcome::Done(Entry::Value(Value::Null).into_value()) })
        })
    }

    pub(super) fn is_in_doubt(&self) -> bool {
        !self.fresh.load(Ordering::Relaxed) || self.tried.load(Ordering::Relaxed)
    }

    /// The vendor may have been reached, or was not.
    pub(super) fn tried(&self, may_have_acted: bool) {
        self.tried.store(may_have_acted, Ordering::Relaxed);
        // What was unclear before is clear by now: an attempt is made only after it was found not to be done.
        self.fresh.store(true, Ordering::Relaxed);
    }
}
