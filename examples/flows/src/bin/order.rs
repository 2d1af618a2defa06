//! Runs one order end to end on the embedded engine against mock vendors, and prints what happened.
//!
//! The order is sent twice, as vendors send webhooks twice: it is shipped once.

use flow_examples::order::{Order, Ship};
use flow_examples::show::show;
use intertie::flow::FlowId;
use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    show(|clients| Ship { clients }, &[(FlowId::of_event("shop", "order-1001"), order())]).await
}

fn order() -> Order {
    Order {
        number: "1001".into(),
        name: "Ada Lovelace".into(),
        email: "ada@example.com".into(),
        phone: "+44 20 7946 0000".into(),
        amount: 4200,
        currency: "EUR".into(),
        grams: 1200,
        street: vec!["12 St James's Square".into(), String::new()],
        city: "London".into(),
        region: None,
        postal_code: "SW1Y 4JH".into(),
        country: "GB".into(),
    }
}
