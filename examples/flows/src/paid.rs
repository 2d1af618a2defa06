//! A paid order: the stock goes down and the invoice goes out, at the same time.
//!
//! PayPal keeps keys for sending an invoice and none for making one: one that was under way is looked for by its number, which
//! PayPal allows once. What is left of the stock is said, not how many are gone, so that it may be said twice.

use crate::clients::Clients;
use crate::mapping;
use intertie::flow::{Error, Flow, FlowBody};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The flow. It holds the clients that it calls.
#[derive(Debug)]
pub struct Book {
    /// Of the vendors.
    pub clients: Clients,
}

/// An order that is paid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Paid {
    pub number: String,
    pub email: String,
    pub product: String,
    pub variant: String,
    pub quantity: u32,
    /// Of one, in the currency's smallest unit, of which a hundred are one.
    pub cents: i64,
    /// ISO 4217.
    pub currency: String,
    /// What is left of the variant.
    pub left: i64,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Booked {
    pub invoice: String,
}

impl FlowBody for Book {
    const NAME: &'static str = "paid";
    const VERSION: &'static str = "1";
    type Input = Paid;
    type Output = Booked;

    async fn run(&self, flow: &Flow<'_>, paid: Paid) -> Result<Booked, Error> {
        let Clients { mailchimp, paypal, .. } = &self.clients;
        let stock = flow.call("stock", mapping::paid::stock(mailchimp, &paid)).repeat_in_doubt();
        let (client, number) = (paypal.clone(), paid.number.clone());
        let invoice = flow
            .call("invoice", mapping::paid::invoice(paypal, &paid))
            .found_by(move || made(client.clone(), number.clone()));
        let (stock, invoice) = flow.join(stock, invoice).await;
        stock?;
        let id = invoice?.value.id.ok_or_else(|| Error::new("the invoice has no id"))?;
        flow.call("send", paypal.invoices().send(&id)).await?;
        Ok(Booked { invoice: id })
    }
}

/// The invoice of this number, if PayPal has one.
async fn made(paypal: paypal::Client, number: String) -> Result<Option<Value>, Error> {
    let list = paypal.invoices().list().send().await.map_err(Error::again)?;
    let is_it = |invoice: &paypal::Invoice| invoice.detail.invoice_number.as_deref() == Some(&number);
    let found = list.items.unwrap_or_default().into_iter().find(is_it);
    found.map(|invoice| intertie::to_value(&invoice)).transpose().map_err(Error::new)
}
