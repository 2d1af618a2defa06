//! How `track_to_message` goes: `fedex::TrackResult` and `shop::Order` to `twilio::CreateMessage`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::TrackToMessage;

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct TrackToMessageMapper;

impl TrackToMessage for TrackToMessageMapper {
    fn account_sid(
        &self,
        track: &fedex::TrackResult,
        order: &shop::Order,
    ) -> intertie::map::Result<String> {
        // order.id 47
        // track.error.parameterList[].key 41
        // track.trackingNumberInfo.trackingNumberUniqueId 36
        todo!("AccountSid: decide")
    }

    fn to(&self, track: &fedex::TrackResult, order: &shop::Order) -> intertie::map::Result<String> {
        // order.ship_to 42
        // track.recipientInformation 40
        todo!("To: decide")
    }
}
