//! How `order_to_invoice` goes: `paypal::Order` and `paypal::PurchaseUnit` to `paypal::Invoice`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::{
    OrderToInvoice, OrderToInvoiceDetail, OrderToInvoiceItemsTax, OrderToInvoicePrimaryRecipients,
    OrderToInvoicePrimaryRecipientsBillingInfo, OrderToInvoicePrimaryRecipientsShippingInfo,
    PaypalItemToPaypalInvoiceItem, PaypalMoneyToPaypalMoney,
};

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct OrderToInvoiceMapper;

impl OrderToInvoice for OrderToInvoiceMapper {}

impl OrderToInvoiceDetail for OrderToInvoiceMapper {
    fn currency_code(
        &self,
        order: &paypal::Order,
        unit: &paypal::PurchaseUnit,
    ) -> intertie::map::Result<String> {
        // unit.amount.currency_code 73
        // unit.amount.breakdown.item_total.currency_code 67
        // unit.amount.breakdown.shipping.currency_code 67
        todo!("currency_code: decide")
    }
}

impl OrderToInvoicePrimaryRecipients for OrderToInvoiceMapper {}

impl PaypalItemToPaypalInvoiceItem for OrderToInvoiceMapper {
    fn name(&self, item: &paypal::Item) -> intertie::map::Result<String> {
        // item.name 79
        // item.description 51
        todo!("name: decide")
    }

    fn quantity(&self, item: &paypal::Item) -> intertie::map::Result<String> {
        // item.quantity 82
        todo!("quantity: decide")
    }
}

impl OrderToInvoicePrimaryRecipientsBillingInfo for OrderToInvoiceMapper {}

impl OrderToInvoicePrimaryRecipientsShippingInfo for OrderToInvoiceMapper {}

impl PaypalMoneyToPaypalMoney for OrderToInvoiceMapper {
    fn value(&self, money: &paypal::Money) -> intertie::map::Result<String> {
        // money.value 76, see intertie::convert::money::Money
        todo!("value: decide")
    }
}

impl OrderToInvoiceItemsTax for OrderToInvoiceMapper {
    fn name(&self, item: &paypal::Item) -> intertie::map::Result<String> {
        // item.name 74
        // item.description 46
        todo!("name: decide")
    }

    fn percent(&self, item: &paypal::Item) -> intertie::map::Result<String> {
        todo!("percent: decide")
    }
}
