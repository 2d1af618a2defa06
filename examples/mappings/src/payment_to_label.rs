//! How `payment_to_label` goes: `stripe::PaymentIntent` to `fedex::RecipientsParty`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::{PaymentToLabel, PaymentToLabelPartyAddress2, PaymentToLabelPartyContact};

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct PaymentToLabelMapper;

impl PaymentToLabel for PaymentToLabelMapper {}

impl PaymentToLabelPartyAddress2 for PaymentToLabelMapper {
    fn street_lines(&self, payment: &stripe::PaymentIntent) -> intertie::map::Result<Vec<String>> {
        // payment.shipping.address.line1 64, see intertie::convert::address::Lines
        // payment.last_payment_error.payment_method.billing_details.address.line1 58, see intertie::convert::address::Lines
        // payment.shipping.address.line2 58, see intertie::convert::address::Lines
        todo!("streetLines: decide")
    }

    fn city(&self, payment: &stripe::PaymentIntent) -> intertie::map::Result<String> {
        // payment.shipping.address.city 79
        // payment.last_payment_error.payment_method.billing_details.address.city 71
        todo!("city: decide")
    }

    fn country_code(&self, payment: &stripe::PaymentIntent) -> intertie::map::Result<String> {
        // payment.shipping.address.country 87, see intertie::convert::country::alpha2
        // payment.last_payment_error.payment_method.billing_details.address.country 79, see intertie::convert::country::alpha2
        // payment.last_payment_error.payment_method.card.country 67, see intertie::convert::country::alpha2
        todo!("countryCode: decide")
    }
}

impl PaymentToLabelPartyContact for PaymentToLabelMapper {
    fn phone_number(&self, payment: &stripe::PaymentIntent) -> intertie::map::Result<String> {
        // payment.shipping.phone 74, see intertie::convert::phone::e164
        // payment.last_payment_error.payment_method.billing_details.phone 67, see intertie::convert::phone::e164
        todo!("phoneNumber: decide")
    }
}
