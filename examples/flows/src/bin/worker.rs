//! Runs the flows of a file until all that it was told to start are over: what the kill tests kill.
//!
//! `worker FILE VENDORS ID..`: an id that begins with `lead` starts the flow of a lead, every other that of an order. With
//! `HALT_AFTER=step` it stands still for ever as soon as a step of this name is in the journal.

use flow_examples::clients::Clients;
use flow_examples::halt::{Halt, say};
use flow_examples::lead::{Lead, Welcome};
use flow_examples::order::{Order, Ship};
use intertie::flow::sqlite::{self, Flows, OpenError, SqliteBuilder};
use std::error::Error;
use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (file, vendors) = arguments.next().zip(arguments.next()).ok_or("FILE and VENDORS are wanted")?;
    let clients = Clients::at(&vendors)?;
    let halt = Halt::from_env();
    let flows = open(|| {
        let engine = sqlite::open(&file).watch(halt.clone());
        engine.register(Ship { clients: clients.clone() }).register(Welcome { clients: clients.clone() })
    })
    .await?;
    say("up");
    for id in arguments {
        let output = if id.starts_with("lead") { lead(&flows, &id).await } else { order(&flows, &id).await };
        say(&format!("{id} {output}"));
    }
    flows.stop(Duration::from_secs(5)).await?;
    Ok(())
}

/// The one that was killed may hold the file for another moment.
async fn open(builder: impl Fn() -> SqliteBuilder) -> Result<Flows, OpenError> {
    for _ in 0..100 {
        match builder().start().await {
            Err(OpenError::Owned(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
            other => return other,
        }
    }
    builder().start().await
}

async fn order(flows: &Flows, id: &str) -> String {
    let order = Order {
        number: id.to_owned(),
        name: "Ada Lovelace".into(),
        email: "ada@example.com".into(),
        phone: "+442079460000".into(),
        amount: 4200,
        currency: "EUR".into(),
        grams: 1200,
        street: vec!["12 St James's Square".into()],
        city: "London".into(),
        region: None,
        postal_code: "SW1Y 4JH".into(),
        country: "GB".into(),
    };
    match flows.start::<Ship>(id, &order).await {
        Ok(handle) => handle.output().await.map_or_else(|error| error.to_string(), |shipped| shipped.tracking),
        Err(error) => error.to_string(),
    }
}

async fn lead(flows: &Flows, id: &str) -> String {
    let email = format!("{id}@example.com");
    let lead = Lead { email, first_name: "Grace".into(), last_name: "Hopper".into(), company: None };
    match flows.start::<Welcome>(id, &lead).await {
        Ok(handle) => handle.output().await.map_or_else(|error| error.to_string(), |welcomed| welcomed.contact),
        Err(error) => error.to_string(),
    }
}
