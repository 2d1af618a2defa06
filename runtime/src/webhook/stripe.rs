//! Stripe: `Stripe-Signature: t=1492774577,v1=5257..,v1=..`, hex HMAC-SHA256 of `t.body`
//! (<https://docs.stripe.com/webhooks/signature>). While an endpoint's secret is rolled there is a `v1` for each; `v0` is
//! of test mode and proves nothing.

use super::about::About;
use super::claim::{Claim, Unit, time};
use super::error::WebhookError;
use super::inbound::Inbound;

const HEADER: &str = "stripe-signature";

pub(super) fn claim<'a>(inbound: &Inbound<'a>) -> Result<Claim<'a>, WebhookError> {
    let malformed = || WebhookError::malformed(HEADER);
    let (mut at, mut signatures) = (None, Vec::new());
    for item in inbound.header(HEADER)?.split(',') {
        match item.split_once('=').ok_or_else(malformed)? {
            ("t", text) if at.is_none() => at = Some(text),
            ("t", _) => return Err(malformed()),
            ("v1", text) => signatures.push(text),
            _ => {}
        }
    }
    let at = at.ok_or_else(malformed)?;
    let claim = Claim::of("", [at.as_bytes(), b".", inbound.body]).sent(time(HEADER, at, Unit::Seconds)?);
    Ok(Claim { signatures, ..claim })
}

pub(super) fn about(inbound: &Inbound<'_>) -> About {
    About::body(inbound.body, "/id", "/type")
}
