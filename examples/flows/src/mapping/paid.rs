//! A paid order as Mailchimp's store and PayPal's invoices want it.

use crate::paid::Paid;

/// The shop at Mailchimp.
const STORE: &str = "shop";

/// What is left of the variant.
pub fn stock<'c>(
    mailchimp: &'c mailchimp::Client,
    paid: &Paid,
) -> mailchimp::Call<'c, mailchimp::UpdateEcommerceStoreProductVariant> {
    let call = mailchimp.ecommerce().update_store_product_variant(STORE, &paid.product, &paid.variant);
    call.inventory_quantity(paid.left)
}

/// The invoice, not sent yet. Its number is the order's.
pub fn invoice<'c>(paypal: &'c paypal::Client, paid: &Paid) -> paypal::Call<'c, paypal::CreateInvoice> {
    let mut detail = paypal::InvoiceDetail::new(&paid.currency);
    detail.invoice_number = Some(paid.number.clone());
    let mut invoice = paypal::Invoice::new(detail);
    let unit = paypal::Money { currency_code: paid.currency.clone(), value: decimal(paid.cents) };
    invoice.items = Some(vec![paypal::InvoiceItem::new(&paid.product, paid.quantity.to_string(), unit)]);
    let billing = paypal::BillingInfo { email_address: Some(paid.email.clone()), ..Default::default() };
    invoice.primary_recipients = Some(vec![paypal::RecipientInfo { billing_info: Some(billing), shipping_info: None }]);
    paypal.invoices().create(invoice)
}

/// `4205` as `42.05`: digits, never a float.
fn decimal(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn cents_are_two_places() {
        assert_eq!([decimal(4205), decimal(5), decimal(-150)], ["42.05", "0.05", "-1.50"]);
    }
}
