//! `PayPal`, by its verify call: the headers and the event go to `POST /v1/notifications/verify-webhook-signature`, and
//! `PayPal` says whether it sent them (<https://developer.paypal.com/api/rest/webhooks/rest/>).
//!
//! The event goes as the bytes that came: it must not be written anew, because `PayPal` signs a checksum of them.

use super::about::{About, json};
use super::claim::Claim;
use super::error::WebhookError;
use super::inbound::Inbound;
use super::mac::Key;
use crate::answer::Untyped;
use crate::client::Client;
use crate::codec::{Decode, Encode, Object, Table, required, table};
use crate::spec::{AnswerCoding, AnswerSpec, BodySpec, Coding, OperationSpec, Place, Status};
use crate::{File, Operation, Value};
use serde::de::IgnoredAny;
use std::time::SystemTime;

const TIME: &str = "paypal-transmission-time";

/// The call's members, and the headers that they come from.
const MEMBERS: &[(&str, &str)] = &[
    ("auth_algo", "paypal-auth-algo"),
    ("cert_url", "paypal-cert-url"),
    ("transmission_id", "paypal-transmission-id"),
    ("transmission_sig", "paypal-transmission-sig"),
    ("transmission_time", TIME),
];

/// Whether all is there; what it is worth only the call tells. `PayPal` repeats for three days and does not say whether
/// the time is that of the attempt, so no time window holds.
pub(super) fn claim<'a>(inbound: &Inbound<'a>) -> Result<Claim<'a>, WebhookError> {
    for (_, header) in MEMBERS {
        inbound.header(header)?;
    }
    event(inbound.body)?;
    Ok(Claim { signatures: Vec::new(), contents: Vec::new(), sent: None })
}

pub(super) fn about(inbound: &Inbound<'_>) -> About {
    About::body(inbound.body, "/id", "/event_type")
}

/// When it says that it was sent.
pub(super) fn sent(inbound: &Inbound<'_>) -> Option<SystemTime> {
    let text = inbound.header(TIME).ok()?;
    chrono::DateTime::parse_from_rfc3339(text).ok().map(SystemTime::from)
}

/// Asks `PayPal`, for one of our webhooks after the other.
pub(super) async fn ask(client: &Client, inbound: Inbound<'_>, keys: &[Key]) -> Result<(), WebhookError> {
    for key in keys {
        let Key::Text(webhook_id) = key else { continue };
        let call = VerifyWebhookSignature { body: File::new(body(&inbound, webhook_id.expose())?) };
        let answer = client.send(call).await.map_err(WebhookError::unavailable)?;
        if answer.pointer("/verification_status").and_then(Value::as_str) == Some("SUCCESS") {
            return Ok(());
        }
    }
    Err(WebhookError::signature())
}

/// The body of the call.
fn body(inbound: &Inbound<'_>, webhook_id: &str) -> Result<String, WebhookError> {
    let member =
        |(member, header): &(&str, &'static str)| Ok(format!("\"{member}\":{}", Value::from(inbound.header(header)?)));
    let members = MEMBERS.iter().map(member).collect::<Result<Vec<_>, WebhookError>>()?.join(",");
    let (webhook_id, event) = (Value::from(webhook_id), event(inbound.body)?);
    Ok(format!("{{{members},\"webhook_id\":{webhook_id},\"webhook_event\":{event}}}"))
}

/// The event's text: one JSON object and nothing after it, so that it cannot become another member of the call.
fn event(body: &[u8]) -> Result<&str, WebhookError> {
    let text = std::str::from_utf8(body).ok().filter(|text| text.trim_start().starts_with('{'));
    let whole =
        text.filter(|text| serde_json::from_str::<IgnoredAny>(text).is_ok() && json(text.as_bytes()).is_object());
    whole.ok_or(WebhookError::malformed("body"))
}

/// `POST /v1/notifications/verify-webhook-signature`
#[derive(Clone, PartialEq)]
struct VerifyWebhookSignature {
    body: File,
}

impl Object for VerifyWebhookSignature {
    const TABLE: Table = table("VerifyWebhookSignature", &[required("body")]);
    fn blank() -> Self {
        Self { body: File::default() }
    }
    fn get(&self, _at: usize) -> &dyn Encode {
        &self.body
    }
    fn get_mut(&mut self, _at: usize) -> &mut dyn Decode {
        &mut self.body
    }
}

crate::objects! { VerifyWebhookSignature }

impl Operation for VerifyWebhookSignature {
    type Output = Value;
    type Error = Untyped;
    const SPEC: &'static OperationSpec = &OperationSpec {
        id: "verify-webhook-signature.post",
        method: "POST",
        path: "/v1/notifications/verify-webhook-signature",
        fixed_query: &[],
        places: &[Place::whole_body()],
        body: Some(BodySpec { media_type: "application/json", coding: Coding::Bytes, required: true, choices: &[] }),
        accept: "application/json",
        answers: &[AnswerSpec { status: Status::Code(200), coding: AnswerCoding::Json, case: 0, success: true }],
        servers: &[],
        security: None,
        paging: None,
        deprecated: false,
    };
}
