//! GitHub: `X-Hub-Signature-256`, and `X-GitHub-Event` and `X-GitHub-Delivery`, which are not signed
//! (<https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries>).

use super::about::{About, json, text};
use super::claim::Claim;
use super::error::WebhookError;
use super::hub;
use super::inbound::Inbound;

pub(super) fn claim<'a>(inbound: &Inbound<'a>) -> Result<Claim<'a>, WebhookError> {
    hub::claim(inbound, "x-hub-signature-256")
}

/// GitHub's document lists each action of an event: `pull_request` with the action `opened` is `pull-request-opened`.
pub(super) fn about(inbound: &Inbound<'_>) -> About {
    let kind = inbound.hint("x-github-event");
    let action = text(&json(inbound.body), "/action");
    let dashed = |name: &str| name.replace('_', "-");
    let whole = kind.iter().zip(&action).map(|(kind, action)| dashed(&format!("{kind}-{action}")));
    let names = whole.chain(kind.as_deref().map(dashed)).collect();
    About { id: inbound.hint("x-github-delivery"), id_is_proven: false, kind, names }
}
