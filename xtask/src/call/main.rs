//! One call through a generated client against the same call written by hand with reqwest and `serde_json`, to a server
//! on the loopback: CPU time of the calling thread, and its allocations.
//!
//! `cargo xtask bench call` runs it. It is a program of its own because its allocator counts.

mod hand;
mod server;

use hand::Hand;
use intertie::Bearer;
use nix::time::ClockId;
use std::error::Error;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// How many rounds; in each both take their turn, so that what else the machine does hits both alike.
const ROUNDS: usize = 201;
/// How many calls in a turn.
const CALLS: u32 = 50;

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    let base = server::start()?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let hand = Hand::new(&base)?;
    let client = stripe::Client::builder().base_url(base).auth(Bearer::new("sk_test")).build()?;
    println!("medians of {ROUNDS} rounds of {CALLS} calls, CPU of the calling thread, allocations of one call");
    println!("{:<28}{:>10}{:>10}{:>24}{:>18}{:>18}", "", "by hand", "client", "ratio", "by hand", "client");
    report(
        "read a charge",
        &runtime,
        async || drop(hand.charge().await.expect("an answer")),
        async || drop(client.charges().get("ch_1").send().await.expect("an answer")),
    );
    report(
        "read a customer, if any",
        &runtime,
        async || drop(hand.customer().await.expect("an answer")),
        async || drop(client.customers().get("cus_1").send().await.expect("an answer")),
    );
    report(
        "list 10 charges",
        &runtime,
        async || drop(hand.charges().await.expect("an answer")),
        async || drop(client.charges().list().limit(10).send().await.expect("an answer")),
    );
    report(
        "create a customer",
        &runtime,
        async || drop(hand.create().await.expect("an answer")),
        async || {
            let call = client.customers().create().email("ada@example.com").metadata([("order", "42")]);
            drop(call.send().await.expect("an answer"));
        },
    );
    Ok(())
}

fn report(what: &str, runtime: &Runtime, by_hand: impl AsyncFn(), client: impl AsyncFn()) {
    // The connections are there, and all that is made once is made.
    turn(runtime, &by_hand);
    turn(runtime, &client);
    let allocated = [allocations(runtime, &by_hand), allocations(runtime, &client)];
    let mut rounds = Vec::with_capacity(ROUNDS);
    for number in 0..ROUNDS {
        // Neither is always the first.
        let early = (number % 2 == 1).then(|| turn(runtime, &client));
        let hand = turn(runtime, &by_hand);
        rounds.push([hand, early.unwrap_or_else(|| turn(runtime, &client))].map(|took| took.as_secs_f64()));
    }
    let [by_hand, client] = [0, 1].map(|who| of(&rounds, |round| round[who] * 1e6 / f64::from(CALLS)));
    // A machine that is slow for a while is so for both turns of a round: their ratio says more than that of the extremes.
    let ratio = of(&rounds, |[by_hand, client]| client / by_hand);
    let [hand, ours] = allocated.map(|(count, bytes)| format!("{count} ({bytes} B)"));
    let ratio = format!("{:.3} ({:.3} to {:.3})", ratio[1], ratio[0], ratio[2]);
    println!("{what:<28}{:>7.1} us{:>7.1} us{ratio:>24}{hand:>18}{ours:>18}", by_hand[1], client[1]);
}

/// The quartiles of something that each round has.
fn of(rounds: &[[f64; 2]], what: impl Fn(&[f64; 2]) -> f64) -> [f64; 3] {
    let mut all: Vec<f64> = rounds.iter().map(what).collect();
    all.sort_by(f64::total_cmp);
    [1, 2, 3].map(|quarter| all[all.len() * quarter / 4])
}

/// The CPU time of a turn.
fn turn(runtime: &Runtime, call: &impl AsyncFn()) -> Duration {
    let started = cpu();
    runtime.block_on(async {
        for _ in 0..CALLS {
            call().await;
        }
    });
    cpu().saturating_sub(started)
}

fn cpu() -> Duration {
    ClockId::CLOCK_THREAD_CPUTIME_ID.now().map(Duration::from).expect("Linux has this clock")
}

/// Allocations of one call, and their bytes: the mean of a turn.
fn allocations(runtime: &Runtime, call: &impl AsyncFn()) -> (u64, u64) {
    let info = allocation_counter::measure(|| {
        turn(runtime, call);
    });
    (info.count_total / u64::from(CALLS), info.bytes_total / u64::from(CALLS))
}
