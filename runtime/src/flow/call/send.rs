//! The body of a step that is a call: one attempt, and how it ended.

use super::doubt::{Find, Guard};
use super::fresh::Fresh;
use crate::client::{Client, Noting, Options};
use crate::drift::Noted;
use crate::error::Error as CallError;
use crate::flow::content::Content;
use crate::flow::engine::{Attempt, Body, Outcome};
use crate::flow::entry::{Answered, By, Drift, Entry, Failed};
use crate::flow::error::{Failure, Reason};
use crate::flow::patience::Patience;
use crate::flow::recorded::Recorded;
use crate::flow::redact::redact;
use crate::flow::told::{Told, within};
use crate::operation::Operation;
use bytes::Bytes;
use http::{HeaderMap, header};
use serde_json::Value;
use std::sync::Arc;

/// The most of a vendor's error that is kept, in bytes.
const LONGEST_ERROR: usize = 16 * 1024;

/// What made the call, as the journal names it.
const CLIENT: &str = concat!("intertie ", env!("CARGO_PKG_VERSION"));

/// What attempts of a call have in common.
pub(super) struct Sending<O: Operation> {
    pub(super) name: String,
    pub(super) client: Client,
    pub(super) operation: O,
    pub(super) options: Options,
    pub(super) patience: Patience,
    pub(super) find: Option<Find>,
    pub(super) guard: Option<Guard>,
    pub(super) told: Told,
    pub(super) fresh: Fresh<O::Output>,
}

impl<O: Operation> Sending<O> {
    pub(super) fn into_body(self) -> Body {
        let sending = Arc::new(self);
        Box::new(move |attempt| {
            let sending = Arc::clone(&sending);
            let span = sending.told.attempt(attempt.number);
            Box::pin(within(span, async move { sending.attempt(attempt).await }))
        })
    }

    async fn attempt(&self, Attempt { number }: Attempt) -> Outcome {
        let in_doubt = self.guard.as_ref().is_some_and(Guard::is_in_doubt);
        if in_doubt && let Some(outcome) = self.look(number).await {
            return outcome;
        }
        let (result, noting) = self.client.perform_noting(&self.operation, self.options.clone()).await;
        if let Some(guard) = &self.guard {
            guard.tried(result.as_ref().is_err_and(may_have_acted));
        }
        match result {
            Ok((response, raw)) => {
                let request_id = response.request_id().map(str::to_owned);
                let answer = self.answered(response.status(), response.headers(), request_id, &raw, &noting, number);
                Outcome::Done(self.journalled(answer, &noting, Some(response.into_output())))
            }
            // The vendor has acted, and repeating would do it twice: a client that reads the answer can go on with it.
            Err(error) if error.is_decode() && error.status().is_some() => {
                let (status, none) = (error.status().unwrap_or_default(), HeaderMap::new());
                let request_id = error.request_id().map(str::to_owned);
                let headers = error.headers().unwrap_or(&none);
                let answer = self.answered(status, headers, request_id, error.raw(), &noting, number);
                Outcome::Done(self.journalled(answer, &noting, None))
            }
            Err(error) => self.failed(&error, number),
        }
    }

    /// Finds out whether the vendor has done it; `None`: it has not.
    async fn look(&self, number: u32) -> Option<Outcome> {
        let Some(find) = &self.find else {
            let message = "it was under way when the program or the network broke, and the vendor keeps no keys for it";
            return Some(Outcome::Done(self.failure(Reason::InDoubt, message.into(), number)));
        };
        match find().await {
            Ok(None) => None,
            Ok(Some(body)) => {
                let answer = Answered {
                    status: 200,
                    body: Content::Json(body),
                    content_type: None,
                    request_id: None,
                    by: self.by(number),
                    drift: Vec::new(),
                    found: true,
                };
                Some(Outcome::Done(Entry::Answer(answer).into_value()))
            }
            Err(error) => {
                let message = format!("whether it was done cannot be found out: {error}");
                let or = self.failure(Reason::InDoubt, message, number);
                Some(match self.patience.wait(number, None) {
                    Some(after) => Outcome::Again { after, or },
                    None => Outcome::Done(or),
                })
            }
        }
    }

