//! How `order_to_payment` goes: an order of the shop, as a payment to be made.

use intertie::Map;
use intertie::convert::country;
use intertie::map::Result;
use mappings::{OrderToPayment, OrderToPaymentShippingAddress, ShopShipToToStripeShippingParam};
use shop::{Order, ShipTo};

/// Needs to know nothing.
#[derive(Debug, Clone, Default)]
pub struct OrderToPaymentMapper;

impl OrderToPayment for OrderToPaymentMapper {
    /// Both count in the smallest unit.
    fn amount(&self, order: &Order) -> Result<i64> {
        Ok(order.total)
    }

    fn receipt_email(&self, order: &Order) -> Result<Option<String>> {
        Ok(Some(order.email.clone()))
    }

    /// The order's id finds its payment again.
    fn metadata(&self, order: &Order) -> Result<Option<Map<String>>> {
        let mut metadata = order.metadata.clone().unwrap_or_default();
        metadata.insert("order_id".to_owned(), order.id.clone());
        Ok(Some(metadata))
    }
}

impl ShopShipToToStripeShippingParam for OrderToPaymentMapper {
    fn name(&self, ship_to: &ShipTo) -> Result<String> {
        Ok(ship_to.name.clone())
    }

    fn phone(&self, ship_to: &ShipTo) -> Result<Option<String>> {
        Ok(ship_to.phone.clone())
    }
}

impl OrderToPaymentShippingAddress for OrderToPaymentMapper {
    fn state(&self, ship_to: &ShipTo) -> Result<Option<String>> {
        Ok(ship_to.state.clone())
    }

    fn country(&self, ship_to: &ShipTo) -> Result<Option<String>> {
        country::alpha2(&ship_to.country).map(Some)
    }
}
