//! How `track_to_mail` goes: `fedex::TrackResult` and `shop::Order` to `mailchimp::SendMessage`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::{TrackToMail, TrackToMailMessage, TrackToMailMessageTo};

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct TrackToMailMapper;

impl TrackToMail for TrackToMailMapper {
    fn key(
        &self,
        track: &fedex::TrackResult,
        order: &shop::Order,
    ) -> intertie::map::Result<intertie::Secret> {
        // order.id 59
        // track.error.parameterList[].key 54
        // track.trackingNumberInfo.trackingNumberUniqueId 38
        todo!("key: decide")
    }
}

impl TrackToMailMessage for TrackToMailMapper {}

impl TrackToMailMessageTo for TrackToMailMapper {}
