//! Makes an appointment and a meeting of one issue that is due, on the embedded engine against mock vendors; prints what happened.

use flow_examples::meeting::{Due, Meet};
use flow_examples::show::show;
use intertie::flow::FlowId;
use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let due = Due { key: "PROJ-7".into() };
    show(|clients| Meet { clients }, &[(FlowId::of_event("jira", "PROJ-7"), due)]).await
}
