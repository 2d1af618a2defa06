//! Slack: `X-Slack-Signature` and `X-Slack-Request-Timestamp`
//! (<https://docs.slack.dev/authentication/verifying-requests-from-slack>).

use super::about::{About, json, text};
use super::claim::Claim;
use super::error::WebhookError;
use super::inbound::Inbound;
use super::v0;
use crate::Value;

pub(super) fn claim<'a>(inbound: &Inbound<'a>) -> Result<Claim<'a>, WebhookError> {
    v0::claim(inbound, "x-slack-signature", "x-slack-request-timestamp")
}

/// Slash commands and interactions are forms and have neither id nor kind.
pub(super) fn about(inbound: &Inbound<'_>) -> About {
    let value = json(inbound.body);
    // `event_callback` wraps what happened; other types say it themselves.
    let kind = text(&value, "/event/type").or_else(|| text(&value, "/type"));
    About { id: text(&value, "/event_id"), id_is_proven: true, kind, names: Vec::new() }
}

/// Slack asks whether the URL is ours: the challenge goes back.
pub(super) fn answer(body: &[u8]) -> Option<Value> {
    let value = json(body);
    (value.get("type")? == "url_verification").then_some(())?;
    Some(serde_json::json!({ "challenge": value.get("challenge")?.as_str()? }))
}
