//! `WebSub`'s `sha256=` and hex HMAC-SHA256 of the body, as GitHub and Jira send it. No time is signed.

use super::claim::Claim;
use super::error::WebhookError;
use super::inbound::Inbound;

/// The claim in this header. `sha1=` and others are no proof.
pub(super) fn claim<'a>(inbound: &Inbound<'a>, header: &'static str) -> Result<Claim<'a>, WebhookError> {
    let signature = inbound.header(header)?.strip_prefix("sha256=").ok_or(WebhookError::malformed(header))?;
    let content: [&[u8]; 1] = [inbound.body];
    Ok(Claim::of(signature, content))
}
