//! How `track_to_message` goes: where a parcel is, as a text message to the customer.

use fedex::TrackResult;
use intertie::convert::phone;
use intertie::map::{Refused, Result, required};
use mappings::TrackToMessage;
use shop::Order;

/// Knows who sends.
#[derive(Debug, Clone)]
pub struct TrackToMessageMapper {
    /// The account.
    pub account: String,
    /// The sender's number.
    pub from: String,
}

/// What people read: `Your order o_1: In transit, Memphis.`
pub(crate) fn sentence(track: &TrackResult, order: &Order) -> Result<String> {
    if track.error.is_some() {
        return Err(Refused::because("the carrier does not know the parcel"));
    }
    let detail = required(track.latest_status_detail.as_ref())?;
    let status = required(detail.status_by_locale.as_deref().or(detail.description.as_deref()))?;
    let city = detail.scan_location.as_ref().and_then(|place| place.city.as_deref());
    let place = city.map(|city| format!(", {city}")).unwrap_or_default();
    Ok(format!("Your order {}: {status}{place}.", order.id))
}

impl TrackToMessage for TrackToMessageMapper {
    fn account_sid(&self, _: &TrackResult, _: &Order) -> Result<String> {
        Ok(self.account.clone())
    }

    fn to(&self, _: &TrackResult, order: &Order) -> Result<String> {
        let number = order.phone.as_deref().or(order.ship_to.phone.as_deref());
        phone::e164(required(number)?, Some(&order.ship_to.country))
    }

    fn from(&self, _: &TrackResult, _: &Order) -> Result<Option<String>> {
        Ok(Some(self.from.clone()))
    }

    fn body(&self, track: &TrackResult, order: &Order) -> Result<Option<String>> {
        sentence(track, order).map(Some)
    }
}
