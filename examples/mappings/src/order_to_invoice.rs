//! How `order_to_invoice` goes: `paypal::Order` to `paypal::Invoice`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::{
    OrderToInvoice, OrderToInvoiceInvoiceDetail, OrderToInvoiceInvoiceItem, OrderToInvoiceMoney,
    PaypalPurchaseUnitToPaypalRecipientInfo,
};

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct OrderToInvoiceMapper;

impl OrderToInvoice for OrderToInvoiceMapper {}

impl OrderToInvoiceInvoiceDetail for OrderToInvoiceMapper {
    fn currency_code(&self, order: &paypal::Order) -> intertie::map::Result<String> {
        // order.purchase_units[].amount.currency_code 63
        // order.purchase_units[].items[].unit_amount.currency_code 57
        // order.purchase_units[].items[].tax.currency_code 57
        todo!("currency_code: decide")
    }
}

impl PaypalPurchaseUnitToPaypalRecipientInfo for OrderToInvoiceMapper {}

impl OrderToInvoiceInvoiceItem for OrderToInvoiceMapper {
    fn name(&self, order: &paypal::Order) -> intertie::map::Result<String> {
        // order.purchase_units[].items[].name 60
        // order.payment_source.card.name 60
        // order.payer.name.full_name 60
        todo!("name: decide")
    }

    fn quantity(&self, order: &paypal::Order) -> intertie::map::Result<String> {
        // order.purchase_units[].items[].quantity 63
        todo!("quantity: decide")
    }
}

impl OrderToInvoiceMoney for OrderToInvoiceMapper {
    fn currency_code(&self, order: &paypal::Order) -> intertie::map::Result<String> {
        // order.purchase_units[].items[].unit_amount.currency_code 70
        // order.purchase_units[].amount.currency_code 69
        // order.purchase_units[].items[].tax.currency_code 64
        todo!("currency_code: decide")
    }

    fn value(&self, order: &paypal::Order) -> intertie::map::Result<String> {
        // order.purchase_units[].items[].unit_amount.value 68, see intertie::convert::money::Money
        // order.purchase_units[].amount.value 56, see intertie::convert::money::Money
        // order.purchase_units[].amount.breakdown.item_total.value 45, see intertie::convert::money::Money
        todo!("value: decide")
    }
}