    /// The answer, and whether it has all that came.
    fn answered(
        &self,
        status: u16,
        headers: &HeaderMap,
        request_id: Option<String>,
        raw: &Bytes,
        noting: &Noting,
        number: u32,
    ) -> (Answered, bool) {
        let (body, is_whole) = Content::of(raw);
        let drift = |(place, kind): &Noted| Drift { place: place.clone(), kind: (*kind).into() };
        let answer = Answered {
            status,
            body,
            content_type: headers.get(header::CONTENT_TYPE).and_then(|text| Some(text.to_str().ok()?.to_owned())),
            request_id,
            by: self.by(number),
            drift: noting.drift.iter().map(drift).collect(),
            found: false,
        };
        (answer, is_whole)
    }

    /// What the journal holds of an answer. The flow is given the output as it is, where the journal leaves nothing out.
    fn journalled(
        &self,
        (mut answer, is_whole): (Answered, bool),
        noting: &Noting,
        output: Option<O::Output>,
    ) -> Value {
        let has_secrets = answer.body.redact(&noting.secrets);
        if let Some(value) = output.filter(|_| is_whole && !has_secrets) {
            let By { spec, client, attempts, .. } = answer.by.clone();
            let request_id = answer.request_id.clone();
            self.fresh.put(Recorded { value, spec, client, attempts, request_id, found: false });
        }
        Entry::Answer(answer).into_value()
    }

    fn failed(&self, error: &CallError<O::Error>, number: u32) -> Outcome {
        let in_doubt = self.guard.is_some() && may_have_acted(error);
        if in_doubt && self.find.is_none() {
            return Outcome::Done(self.recorded(Reason::InDoubt, error, number));
        }
        if !in_doubt && !is_passing(error) {
            let reason = if error.is_request() { Reason::Unsent } else { Reason::Refused };
            return Outcome::Done(self.recorded(reason, error, number));
        }
        let or = self.recorded(if in_doubt { Reason::InDoubt } else { Reason::Exhausted }, error, number);
        let asked = error.retry_after().or_else(|| error.auth()?.retry_after());
        match self.patience.wait(number, asked) {
            Some(after) => Outcome::Again { after, or },
            None => Outcome::Done(or),
        }
    }

    fn recorded(&self, reason: Reason, error: &CallError<O::Error>, number: u32) -> Value {
        let body = (error.raw().len() <= LONGEST_ERROR).then(|| serde_json::from_slice::<Value>(error.raw()).ok());
        let body = body.flatten().map(|mut body| {
            redact(&mut body, &[]);
            body
        });
        let failure = Failure {
            step: self.name.clone(),
            reason,
            message: error.to_string(),
            status: error.status(),
            code: error.code(),
            body,
            attempts: number,
        };
        Entry::Failed(Failed { failure, by: Some(self.by(number)) }).into_value()
    }

    fn failure(&self, reason: Reason, message: String, number: u32) -> Value {
        let step = self.name.clone();
        let failure = Failure { step, reason, message, status: None, code: None, body: None, attempts: number };
        Entry::Failed(Failed { failure, by: Some(self.by(number)) }).into_value()
    }

    fn by(&self, attempts: u32) -> By {
        let spec = self.client.api().spec.into();
        By { operation: format!("{} {}", O::SPEC.method, O::SPEC.path), spec, client: CLIENT.into(), attempts }
    }
}

/// Whether another attempt may succeed though nothing was mended.
fn is_passing<E>(error: &CallError<E>) -> bool {
    let passes = |status| matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504);
    error.is_connect()
        || error.is_timeout()
        || (error.is_transport() && error.status().is_none())
        || error.is_rate_limited()
        || (error.is_status() && error.counts_as().is_some_and(passes))
        // A token endpoint that refuses says why by a code; else it is down.
        || error.auth().is_some_and(|error| error.retry_after().is_some() || error.code().is_none())
}

/// Whether the vendor may have done it though the call failed. 429 and 503 say that it was not looked at.
fn may_have_acted<E>(error: &CallError<E>) -> bool {
    let unclear = |status| matches!(status, 408 | 500 | 502 | 504..=599);
    let cut_off = error.is_transport() && !error.is_connect();
    cut_off || error.is_too_large() || (error.is_status() && error.counts_as().is_some_and(unclear))
}
