//! How `session_to_order` goes: `stripe::CheckoutSession` to `paypal::OrderRequest`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::{
    SessionToOrder, SessionToOrderPurchaseUnits, SessionToOrderPurchaseUnitsAmount,
    SessionToOrderPurchaseUnitsAmountBreakdown, SessionToOrderPurchaseUnitsItemsUnitAmount,
    SessionToOrderPurchaseUnitsShippingName, StripeAddressToPaypalAddressPortable,
    StripeItemToPaypalItem,
    StripePaymentPagesCheckoutSessionCheckoutAddressDetailsToPaypalShippingDetail,
};

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct SessionToOrderMapper;

impl SessionToOrder for SessionToOrderMapper {
    fn intent(
        &self,
        session: &stripe::CheckoutSession,
    ) -> intertie::map::Result<paypal::CheckoutPaymentIntent> {
        todo!("intent: decide")
    }
}

impl SessionToOrderPurchaseUnits for SessionToOrderMapper {}

impl SessionToOrderPurchaseUnitsAmount for SessionToOrderMapper {
    fn currency_code(&self, session: &stripe::CheckoutSession) -> intertie::map::Result<String> {
        // session.currency 66
        // session.line_items.data[].currency 54
        // session.line_items.data[].price.currency 51
        todo!("currency_code: decide")
    }

    fn value(&self, session: &stripe::CheckoutSession) -> intertie::map::Result<String> {
        // session.amount_total 46, see intertie::convert::money::decimal
        // session.line_items.data[].amount_total 36, see intertie::convert::money::decimal
        // session.currency 35, see intertie::convert::money::Money
        todo!("value: decide")
    }
}

impl StripeItemToPaypalItem for SessionToOrderMapper {
    fn name(&self, item: &stripe::Item) -> intertie::map::Result<String> {
        // item.description 49
        todo!("name: decide")
    }

    fn quantity(&self, item: &stripe::Item) -> intertie::map::Result<String> {
        // item.quantity 67
        // item.price.recurring.interval_count 45
        todo!("quantity: decide")
    }
}

impl StripePaymentPagesCheckoutSessionCheckoutAddressDetailsToPaypalShippingDetail for SessionToOrderMapper {}

impl SessionToOrderPurchaseUnitsAmountBreakdown for SessionToOrderMapper {}

impl SessionToOrderPurchaseUnitsItemsUnitAmount for SessionToOrderMapper {
    fn currency_code(&self, item: &stripe::Item) -> intertie::map::Result<String> {
        // item.price.currency 77
        // item.currency 73
        todo!("currency_code: decide")
    }

    fn value(&self, item: &stripe::Item) -> intertie::map::Result<String> {
        // item.price.unit_amount_decimal 60, see intertie::convert::money::Money
        // item.price.unit_amount 59, see intertie::convert::money::decimal
        // item.currency 44, see intertie::convert::money::Money
        todo!("value: decide")
    }
}

impl SessionToOrderPurchaseUnitsShippingName for SessionToOrderMapper {}

impl StripeAddressToPaypalAddressPortable for SessionToOrderMapper {
    fn country_code(&self, address: &stripe::Address) -> intertie::map::Result<String> {
        // address.country 80, see intertie::convert::country::alpha2
        todo!("country_code: decide")
    }
}
