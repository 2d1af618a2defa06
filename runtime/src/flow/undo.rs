//! What is undone when a flow fails: calls and code, kept until then, and made as steps in reverse order.

use super::engine::BoxFuture;
use super::handle::{Flow, StepRun};
use super::{Error, Patience};
use crate::Call;
use crate::operation::Operation;
use std::future::{Future, IntoFuture as _};
use std::sync::PoisonError;

/// How to undo something.
pub(super) struct Undo(Make);

/// Makes the step.
type Make = Box<dyn for<'f> FnOnce(&'f Flow<'f>) -> BoxFuture<'f, Result<(), Error>> + Send>;

impl Undo {
    pub(super) fn call<O: Operation>(name: String, call: Call<'_, O>) -> Self {
        let (client, operation, options) = call.into_parts();
        Self(Box::new(move |flow| {
            let call = super::FlowCall::from_parts(flow, name, client, operation, options);
            // The flow has failed already: what it leaves behind is worth more patience than a step of it.
            let undone = call.patience(Patience::DEFAULT).into_future();
            Box::pin(async move { undone.await.map(|_| ()) })
        }))
    }

    pub(super) fn step<F, Fut>(name: String, code: F) -> Self
    where
        F: FnMut(StepRun) -> Fut + Send + 'static,
        Fut: Future<Output = Result<(), Error>> + Send + 'static,
    {
        Self(Box::new(move |flow| flow.step(name, code).into_future()))
    }
}

impl Flow<'_> {
    /// Whether there is anything to undo.
    pub(super) fn has_undo(&self) -> bool {
        !self.undo.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// Undoes everything, the last first. One that fails ends it: what was done before it may be needed by a person who
    /// sets it right.
    pub(super) async fn unwind(&self) -> Result<(), Error> {
        loop {
            let next = self.undo.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(Undo(undo)) = next else { return Ok(()) };
            undo(self).await?;
        }
    }
}
