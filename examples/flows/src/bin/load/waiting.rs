//! The memory of flows that sleep.

use crate::Outcome;
use crate::folder::Folder;
use crate::process::resident;
use intertie::flow::sqlite::{self, Durability};
use intertie::flow::{Error, Flow, FlowBody};
use std::time::{Duration, Instant};

/// How many flows wait.
const WAITING: usize = 10_000;

struct Waits;

impl FlowBody for Waits {
    const NAME: &'static str = "waits";
    const VERSION: &'static str = "1";
    type Input = ();
    type Output = ();

    async fn run(&self, flow: &Flow<'_>, (): ()) -> Result<(), Error> {
        flow.sleep(Duration::from_secs(3600)).await
    }
}

/// Prints what they take.
pub(crate) async fn measure(folder: &Folder) -> Outcome<()> {
    let file = folder.file().with_file_name("waiting.db");
    let flows = sqlite::open(file).durability(Durability::Normal).register(Waits).start().await?;
    let (before, began) = (resident()?, Instant::now());
    for number in 0..WAITING {
        flows.start::<Waits>(format!("w{number}"), &()).await?;
    }
    let started = began.elapsed();
    tokio::time::sleep(Duration::from_secs(5)).await;
    let after = resident()?;
    println!(
        "{WAITING} flows asleep: {} MB resident, {} MB more than before them; started in {:.1} s",
        after / 1024,
        after.saturating_sub(before) / 1024,
        started.as_secs_f64()
    );
    flows.stop(Duration::ZERO).await?;
    Ok(())
}
