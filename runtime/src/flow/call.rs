//! A call of a vendor as a step.
//!
//! Where the vendor keeps idempotency keys for the operation, the step sends the one of its flow and name, and may be
//! repeated without harm. Where it keeps none and the method is not safe to repeat, a mark in the journal says that the
//! step was begun: a step that is begun a second time is in doubt, and is repeated only if the flow has a way to find out
//! ([`found_by`](FlowCall::found_by)) that the vendor has not done it.

mod doubt;
mod fresh;
mod send;

use super::body::OnChange;
use super::engine::{BoxFuture, Step};
use super::entry::{Answered, Entry};
use super::error::{Error, Failure, Reason};
use super::handle::Flow;
use super::key;
use super::patience::Patience;
use super::recorded::{Recorded, SpecMark};
use super::told::Told;
use super::watch::Event;
use crate::client::{Client, Kept, Options};
use crate::operation::Operation;
use crate::retry::RetryPolicy;
use crate::spec::{AnswerCoding, Idempotency, OperationSpec};
#[cfg(feature = "flow-sqlite")]
pub(super) use doubt::mark;
use doubt::{Find, Guard};
use fresh::Fresh;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use send::Sending;
use serde_json::Value;
use std::future::{Future, IntoFuture, ready};
use std::sync::atomic::Ordering;

/// A call that is not made yet.
#[must_use = "a call does nothing until it is awaited"]
pub struct FlowCall<'f, O> {
    flow: &'f Flow<'f>,
    name: String,
    client: Client,
    operation: O,
    options: Options,
    patience: Patience,
    find: Option<Find>,
    repeats_in_doubt: bool,
}

impl<'f, O: Operation> FlowCall<'f, O> {
    pub(super) fn new(flow: &'f Flow<'_>, name: String, call: crate::Call<'_, O>) -> Self {
        let (client, operation, options) = call.into_parts();
        Self::from_parts(flow, name, client, operation, options)
    }

    pub(super) fn from_parts(flow: &'f Flow<'_>, name: String, client: Client, operation: O, options: Options) -> Self {
        let patience = flow.patience();
        Self { flow, name, client, operation, options, patience, find: None, repeats_in_doubt: false }
    }

    /// How patient this call is.
    pub fn patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// How to find out whether the vendor has done it already, for operations without idempotency keys: asked where the
    /// step was begun before, it gives the answer's body as the vendor would have sent it, or `None`: not done.
    pub fn found_by<F, Fut>(mut self, find: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Option<Value>, Error>> + Send + 'static,
    {
        self.find = Some(Box::new(move || Box::pin(find())));
        self
    }

    /// Repeats the call where nobody knows whether it was made: for what does no harm twice, such as a message.
    pub const fn repeat_in_doubt(mut self) -> Self {
        self.repeats_in_doubt = true;
        self
    }

    /// Why it cannot be a step.
    fn refused(&self) -> Result<(), Error> {
        self.flow.claim(&self.name)?;
        let streams = |coding| matches!(coding, AnswerCoding::Bytes | AnswerCoding::EventStream);
        if O::SPEC.answers.iter().any(|answer| answer.success && streams(answer.coding)) {
            let what = "its answer is a stream, which the journal cannot hold: read it within a step of the flow's own";
            return Err(Error::new(format_args!("`{}` cannot be a step: {what}", self.name)));
        }
        Ok(())
    }

    fn begin(mut self) -> BoxFuture<'f, Result<Recorded<O::Output>, Error>> {
        if let Err(error) = self.refused() {
            return Box::pin(ready(Err(error)));
        }
        let (flow, name, client) = (self.flow, self.name.clone(), self.client.clone());
        let rule = client.api().policy.idempotency_of(O::SPEC).filter(|rule| takes_key(rule, O::SPEC));
        // The client's own retries would multiply with the step's.
        self.options.retry = Some(RetryPolicy::none());
        if let (Some(rule), None) = (rule, &self.options.idempotency_key) {
            self.options.idempotency_key = Some(key::of(flow.id(), &name, rule.max_length));
        }
        let guard = (rule.is_none() && !is_safe_to_repeat(O::SPEC) && !self.repeats_in_doubt).then(Guard::default);
        let vendor = Some(client.api().spec.vendor);
        let begun = guard.as_ref().map(|guard| {
            let step = Step { name: doubt::mark(&name), attempts: 1, vendor: None };
            flow.engine.step(step, guard.begin())
        });
        let told = Told::new(flow, &name, vendor);
        let now = told.now();
        let Self { operation, options, patience, find, .. } = self;
        let step = Step { name: name.clone(), attempts: patience.attempts, vendor };
        let fresh = Fresh::default();
        let slot = fresh.clone();
        let sending = Sending { name, client, operation, options, patience, find, guard, told, fresh };
        let (name, client) = (sending.name.clone(), sending.client.clone());
        let sent = flow.engine.step(step, sending.into_body());
        Box::pin(async move {
            if let Some(begun) = begun {
                begun.await?;
            }
            let value = sent.await?;
            // What the journal was just given need not be read from it.
            if let Some(recorded) = slot.take() {
                flow.done(&name, true, None);
                return Ok(recorded);
            }
            let now = now.load(Ordering::Relaxed);
            match flow.entry(&name, value, now)? {
                Entry::Answer(answered) => read::<O>(flow, &name, &client, answered, now).await,
                Entry::Failed(failed) => Err(Error::step(failed.failure)),
                Entry::Value(_) => Err(super::Halt::Diverged(format!("`{name}` was no call")).into()),
            }
        })
    }
}

