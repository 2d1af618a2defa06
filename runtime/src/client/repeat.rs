//! The attempts of a call, and the time it has.

use super::base::Base;
use super::received::Received;
use super::{Client, Options};
use crate::clock::Clock;
use crate::error::{Failure, Kind};
#[cfg(feature = "limit")]
use crate::limit::Permit;
use crate::observe::{self, End};
use crate::request::Request;
use crate::retry::Outcome;
use crate::spec::OperationSpec;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};

/// What all attempts of a call have in common.
pub(super) struct Plan {
    pub(super) spec: &'static OperationSpec,
    pub(super) base: Arc<Base>,
    pub(super) request: Request,
    pub(super) options: Options,
    /// Whether the request may be sent a second time.
    pub(super) may_repeat: bool,
    /// How long the call may take.
    pub(super) left: Option<Duration>,
    /// When the call has to be over.
    pub(super) deadline: Option<Instant>,
}

impl Client {
    /// Attempts the call until it succeeds or another attempt would be of no use, or not allowed.
    pub(super) async fn repeat(&self, plan: &Plan) -> Result<Received, Failure> {
        let clock = &*self.shared.clock;
        let policy = plan.options.retry.as_ref().unwrap_or(&self.shared.retry);
        for made in 1.. {
            let result = self.observed(plan, made).await;
            if !plan.may_repeat {
                return result;
            }
            let left = plan.deadline.map(|deadline| deadline.saturating_duration_since(clock.now()));
            let Some(wait) = self.shared.retries.next(policy, made, outcome(&result), left) else { return result };
            observe::retried(self.shared.api, plan.spec);
            clock.sleep(wait).await;
        }
        unreachable!("the policy's number of attempts has an end")
    }

    /// An attempt, when the limits let it begin, in a span of its own.
    async fn observed(&self, plan: &Plan, made: u32) -> Result<Received, Failure> {
        let (api, spec, clock) = (self.shared.api, plan.spec, &*self.shared.clock);
        #[cfg(feature = "limit")]
        let _permit = self.enter(plan).await?;
        let span = observe::attempt(api, spec, &plan.base.origin, made - 1);
        let started = observe::started(clock);
        let result = span.run(self.attempt(plan)).await;
        let took = started.map(|started| clock.now().saturating_duration_since(started));
        observe::attempt_ended(&span, api, spec, &plan.base.origin, took, || match &result {
            Ok(received) => End::answered(received.head.status.as_u16(), received.is_success()),
            Err(failure) => End::failed(failure),
        });
        result
    }

    #[cfg(feature = "limit")]
    async fn enter(&self, plan: &Plan) -> Result<Permit, Failure> {
        let clock = &*self.shared.clock;
        let left = plan.deadline.map(|deadline| deadline.saturating_duration_since(clock.now()));
        let policy = plan.options.retry.as_ref().unwrap_or(&self.shared.retry);
        let longest = policy.longest_wait().min(left.unwrap_or(Duration::MAX));
        let limited = |wait| Failure::unanswered(plan.spec, Kind::Limited(wait));
        let permit = self.shared.limits.enter(clock, longest).await.map_err(limited)?;
        if !permit.waited.is_zero() {
            observe::limited(self.shared.api, plan.spec, permit.waited);
        }
        Ok(permit)
    }
}

fn outcome(result: &Result<Received, Failure>) -> Outcome<'_> {
    match result {
        Ok(received) => Outcome::Answered(&received.head, received.counts_as),
        Err(Failure { head: None, kind: Kind::Transport(error), .. }) => Outcome::Unanswered(error.kind()),
        Err(_) => Outcome::Final,
    }
}

/// The result of a call, unless its time is over first.
pub(super) async fn within<T>(
    clock: &dyn Clock,
    left: Option<Duration>,
    mut call: Pin<&mut impl Future<Output = T>>,
) -> Option<T> {
    let Some(left) = left else { return Some(call.await) };
    // Most calls that end at once need no timer, nor a runtime that has one.
    let mut over = None;
    poll_fn(|context| match call.as_mut().poll(context) {
        Poll::Ready(result) => Poll::Ready(Some(result)),
        Poll::Pending => over.get_or_insert_with(|| clock.sleep(left)).as_mut().poll(context).map(|()| None),
    })
    .await
}
