//! Runs a flow on the embedded engine against mock vendors, and prints what happened: what the programs of the flows' names do.

use crate::clients::Clients;
use crate::mock::Mock;
use intertie::flow::{Event, FlowBody, FlowId, sqlite};
use std::error::Error;
use std::fmt::Debug;
use std::time::Duration;

/// Runs the flow for each event. Each is delivered twice, as vendors deliver webhooks twice: it is one flow.
pub async fn show<F: FlowBody>(
    body: impl FnOnce(Clients) -> F,
    events: &[(FlowId, F::Input)],
) -> Result<(), Box<dyn Error>>
where
    F::Output: Debug + PartialEq,
{
    let mock = Mock::start().await?;
    let file = std::env::temp_dir().join(format!("intertie-{}-{}.db", F::NAME, std::process::id()));
    println!("journal: {}", file.display());
    let clients = Clients::at(mock.address())?;
    let flows = sqlite::open(&file).register(body(clients)).watch(print).start().await?;
    for (id, input) in events {
        let (first, second) = (flows.start::<F>(id.clone(), input).await?, flows.start::<F>(id.clone(), input).await?);
        let output = first.output().await?;
        if second.output().await? != output {
            return Err("the same event gave another flow".into());
        }
        println!("{output:#?}");
    }
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
