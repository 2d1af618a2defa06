//! Finds out where two contacts are who live in one house: it is looked up once, on the embedded engine against mock vendors; prints what happened.

use flow_examples::locate::{Locate, Moved};
use flow_examples::show::show;
use intertie::flow::FlowId;
use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let moved = |contact: &str| (FlowId::of_event("hubspot", contact), Moved { contact: contact.into() });
    show(|clients| Locate { clients }, &[moved("201"), moved("202")]).await
}
