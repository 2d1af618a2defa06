//! How `order_to_invoice` goes: a paid order, as an invoice.

use intertie::convert::{name, text, time};
use intertie::map::{Result, required};
use mappings::{
    OrderToInvoice, OrderToInvoiceDetail, OrderToInvoiceItemsTax, OrderToInvoicePrimaryRecipients,
    OrderToInvoicePrimaryRecipientsBillingInfo, OrderToInvoicePrimaryRecipientsShippingInfo,
    PaypalItemToPaypalInvoiceItem, PaypalMoneyToPaypalMoney,
};
use paypal::{AddressPortable, Item, Money, Name, Order, PurchaseUnit};

/// Knows in which zone the books are kept, and the rate of tax, which an order has only as amounts.
#[derive(Debug, Clone)]
pub struct OrderToInvoiceMapper {
    /// A zone of IANA's.
    pub zone: String,
    /// The tax's name and percent: `VAT`, `19`.
    pub tax: (String, String),
}

impl OrderToInvoice for OrderToInvoiceMapper {}

impl OrderToInvoiceDetail for OrderToInvoiceMapper {
    fn currency_code(&self, _: &Order, unit: &PurchaseUnit) -> Result<String> {
        required(unit.amount.as_ref()).map(|amount| amount.currency_code.clone())
    }

    fn reference(&self, order: &Order, _: &PurchaseUnit) -> Result<Option<String>> {
        order.id.as_deref().map(|id| text::within(id, 120)).transpose()
    }

    fn invoice_number(&self, _: &Order, unit: &PurchaseUnit) -> Result<Option<String>> {
        Ok(unit.invoice_id.clone())
    }

    fn invoice_date(&self, order: &Order, _: &PurchaseUnit) -> Result<Option<String>> {
        let day = |moment: &String| Ok(time::date_in(time::parse(moment)?, &self.zone)?.to_string());
        order.create_time.as_ref().map(day).transpose()
    }
}

impl OrderToInvoicePrimaryRecipients for OrderToInvoiceMapper {}

impl OrderToInvoicePrimaryRecipientsBillingInfo for OrderToInvoiceMapper {
    fn name(&self, order: &Order, _: &PurchaseUnit) -> Result<Option<Name>> {
        Ok(order.payer.as_ref().and_then(|payer| payer.name.clone()))
    }

    fn address(&self, order: &Order, _: &PurchaseUnit) -> Result<Option<AddressPortable>> {
        Ok(order.payer.as_ref().and_then(|payer| payer.address.clone()))
    }

    fn email_address(&self, order: &Order, _: &PurchaseUnit) -> Result<Option<String>> {
        Ok(order.payer.as_ref().and_then(|payer| payer.email_address.clone()))
    }
}

impl OrderToInvoicePrimaryRecipientsShippingInfo for OrderToInvoiceMapper {
    /// Where a parcel goes, the order has a name in one; the invoice wants it in two.
    fn name(&self, _: &Order, unit: &PurchaseUnit) -> Result<Option<Name>> {
        let Some(whole) = unit.shipping.as_ref().and_then(|shipping| shipping.name.as_ref()) else { return Ok(None) };
        let Some(full) = &whole.full_name else { return Ok(Some(whole.clone())) };
        let name::Parts { given, surname } = name::split(full);
        Ok(Some(Name { given_name: text::present(&given), surname: text::present(&surname), ..Name::default() }))
    }

    fn address(&self, _: &Order, unit: &PurchaseUnit) -> Result<Option<AddressPortable>> {
        Ok(unit.shipping.as_ref().and_then(|shipping| shipping.address.clone()))
    }
}

impl PaypalItemToPaypalInvoiceItem for OrderToInvoiceMapper {
    fn name(&self, item: &Item) -> Result<String> {
        text::within(&item.name, 200)
    }

    fn description(&self, item: &Item) -> Result<Option<String>> {
        Ok(item.description.clone())
    }

    fn quantity(&self, item: &Item) -> Result<String> {
        Ok(item.quantity.clone())
    }
}

impl PaypalMoneyToPaypalMoney for OrderToInvoiceMapper {
    fn value(&self, money: &Money) -> Result<String> {
        Ok(money.value.clone())
    }
}

impl OrderToInvoiceItemsTax for OrderToInvoiceMapper {
    fn name(&self, _: &Item) -> Result<String> {
        Ok(self.tax.0.clone())
    }

    fn percent(&self, _: &Item) -> Result<String> {
        Ok(self.tax.1.clone())
    }

    fn amount(&self, item: &Item) -> Result<Option<Money>> {
        Ok(item.tax.clone())
    }
}
