//! A flow within a flow.

use super::body::registered;
use super::engine::{BoxFuture, ChildSpec, Halt};
use super::{Error, Flow, FlowBody};
use serde_json::Value;
use std::future::{IntoFuture, ready};
use std::marker::PhantomData;

/// A child flow that is not started.
#[must_use = "a flow does not start until it is awaited"]
pub struct FlowChild<'f, F> {
    pub(super) flow: &'f Flow<'f>,
    name: String,
    input: Result<Value, String>,
    body: PhantomData<fn() -> F>,
}

impl<'f, F: FlowBody> FlowChild<'f, F> {
    pub(super) fn new(flow: &'f Flow<'_>, name: String, input: &F::Input) -> Self {
        let input = serde_json::to_value(input).map_err(|error| error.to_string());
        Self { flow, name, input, body: PhantomData }
    }
}

impl<'f, F: FlowBody> IntoFuture for FlowChild<'f, F> {
    type Output = Result<F::Output, Error>;
    type IntoFuture = BoxFuture<'f, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { flow, name, input, .. } = self;
        let input = match flow.claim(&name).and_then(|()| input.map_err(Error::new)) {
            Ok(input) => input,
            Err(error) => return Box::pin(ready(Err(error))),
        };
        let id = format!("{}/{name}", flow.id());
        let ended = flow.engine.child(ChildSpec { flow: registered::<F>(), id, input });
        Box::pin(async move {
            let unread = |error| Halt::Diverged(format!("what the flow `{name}` gave cannot be read: {error}"));
            Ok(serde_json::from_value(ended.await?).map_err(unread)?)
        })
    }
}
