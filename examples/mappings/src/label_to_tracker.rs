//! How `label_to_tracker` goes: `fedex::ShpcResponseVoShipShipmentTransactionShipment` and `fedex::TrackResult` to `paypal::Tracker`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::LabelToTracker;

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct LabelToTrackerMapper;

impl LabelToTracker for LabelToTrackerMapper {
    fn transaction_id(
        &self,
        label: &fedex::ShpcResponseVoShipShipmentTransactionShipment,
        track: &fedex::TrackResult,
    ) -> intertie::map::Result<String> {
        // track.error.parameterList[].key 41
        // track.trackingNumberInfo.trackingNumberUniqueId 34
        // label.shipmentDocuments[].contentKey 34
        todo!("transaction_id: decide")
    }

    fn status(
        &self,
        label: &fedex::ShpcResponseVoShipShipmentTransactionShipment,
        track: &fedex::TrackResult,
    ) -> intertie::map::Result<paypal::TrackingStatus> {
        // track.scanEvents[].derivedStatusCode 41
        // track.scanEvents[].derivedStatus 40
        // track.latestStatusDetail.statusByLocale 35
        todo!("status: decide")
    }
}
