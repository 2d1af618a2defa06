//! Has one new address checked, and keeps it at the payment vendor, on the embedded engine against mock vendors; prints what happened.

use flow_examples::moved::{Move, Moved};
use flow_examples::show::show;
use intertie::flow::FlowId;
use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let moved = Move {
        customer: "cus_1".into(),
        name: "Ada Lovelace".into(),
        street: vec!["12 St James's Square".into()],
        city: "London".into(),
        region: None,
        postal_code: "SW1Y 4JH".into(),
        country: "GB".into(),
    };
    show(|clients| Moved { clients }, &[(FlowId::of_event("crm", "cus_1"), moved)]).await
}