impl<'f, O: Operation> IntoFuture for FlowCall<'f, O> {
    type Output = Result<Recorded<O::Output>, Error>;
    type IntoFuture = BoxFuture<'f, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.begin()
    }
}

/// Whether a call of this operation has a place for the key.
fn takes_key(rule: &Idempotency, spec: &OperationSpec) -> bool {
    match rule.place {
        crate::spec::KeyPlace::Header(_) => true,
        crate::spec::KeyPlace::Member(_) => spec.body.is_some(),
    }
}

/// By RFC 9110, 9.2.2.
fn is_safe_to_repeat(spec: &OperationSpec) -> bool {
    spec.method.parse::<Method>().is_ok_and(|method| method.is_idempotent())
}

/// A recorded answer as the client reads it that runs now.
async fn read<O: Operation>(
    flow: &Flow<'_>,
    step: &str,
    client: &Client,
    answered: Answered,
    now: bool,
) -> Result<Recorded<O::Output>, Error> {
    let current = client.api().spec;
    let is_other = !answered.by.spec.is(current);
    if is_other {
        let current = SpecMark::from(current);
        flow.tell(Event::Changed { step, recorded: &answered.by.spec, current: &current });
        if flow.on_change == OnChange::Pause {
            flow.engine.pause(format!("recorded with {}, read with {current}", answered.by.spec)).await?;
        }
    }
    let kept = kept(&answered, is_other && !now);
    let Answered { request_id, by, found, .. } = answered;
    match client.recall::<O>(kept) {
        Ok(response) => Ok(Recorded {
            value: response.into_output(),
            spec: by.spec,
            client: by.client,
            attempts: by.attempts,
            request_id,
            found,
        }),
        Err(error) => Err(Error::step(Failure {
            step: step.to_owned(),
            reason: if error.is_status() { Reason::Refused } else { Reason::Unread },
            message: error.to_string(),
            status: error.status(),
            code: error.code(),
            body: None,
            attempts: by.attempts,
        })),
    }
}

fn kept(answered: &Answered, watched: bool) -> Kept {
    let mut headers = HeaderMap::new();
    let media = answered.content_type.as_deref().and_then(|text| HeaderValue::from_str(text).ok());
    if let Some(media) = media {
        headers.insert(header::CONTENT_TYPE, media);
    }
    let status = StatusCode::from_u16(answered.status).unwrap_or(StatusCode::OK);
    Kept { status, headers, body: answered.body.bytes().into(), watched }
}
