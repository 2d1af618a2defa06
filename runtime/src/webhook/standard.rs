//! Standard Webhooks: `webhook-signature: v1,.. v1,..`, base64 HMAC-SHA256 of `id.timestamp.body`
//! (<https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>).

use super::about::{About, json, text};
use super::claim::{Claim, Unit, time};
use super::error::WebhookError;
use super::inbound::Inbound;

const ID: &str = "webhook-id";
const TIMESTAMP: &str = "webhook-timestamp";
const SIGNATURE: &str = "webhook-signature";

pub(super) fn claim<'a>(inbound: &Inbound<'a>) -> Result<Claim<'a>, WebhookError> {
    let id = inbound.header(ID)?;
    // A point in the id would let its end pass for the timestamp.
    if id.is_empty() || id.contains('.') {
        return Err(WebhookError::malformed(ID));
    }
    let at = inbound.header(TIMESTAMP)?;
    // Other versions, such as `v1a`, are of other kinds of secrets.
    let signatures = inbound.header(SIGNATURE)?.split(' ').filter_map(|item| item.strip_prefix("v1,")).collect();
    let content: [&[u8]; 5] = [id.as_bytes(), b".", at.as_bytes(), b".", inbound.body];
    let claim = Claim::of("", content).sent(time(TIMESTAMP, at, Unit::Seconds)?);
    Ok(Claim { signatures, ..claim })
}

pub(super) fn about(inbound: &Inbound<'_>) -> About {
    let kind = text(&json(inbound.body), "/type");
    About { id: inbound.hint(ID), id_is_proven: true, kind, names: Vec::new() }
}
