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

/// How many rounds; in each both take their turn, so that what else the machine does hits both.
const ROUNDS: usize = 201;
/// How many calls in a turn.
const CALLS: u32 = 50;

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    let base = server::start()?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let hand = Hand::new(&base)?;
    let client = stripe::Client::builder().base_url(base).auth(Bearer::new("sk_test")).build()?;
    println!("the quietest of {ROUNDS} rounds of {CALLS} calls, CPU of the calling thread, allocations of one call");
    println!("{:<28}{:>10}{:>10}{:>8}{:>18}{:>18}", "", "by hand", "client", "ratio", "by hand", "client");
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
    let mut times = [Vec::with_capacity(ROUNDS), Vec::with_capacity(ROUNDS)];
    for _ in 0..ROUNDS {
        times[0].push(turn(runtime, &by_hand));
        times[1].push(turn(runtime, &client));
    }
    // What else the machine does makes a round longer, never shorter.
    let [by_hand, client] =
        times.map(|times| times.into_iter().min().unwrap_or_default().as_secs_f64() * 1e6 / f64::from(CALLS));
    let [hand, ours] = allocated.map(|(count, bytes)| format!("{count} ({bytes} B)"));
    println!("{what:<28}{by_hand:>7.1} us{client:>7.1} us{:>8.3}{hand:>18}{ours:>18}", client / by_hand);
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
