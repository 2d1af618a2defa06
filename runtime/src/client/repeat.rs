//! The attempts of a call, and the time it has.

use super::base::Base;
use super::received::Received;
use super::{Client, Options};
use crate::clock::Clock;
use crate::error::{Failure, Kind};
use crate::request::Request;
use crate::retry::Outcome;
use crate::spec::OperationSpec;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

/// What all attempts of a call have in common.
pub(super) struct Plan {
    pub(super) spec: &'static OperationSpec,
    pub(super) base: Base,
    pub(super) request: Request,
    pub(super) options: Options,
    /// Whether the request may be sent a second time.
    pub(super) may_repeat: bool,
    /// When the call has to be over.
    pub(super) deadline: Option<Instant>,
}

impl Client {
    /// Attempts the call until it succeeds or another attempt would be of no use, or not allowed.
    pub(super) async fn repeat(&self, plan: &Plan) -> Result<Received, Failure> {
        let clock = &*self.shared.clock;
        let policy = plan.options.retry.as_ref().unwrap_or(&self.shared.retry);
        for made in 1.. {
            let result = self.attempt(plan).await;
            if !plan.may_repeat {
                return result;
            }
            let left = plan.deadline.map(|deadline| deadline.saturating_duration_since(clock.now()));
            let Some(wait) = self.shared.retries.next(policy, made, outcome(&result), left) else { return result };
            clock.sleep(wait).await;
        }
        unreachable!("the policy's number of attempts has an end")
    }
}

fn outcome(result: &Result<Received, Failure>) -> Outcome<'_> {
    match result {
        Ok(received) => Outcome::Answered(&received.head),
        Err(Failure { head: None, kind: Kind::Transport(error), .. }) => Outcome::Unanswered(error.kind()),
        Err(_) => Outcome::Final,
    }
}

/// The result of a call, unless its time is over first.
pub(super) async fn within<T>(clock: &dyn Clock, left: Option<Duration>, call: impl Future<Output = T>) -> Option<T> {
    let Some(left) = left else { return Some(call.await) };
    let (mut call, mut over) = (pin!(call), clock.sleep(left));
    poll_fn(|context| match call.as_mut().poll(context) {
        Poll::Ready(result) => Poll::Ready(Some(result)),
        Poll::Pending => over.as_mut().poll(context).map(|()| None),
    })
    .await
}
