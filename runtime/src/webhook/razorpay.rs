//! Razorpay: `X-Razorpay-Signature`, hex HMAC-SHA256 of the body; `x-razorpay-event-id` is not signed and the same in
//! repeats (<https://razorpay.com/docs/webhooks/validate-test/>).

use super::about::{About, json, text};
use super::claim::Claim;
use super::error::WebhookError;
use super::inbound::Inbound;

pub(super) fn claim<'a>(inbound: &Inbound<'a>) -> Result<Claim<'a>, WebhookError> {
    let content: [&[u8]; 1] = [inbound.body];
    Ok(Claim::of(inbound.header("x-razorpay-signature")?, content))
}

pub(super) fn about(inbound: &Inbound<'_>) -> About {
    let kind = text(&json(inbound.body), "/event");
    About { id: inbound.hint("x-razorpay-event-id"), kind, ..About::default() }
}
