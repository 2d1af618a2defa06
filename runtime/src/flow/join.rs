//! Branches that run at the same time.
//!
//! A branch is one call, step, sleep, wait or child flow: its place in the journal is taken before any branch runs, so the
//! places do not depend on which is done first. Several steps in a row are a branch as a child flow.

use super::{Error, Flow, FlowBody, FlowCall, FlowChild, FlowSleep, FlowStep, FlowWait};
use crate::operation::Operation;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::{Future, IntoFuture, poll_fn};
use std::pin::Pin;
use std::task::Poll;

mod sealed {
    pub trait Sealed {}
}

/// What can run beside others.
pub trait Branch: sealed::Sealed + IntoFuture<Output = Result<Self::Gives, Error>> {
    /// What it gives.
    type Gives;
}

impl<O: Operation> sealed::Sealed for FlowCall<'_, O> {}
impl<O: Operation> Branch for FlowCall<'_, O> {
    type Gives = super::Recorded<O::Output>;
}
impl<T> sealed::Sealed for FlowStep<'_, T> {}
impl<T: Serialize + DeserializeOwned + Send + 'static> Branch for FlowStep<'_, T> {
    type Gives = T;
}
impl sealed::Sealed for FlowSleep<'_> {}
impl Branch for FlowSleep<'_> {
    type Gives = ();
}
impl<T> sealed::Sealed for FlowWait<'_, T> {}
impl<'f, T: DeserializeOwned + Send + 'f> Branch for FlowWait<'f, T> {
    type Gives = Option<T>;
}
impl<F> sealed::Sealed for FlowChild<'_, F> {}
impl<F: FlowBody> Branch for FlowChild<'_, F> {
    type Gives = F::Output;
}

impl Flow<'_> {
    /// Runs two branches at the same time; both run to their end, whichever fails.
    pub async fn join<A: Branch, B: Branch>(&self, a: A, b: B) -> (Result<A::Gives, Error>, Result<B::Gives, Error>)
    where
        A::IntoFuture: Unpin,
        B::IntoFuture: Unpin,
    {
        // Places in the journal are taken here, in order.
        let (mut a, mut b) = (Slot::new(a.into_future()), Slot::new(b.into_future()));
        poll_fn(|context| {
            let done = (a.poll(context), b.poll(context));
            if done == (true, true) { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        (a.take(), b.take())
    }

    /// Runs any number of branches of one kind at the same time; all run to their end, whichever fails.
    pub async fn join_all<B: Branch>(&self, branches: impl IntoIterator<Item = B>) -> Vec<Result<B::Gives, Error>>
    where
        B::IntoFuture: Unpin,
    {
        let mut slots: Vec<_> = branches.into_iter().map(|branch| Slot::new(branch.into_future())).collect();
        poll_fn(|context| {
            let open = slots.iter_mut().filter_map(|slot| (!slot.poll(context)).then_some(())).count();
            if open == 0 { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        slots.into_iter().map(Slot::take).collect()
    }
}

/// A future, or what it gave.
enum Slot<F: Future> {
    Running(F),
    Done(Option<F::Output>),
}

impl<F: Future + Unpin> Slot<F> {
    fn new(future: F) -> Self {
        Self::Running(future)
    }

    fn poll(&mut self, context: &mut std::task::Context<'_>) -> bool {
        let Self::Running(future) = self else { return true };
        match Pin::new(future).poll(context) {
            Poll::Ready(output) => {
                *self = Self::Done(Some(output));
                true
            }
            Poll::Pending => false,
        }
    }

    fn take(self) -> F::Output {
        match self {
            Self::Done(Some(output)) => output,
            Self::Done(None) | Self::Running(_) => unreachable!("a slot is taken once, when it is done"),
        }
    }
}
