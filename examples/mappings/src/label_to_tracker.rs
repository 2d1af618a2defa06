//! How `label_to_tracker` goes: where a parcel is, told to who was paid for it.

use fedex::{ShpcResponseVoShipShipmentTransactionShipment as Label, TrackResult};
use intertie::convert::{text, time};
use intertie::map::{Refused, Result, required};
use mappings::LabelToTracker;
use paypal::{Carrier, TrackingStatus};

/// Knows the payment.
#[derive(Debug, Clone)]
pub struct LabelToTrackerMapper {
    /// The id of the captured payment.
    pub capture: String,
}

impl LabelToTracker for LabelToTrackerMapper {
    fn transaction_id(&self, _: &Label, _: &TrackResult) -> Result<String> {
        Ok(self.capture.clone())
    }

    fn tracking_number(&self, label: &Label, _: &TrackResult) -> Result<Option<String>> {
        label.master_tracking_number.as_deref().map(|number| text::within(number, 64)).transpose()
    }

    fn carrier(&self, _: &Label, _: &TrackResult) -> Result<Option<Carrier>> {
        Ok(Some(Carrier::Fedex))
    }

    /// The carrier answers with status 200 when it does not know a parcel.
    fn status(&self, _: &Label, track: &TrackResult) -> Result<TrackingStatus> {
        if track.error.is_some() {
            return Err(Refused::because("the carrier does not know the parcel"));
        }
        let code = track.latest_status_detail.as_ref().and_then(|detail| detail.code.as_deref());
        match required(code)? {
            "OC" => Ok(TrackingStatus::LabelPrinted),
            "PU" | "DP" => Ok(TrackingStatus::Shipped),
            "IT" | "AR" | "OD" => Ok(TrackingStatus::InTransit),
            "DL" => Ok(TrackingStatus::Delivered),
            "HL" => Ok(TrackingStatus::LocalPickup),
            "DE" | "SE" => Ok(TrackingStatus::DeliveryFailed),
            "RS" => Ok(TrackingStatus::Returned),
            "CA" => Ok(TrackingStatus::Cancelled),
            _ => Err(Refused::unknown_value()),
        }
    }

    fn shipment_date(&self, label: &Label, _: &TrackResult) -> Result<Option<String>> {
        label.ship_datestamp.as_deref().map(|day| Ok(time::parse_date(day)?.to_string())).transpose()
    }

    fn last_updated_time(&self, _: &Label, track: &TrackResult) -> Result<Option<String>> {
        let scans = track.scan_events.iter().flatten().filter_map(|scan| scan.date.as_deref());
        let times = scans.map(time::parse).collect::<Result<Vec<_>>>()?;
        Ok(times.into_iter().max().map(time::utc))
    }
}
