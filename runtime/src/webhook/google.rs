//! Google's push channels (Calendar, Drive): `X-Goog-Channel-Token` is the text that the channel was made with. Nothing
//! is signed and there is no body (<https://developers.google.com/workspace/calendar/api/guides/push>).

use super::about::About;
use super::claim::Claim;
use super::error::WebhookError;
use super::inbound::Inbound;

const CHANNEL: &str = "x-goog-channel-id";
const NUMBER: &str = "x-goog-message-number";
const STATE: &str = "x-goog-resource-state";

pub(super) fn claim<'a>(inbound: &Inbound<'a>) -> Result<Claim<'a>, WebhookError> {
    for name in [CHANNEL, NUMBER, STATE] {
        inbound.header(name)?;
    }
    Ok(Claim::of(inbound.header("x-goog-channel-token")?, []))
}

/// The kind is the state: `sync` (the channel is open), `exists`, `not_exists`. Who has the token can write any id, so
/// it is as good as proven.
pub(super) fn about(inbound: &Inbound<'_>) -> About {
    let id = inbound.hint(CHANNEL).zip(inbound.hint(NUMBER)).map(|(channel, number)| format!("{channel}/{number}"));
    About { id, id_is_proven: true, kind: inbound.hint(STATE), names: Vec::new() }
}
