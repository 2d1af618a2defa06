//! The way of Slack that Zoom has taken over: `v0=` and hex HMAC-SHA256 of `v0:timestamp:body`.

use super::claim::{Claim, Unit, time};
use super::error::WebhookError;
use super::inbound::Inbound;

/// The claim in these two headers.
pub(super) fn claim<'a>(
    inbound: &Inbound<'a>,
    signature: &'static str,
    timestamp: &'static str,
) -> Result<Claim<'a>, WebhookError> {
    let text = inbound.header(signature)?.strip_prefix("v0=").ok_or(WebhookError::malformed(signature))?;
    let at = inbound.header(timestamp)?;
    let content: [&[u8]; 4] = [b"v0:", at.as_bytes(), b":", inbound.body];
    Ok(Claim::of(text, content).sent(time(timestamp, at, Unit::Seconds)?))
}
