//! How `payment_to_label` goes: `stripe::PaymentIntent` and `shop::Order` to `fedex::RequestedShipment1`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::{
    PaymentToLabel, PaymentToLabelLabelSpecification, PaymentToLabelMoney,
    PaymentToLabelPartyAddress2, PaymentToLabelPartyContact, PaymentToLabelPayment,
    PaymentToLabelRecipientsParty, PaymentToLabelShipperParty, PaymentToLabelWeight,
    ShopOrderLineToFedexRequestedPackageLineItem,
};

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct PaymentToLabelMapper;

impl PaymentToLabel for PaymentToLabelMapper {
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
}

impl PaymentToLabelMoney for PaymentToLabelMapper {}

impl PaymentToLabelShipperParty for PaymentToLabelMapper {}

impl PaymentToLabelRecipientsParty for PaymentToLabelMapper {}

impl PaymentToLabelPayment for PaymentToLabelMapper {
    fn payment_type(
        &self,
        payment: &stripe::PaymentIntent,
        order: &shop::Order,
    ) -> intertie::map::Result<fedex::PaymentPaymentType> {
        // payment.last_payment_error.type 57
        // payment.last_payment_error.payment_method.type 56
        // payment.last_payment_error.payment_method_type 54
        todo!("paymentType: decide")
    }
}

impl PaymentToLabelLabelSpecification for PaymentToLabelMapper {
    fn label_stock_type(
        &self,
        payment: &stripe::PaymentIntent,
        order: &shop::Order,
    ) -> intertie::map::Result<fedex::LabelSpecificationLabelStockType> {
        // payment.last_payment_error.type 44
        // payment.last_payment_error.payment_method.type 41
        // payment.next_action.type 41
        todo!("labelStockType: decide")
    }

    fn image_type(
        &self,
        payment: &stripe::PaymentIntent,
        order: &shop::Order,
    ) -> intertie::map::Result<fedex::LabelSpecificationImageType> {
        // payment.last_payment_error.type 49
        // payment.last_payment_error.payment_method.type 46
        // payment.next_action.type 45
        todo!("imageType: decide")
    }
}

impl ShopOrderLineToFedexRequestedPackageLineItem for PaymentToLabelMapper {}

impl PaymentToLabelPartyAddress2 for PaymentToLabelMapper {
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

impl PaymentToLabelPartyContact for PaymentToLabelMapper {
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

impl PaymentToLabelWeight for PaymentToLabelMapper {
    fn units(&self, order_line: &shop::OrderLine) -> intertie::map::Result<fedex::WeightUnits> {
        // order_line.quantity 50
        todo!("units: decide")
    }

    fn value(&self, order_line: &shop::OrderLine) -> intertie::map::Result<f64> {
        // order_line.weight_grams 40, see intertie::convert::money::Money
        todo!("value: decide")
    }
}
