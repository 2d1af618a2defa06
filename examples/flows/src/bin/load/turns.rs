//! The bare engine and the layer over it by turns, so that what else the machine does hits both.

use crate::Outcome;
use crate::process::cpu;
use std::future::Future;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// What is measured: flows at a time, and steps in each.
pub(crate) const SIZES: [Size; 2] = [Size { flows: 1, steps: 300 }, Size { flows: 16, steps: 25 }];

/// Of each contender, whatever they take.
const FEWEST_TURNS: usize = 15;

/// Turns go on until what the layer costs is known to so many percent of the bare engine's time, up or down...
const WANTED: f64 = 1.5;

/// ...or for so long.
const LONGEST: Duration = Duration::from_secs(90);

/// Flows at a time, and steps in each.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    flows: u32,
    steps: u32,
}

/// Who runs flows.
pub(crate) trait Contender: Clone + Send + 'static {
    /// Runs a flow of so many steps to its end.
    fn flow(&self, id: String, steps: u32) -> impl Future<Output = Outcome<()>> + Send;
}

/// In seconds.
struct Turn {
    whole: f64,
    flows: Vec<f64>,
    cpu: f64,
}

async fn turn(contender: &impl Contender, round: usize, size: Size) -> Outcome<Turn> {
    let (began, cpu_before) = (Instant::now(), cpu()?);
    let mut running = JoinSet::new();
    for number in 0..size.flows {
        let (contender, id) = (contender.clone(), format!("{round}-{}-{number}", size.flows));
        running.spawn(async move {
            let began = Instant::now();
            contender.flow(id, size.steps).await?;
            Outcome::Ok(began.elapsed().as_secs_f64())
        });
    }
    let mut flows = Vec::new();
    while let Some(flow) = running.join_next().await {
        flows.push(flow??);
    }
    Ok(Turn { whole: began.elapsed().as_secs_f64(), flows, cpu: cpu()? - cpu_before })
}

/// What the turns of a contender took, in seconds.
#[derive(Default)]
struct Times {
    wholes: Vec<f64>,
    flows: Vec<f64>,
    cpu: f64,
}

impl Times {
    fn add(&mut self, turn: Turn) {
        self.cpu += turn.cpu;
        self.wholes.push(turn.whole);
        self.flows.extend(turn.flows);
    }

    /// On the average, where a turn has so many steps.
    #[expect(clippy::cast_precision_loss, reason = "of hundreds")]
    fn cpu_of_step(&self, steps: f64) -> f64 {
        self.cpu / (steps * self.wholes.len() as f64)
    }
}

/// The table that is printed, a row as soon as it is known.
pub(crate) struct Table;

impl Table {
    pub(crate) fn begin() -> Self {
        println!(
            "Medians of turns. Layer: of the bare engine's time, with the 95 % interval of that median. CPU: of this program,"
        );
        println!("on the average; it depends little on what else the machine does.");
        println!();
        println!(
            "| engine | flows x steps | bare, steps/s | intertie, steps/s | layer, % | bare, ms/flow | intertie, ms/flow | \
             bare, CPU us/step | intertie, CPU us/step | turns |"
        );
        println!("|---|---|---|---|---|---|---|---|---|---|");
        Self
    }

    /// Measures the two, and prints what came out.
    pub(crate) async fn row(
        &self,
        engine: &str,
        bare: &impl Contender,
        ours: &impl Contender,
        size: Size,
    ) -> Outcome<()> {
        // Warms up.
        turn(bare, 0, size).await?;
        turn(ours, 0, size).await?;
        let (mut bare_times, mut our_times, mut layers) = (Times::default(), Times::default(), Vec::new());
        let began = Instant::now();
        while layers.len() < FEWEST_TURNS || (began.elapsed() < LONGEST && !is_known(&mut layers)) {
            let round = layers.len() + 1;
            // Each is first as often as the other: what the first leaves to the disk, the second waits for.
            let (bare_turn, our_turn) = if round % 2 == 0 {
                let bare_turn = turn(bare, round, size).await?;
                (bare_turn, turn(ours, round, size).await?)
            } else {
                let our_turn = turn(ours, round, size).await?;
                (turn(bare, round, size).await?, our_turn)
            };
            layers.push((our_turn.whole / bare_turn.whole - 1.0) * 100.0);
            bare_times.add(bare_turn);
            our_times.add(our_turn);
        }
        print(engine, size, bare_times, our_times, layers);
        Ok(())
    }
}

fn print(engine: &str, size: Size, mut bare: Times, mut ours: Times, mut layers: Vec<f64>) {
    let steps = f64::from(size.steps) * f64::from(size.flows);
    let (low, high) = interval(&mut layers);
    let turns = layers.len();
    println!(
        "| {engine} | {} x {} | {:.0} | {:.0} | {:.1} ({low:.1} to {high:.1}) | {:.0} | {:.0} | {:.0} | {:.0} | {turns} |",
        size.flows,
        size.steps,
        steps / median(&mut bare.wholes),
        steps / median(&mut ours.wholes),
        median(&mut layers),
        median(&mut bare.flows) * 1000.0,
        median(&mut ours.flows) * 1000.0,
        bare.cpu_of_step(steps) * 1e6,
        ours.cpu_of_step(steps) * 1e6,
    );
}

fn is_known(layers: &mut [f64]) -> bool {
    let (low, high) = interval(layers);
    high - low <= 2.0 * WANTED
}

fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// Where the median of all that could have been measured is, for 95 of 100 such measurements: between two of the numbers,
/// by their ranks alone.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "of hundreds")]
fn interval(numbers: &mut [f64]) -> (f64, f64) {
    numbers.sort_by(f64::total_cmp);
    let count = numbers.len() as f64;
    let cut = ((count - 1.96 * count.sqrt()) / 2.0).max(0.0) as usize;
    (numbers[cut], numbers[numbers.len() - 1 - cut])
}
