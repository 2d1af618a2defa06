//! How `track_to_mail` goes: where a parcel is, as a mail to the customer.

use fedex::TrackResult;
use intertie::Secret;
use intertie::map::{Refused, Result};
use mappings::{TrackToMail, TrackToMailMessage, TrackToMailMessageTo};
use shop::Order;

use crate::track_to_message::sentence;

/// Knows who sends; the vendor wants the key in the body of every call.
#[derive(Debug, Clone)]
pub struct TrackToMailMapper {
    /// The key.
    pub key: Secret,
    /// The sender's address.
    pub from: String,
}

impl TrackToMail for TrackToMailMapper {
    fn key(&self, _: &TrackResult, _: &Order) -> Result<Secret> {
        Ok(self.key.clone())
    }
}

impl TrackToMailMessage for TrackToMailMapper {
    fn from_email(&self, _: &TrackResult, _: &Order) -> Result<Option<String>> {
        Ok(Some(self.from.clone()))
    }

    fn subject(&self, _: &TrackResult, order: &Order) -> Result<Option<String>> {
        Ok(Some(format!("Your order {}", order.id)))
    }

    fn text(&self, track: &TrackResult, order: &Order) -> Result<Option<String>> {
        sentence(track, order).map(Some)
    }
}

impl TrackToMailMessageTo for TrackToMailMapper {
    fn name(&self, _: &TrackResult, order: &Order) -> Result<Option<String>> {
        if order.ship_to.name.is_empty() { Err(Refused::missing()) } else { Ok(Some(order.ship_to.name.clone())) }
    }
}
