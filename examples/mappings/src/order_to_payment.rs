//! How `order_to_payment` goes: `shop::Order` to `stripe::CreatePaymentIntent`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::{OrderToPayment, OrderToPaymentShippingAddress, ShopShipToToStripeShippingParam};

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct OrderToPaymentMapper;

impl OrderToPayment for OrderToPaymentMapper {
    fn amount(&self, order: &shop::Order) -> intertie::map::Result<i64> {
        // order.total 58
        // order.currency 30, see intertie::convert::money::minor
        todo!("amount: decide")
    }
}

impl ShopShipToToStripeShippingParam for OrderToPaymentMapper {
    fn name(&self, ship_to: &shop::ShipTo) -> intertie::map::Result<String> {
        // ship_to.name 82
        todo!("name: decide")
    }
}

impl OrderToPaymentShippingAddress for OrderToPaymentMapper {}
