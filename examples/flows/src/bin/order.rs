//! Runs one order end to end on the embedded engine against mock vendors, and prints what happened.
//!
//! The order is sent twice, as vendors send webhooks twice: it is shipped once.

use flow_examples::clients::Clients;
use flow_examples::mock::Mock;
use flow_examples::order::{Order, Ship};
use intertie::flow::{Event, FlowId, sqlite};
use std::error::Error;
use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mock = Mock::start().await?;
    let file = std::env::temp_dir().join(format!("intertie-order-{}.db", std::process::id()));
    println!("journal: {}", file.display());
    let clients = Clients::at(mock.address())?;
    let flows = sqlite::open(&file).register(Ship { clients }).watch(print).start().await?;

    let id = FlowId::of_event("shop", "order-1001");
    let order = order();
    let (first, second) = (flows.start::<Ship>(id.clone(), &order).await?, flows.start::<Ship>(id, &order).await?);
    let shipped = first.output().await?;
    assert_eq!(second.output().await?, shipped, "the same event gives the same flow");
    println!("{shipped:#?}");

    println!("the vendors have done:");
    for (effect, times) in mock.effects() {
        println!("  {times} x {effect}");
    }
    flows.stop(Duration::from_secs(5)).await?;
    Ok(())
}

fn print(flow: &str, event: Event<'_>) {
    match event {
        Event::Began { name } => println!("{flow}: {name} begins"),
        Event::Attempt { step, number: 1 } => println!("{flow}: {step} ..."),
        Event::Attempt { step, number } => println!("{flow}: {step} ... (attempt {number})"),
        Event::Done { step, failure: None, .. } => println!("{flow}: {step} is done"),
        Event::Done { step, failure: Some(failure), .. } => println!("{flow}: {step} failed: {failure}"),
        Event::Ended { failure: None } => println!("{flow}: all is done"),
        Event::Ended { failure: Some(why) } => println!("{flow}: ended: {why}"),
        _ => {}
    }
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
