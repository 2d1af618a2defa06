//! Books one paid order: stock and invoice at the same time, on the embedded engine against mock vendors; prints what happened.

use flow_examples::paid::{Book, Paid};
use flow_examples::show::show;
use intertie::flow::FlowId;
use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let paid = Paid {
        number: "1001".into(),
        email: "ada@example.com".into(),
        product: "mug".into(),
        variant: "mug-blue".into(),
        quantity: 2,
        cents: 1205,
        currency: "EUR".into(),
        left: 40,
    };
    show(|clients| Book { clients }, &[(FlowId::of_event("shop", "paid-1001"), paid)]).await
}
