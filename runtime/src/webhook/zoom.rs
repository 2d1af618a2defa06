//! Zoom: `x-zm-signature` and `x-zm-request-timestamp`
//! (<https://developers.zoom.us/docs/api/webhooks/#verify-webhook-events>).

use super::about::{About, json, text};
use super::claim::Claim;
use super::error::WebhookError;
use super::inbound::Inbound;
use super::mac::{Coding, Key};
use super::v0;
use crate::Value;
use std::borrow::Cow;

pub(super) fn claim<'a>(inbound: &Inbound<'a>) -> Result<Claim<'a>, WebhookError> {
    v0::claim(inbound, "x-zm-signature", "x-zm-request-timestamp")
}

pub(super) fn about(inbound: &Inbound<'_>) -> About {
    About { kind: text(&json(inbound.body), "/event"), ..About::default() }
}

/// Zoom asks whether we have the secret: its token goes back with a signature, made with the secret that this very
/// request was signed with.
///
/// Tokens are plain random text. One that looks like the signed bytes of an event is not signed: whoever got that
/// answer could forge the event.
pub(super) fn answer(body: &[u8], key: &Key) -> Option<Value> {
    let value = json(body);
    (value.get("event")? == "endpoint.url_validation").then_some(())?;
    let token = value.pointer("/payload/plainToken")?.as_str().filter(|token| !token.contains(':'))?;
    let encrypted = key.expected(Some(Coding::Hex), &vec![Cow::Borrowed(token.as_bytes())]).into_exposed();
    Some(serde_json::json!({ "plainToken": token, "encryptedToken": encrypted }))
}
