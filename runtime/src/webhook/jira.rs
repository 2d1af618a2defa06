//! Jira Cloud: `X-Hub-Signature`, and `X-Atlassian-Webhook-Identifier`, which is not signed and the same in repeats
//! (<https://developer.atlassian.com/cloud/jira/platform/webhooks/>).

use super::about::{About, json, text};
use super::claim::Claim;
use super::error::WebhookError;
use super::hub;
use super::inbound::Inbound;

pub(super) fn claim<'a>(inbound: &Inbound<'a>) -> Result<Claim<'a>, WebhookError> {
    hub::claim(inbound, "x-hub-signature")
}

pub(super) fn about(inbound: &Inbound<'_>) -> About {
    let kind = text(&json(inbound.body), "/webhookEvent");
    About { id: inbound.hint("x-atlassian-webhook-identifier"), kind, ..About::default() }
}
