//! From an order to its customer: the payment, the label, the parcel's number, a message.
//!
//! Stripe keeps idempotency keys. FedEx and Twilio keep none: what was under way when the program died is looked for, at
//! FedEx by the order's number on the label, at Twilio among the messages to the customer.

use crate::clients::Clients;
use crate::mapping;
use intertie::flow::{Error, Flow, FlowBody};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The flow. It holds the clients that it calls.
#[derive(Debug)]
pub struct Ship {
    /// Of the vendors.
    pub clients: Clients,
}

/// An order as the shop has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Order {
    pub number: String,
    pub name: String,
    pub email: String,
    pub phone: String,
    /// In the currency's smallest unit.
    pub amount: i64,
    /// ISO 4217.
    pub currency: String,
    pub grams: u32,
    pub street: Vec<String>,
    pub city: String,
    pub region: Option<String>,
    pub postal_code: String,
    /// ISO 3166-1, two letters.
    pub country: String,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Shipped {
    pub payment: String,
    pub tracking: String,
    pub status: Option<String>,
    pub message: Option<String>,
}

impl FlowBody for Ship {
    const NAME: &'static str = "order";
    const VERSION: &'static str = "1";
    type Input = Order;
    type Output = Shipped;

    async fn run(&self, flow: &Flow<'_>, order: Order) -> Result<Shipped, Error> {
        let Clients { stripe, fedex, twilio, .. } = &self.clients;

        let payment = flow.call("charge", mapping::order::charge(stripe, &order)).await?;
        if payment.status != stripe::PaymentIntentStatus::Succeeded {
            return Err(Error::new(format_args!("the payment is {:?}", payment.status)));
        }
        flow.undo("refund", stripe.refunds().create().payment_intent(&payment.id));

        let label = mapping::order::label(fedex, &order).x_customer_transaction_id(flow.key("label"));
        let (client, number) = (fedex.clone(), order.number.clone());
        let label = flow.call("label", label).found_by(move || shipped(client.clone(), number.clone())).await?;
        let tracking = mapping::order::tracking_number(&label).ok_or_else(|| Error::new("the label has no number"))?;
        flow.undo("cancel label", mapping::order::cancel(fedex, &tracking));

        // A POST that only reads.
        let parcel = flow.call("track", mapping::order::track(fedex, &tracking)).repeat_in_doubt().await?;
        let status = mapping::order::status(&parcel);

        let text = format!("Order {}: your parcel {tracking} is on its way.", order.number);
        let (client, phone, sent) = (twilio.clone(), order.phone.clone(), text.clone());
        let message = flow
            .call("tell", mapping::order::message(twilio, &order, &text))
            .found_by(move || told(client.clone(), phone.clone(), sent.clone()))
            .await?;
        Ok(Shipped { payment: payment.value.id, tracking, status, message: message.value.sid })
    }
}

/// The answer that a label of this order would have had, if FedEx knows of a parcel.
async fn shipped(fedex: fedex::Client, order: String) -> Result<Option<Value>, Error> {
    let found = mapping::order::by_reference(&fedex, &order).send().await.map_err(Error::again)?;
    Ok(mapping::order::as_label(&found))
}

/// The message of this text to this customer, if Twilio has one.
async fn told(twilio: twilio::Client, phone: String, text: String) -> Result<Option<Value>, Error> {
    let list = twilio.api20100401_message().list_message(mapping::order::ACCOUNT).to(phone);
    let messages = list.send().await.map_err(Error::again)?.messages.unwrap_or_default();
    let sent = messages.into_iter().find(|message| message.body.as_deref() == Some(&text));
    sent.map(|message| intertie::to_value(&message)).transpose().map_err(Error::new)
}
