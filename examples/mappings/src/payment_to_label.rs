//! How `payment_to_label` goes: `stripe::PaymentIntent` and `shop::Order` to `fedex::RequestedShipment1`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::{
    PaymentToLabel, PaymentToLabelRecipients, PaymentToLabelRecipientsAddress,
    PaymentToLabelRecipientsContact, PaymentToLabelRequestedPackageLineItemsWeight,
    PaymentToLabelTotalDeclaredValue, ShopOrderLineToFedexRequestedPackageLineItem,
};

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct PaymentToLabelMapper;

impl PaymentToLabel for PaymentToLabelMapper {
    fn shipper(
        &self,
        payment: &stripe::PaymentIntent,
        order: &shop::Order,
    ) -> intertie::map::Result<fedex::ShipperParty> {
        // payment.shipping.carrier 38
        todo!("shipper: decide")
    }

    fn pickup_type(
        &self,
        payment: &stripe::PaymentIntent,
        order: &shop::Order,
    ) -> intertie::map::Result<fedex::PickupType> {
        // payment.last_payment_error.type 49
        // payment.last_payment_error.payment_method.type 46
        // payment.next_action.type 45
        todo!("pickupType: decide")
    }

    fn service_type(
        &self,
        payment: &stripe::PaymentIntent,
        order: &shop::Order,
    ) -> intertie::map::Result<String> {
        // payment.next_action.type 49
        // payment.last_payment_error.type 45
        // payment.last_payment_error.payment_method.type 43
        todo!("serviceType: decide")
    }

    fn packaging_type(
        &self,
        payment: &stripe::PaymentIntent,
        order: &shop::Order,
    ) -> intertie::map::Result<String> {
        // payment.next_action.type 49
        // payment.last_payment_error.type 45
        // payment.last_payment_error.payment_method.type 43
        todo!("packagingType: decide")
    }

    fn total_weight(
        &self,
        payment: &stripe::PaymentIntent,
        order: &shop::Order,
    ) -> intertie::map::Result<f64> {
        // order.lines[].weight_grams 29
        todo!("totalWeight: decide")
    }

    fn shipping_charges_payment(
        &self,
        payment: &stripe::PaymentIntent,
        order: &shop::Order,
    ) -> intertie::map::Result<fedex::Payment> {
        // payment.last_payment_error.payment_intent 53
        // payment.shipping 50
        // payment.last_payment_error.payment_method 27
        todo!("shippingChargesPayment: decide")
    }

    fn label_specification(
        &self,
        payment: &stripe::PaymentIntent,
        order: &shop::Order,
    ) -> intertie::map::Result<fedex::LabelSpecification> {
        // payment.shipping.name 24
        // order.ship_to.name 23
        todo!("labelSpecification: decide")
    }
}

impl PaymentToLabelTotalDeclaredValue for PaymentToLabelMapper {}

impl PaymentToLabelRecipients for PaymentToLabelMapper {}

impl ShopOrderLineToFedexRequestedPackageLineItem for PaymentToLabelMapper {}

impl PaymentToLabelRecipientsAddress for PaymentToLabelMapper {
    fn street_lines(
        &self,
        payment: &stripe::PaymentIntent,
        order: &shop::Order,
    ) -> intertie::map::Result<Vec<String>> {
        // payment.shipping.address.line1 62, see intertie::convert::address::Lines
        // order.ship_to.line1 62, see intertie::convert::address::Lines
        // payment.shipping.address.line2 56, see intertie::convert::address::Lines
        todo!("streetLines: decide")
    }

    fn city(
        &self,
        payment: &stripe::PaymentIntent,
        order: &shop::Order,
    ) -> intertie::map::Result<String> {
        // payment.shipping.address.city 77
        // order.ship_to.city 76
        // payment.last_payment_error.payment_method.billing_details.address.city 54
        todo!("city: decide")
    }

    fn country_code(
        &self,
        payment: &stripe::PaymentIntent,
        order: &shop::Order,
    ) -> intertie::map::Result<String> {
        // payment.shipping.address.country 85, see intertie::convert::country::alpha2
        // order.ship_to.country 85, see intertie::convert::country::alpha2
        // payment.last_payment_error.payment_method.billing_details.address.country 61, see intertie::convert::country::alpha2
        todo!("countryCode: decide")
    }
}

impl PaymentToLabelRecipientsContact for PaymentToLabelMapper {
    fn phone_number(
        &self,
        payment: &stripe::PaymentIntent,
        order: &shop::Order,
    ) -> intertie::map::Result<String> {
        // order.ship_to.phone 76, see intertie::convert::phone::e164
        // payment.shipping.phone 74, see intertie::convert::phone::e164
        // order.phone 66, see intertie::convert::phone::e164
        todo!("phoneNumber: decide")
    }
}

impl PaymentToLabelRequestedPackageLineItemsWeight for PaymentToLabelMapper {
    fn units(&self, order_line: &shop::OrderLine) -> intertie::map::Result<fedex::WeightUnits> {
        // order_line.quantity 50
        todo!("units: decide")
    }

    fn value(&self, order_line: &shop::OrderLine) -> intertie::map::Result<f64> {
        // order_line.weight_grams 40, see intertie::convert::money::Money
        todo!("value: decide")
    }
}
