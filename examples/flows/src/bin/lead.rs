//! Takes one lead to the CRM, the mailing list and the sales channel, on the embedded engine against mock vendors; prints what happened.

use flow_examples::lead::{Lead, Welcome};
use flow_examples::show::show;
use intertie::flow::FlowId;
use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let lead = Lead {
        email: "grace@example.com".into(),
        first_name: "Grace".into(),
        last_name: "Hopper".into(),
        company: Some("Navy & Sons".into()),
    };
    show(|clients| Welcome { clients }, &[(FlowId::of_event("form", "lead-1"), lead)]).await
}
