//! Serves the flows to Restate: what the kill tests on Restate kill. `restate-worker PORT VENDORS`.
//!
//! With `HALT_AFTER=step` it stands still for ever as soon as a step of this name is in the journal.

use flow_examples::clients::Clients;
use flow_examples::halt::{Halt, say};
use flow_examples::lead::Welcome;
use flow_examples::order::Ship;
use intertie::flow::restate;
use std::error::Error;
use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (port, vendors) = arguments.next().zip(arguments.next()).ok_or("PORT and VENDORS are wanted")?;
    let clients = Clients::at(&vendors)?;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port.parse()?)).await?;
    say("up");
    let flows = restate::serve().again(Duration::from_millis(50), Duration::from_millis(500), 1000);
    let flows = flows.watch(Halt::from_env());
    let flows = flows.register(Ship { clients: clients.clone() }).register(Welcome { clients });
    flows.listen(listener, std::future::pending()).await;
    Ok(())
}
