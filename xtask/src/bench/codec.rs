//! `bench codec`: reading and writing a 50 KB answer with the codec, with derived serde, and as `serde_json::Value`.
//!
//! Out: medians in microseconds, and ratios to derived serde. The contenders take turns in each round, so that what else
//! the machine does hits all of them.

#[path = "../../../runtime/tests/codec/sample/charges.rs"]
mod charges;
mod derived;

use charges::ChargeList;
use serde_json::Value;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

const ROUNDS: usize = 801;
const TIMES: u32 = 2;

/// One contender: its name and what it does once.
type Contender<'a> = (&'static str, Box<dyn FnMut() + 'a>);

/// Runs the bench and prints its table.
pub(crate) fn run() -> ExitCode {
    let text = match serde_json::to_vec(&derived::list(100)) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("error: the answer cannot be written: {error}");
            return ExitCode::FAILURE;
        }
    };
    let (ours, theirs, tree) = match read_all(&text) {
        Ok(all) => all,
        Err(error) => {
            eprintln!("error: the answer cannot be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    println!("{} bytes, medians of {ROUNDS} rounds of {TIMES}", text.len());
    table("decode", decoders(&text));
    table(
        "encode",
        vec![
            ("derived serde", Box::new(|| drop(black_box(serde_json::to_vec(&theirs))))),
            ("intertie", Box::new(|| drop(black_box(intertie::to_vec(&ours))))),
            ("intertie through serde", Box::new(|| drop(black_box(serde_json::to_vec(&ours))))),
            ("serde_json::Value", Box::new(|| drop(black_box(serde_json::to_vec(&tree))))),
        ],
    );
    ExitCode::SUCCESS
}

fn decoders(text: &[u8]) -> Vec<Contender<'_>> {
    let mut quiet = |_: intertie::Drift<'_>| {};
    vec![
        ("derived serde", Box::new(|| drop(black_box(serde_json::from_slice::<derived::ChargeList>(text))))),
        ("intertie", Box::new(|| drop(black_box(intertie::from_slice::<ChargeList>(text))))),
        (
            "intertie, drift observed",
            Box::new(move || drop(black_box(intertie::from_slice_with::<ChargeList>(text, &mut quiet)))),
        ),
        ("intertie through serde", Box::new(|| drop(black_box(serde_json::from_slice::<ChargeList>(text))))),
        ("serde_json::Value", Box::new(|| drop(black_box(serde_json::from_slice::<Value>(text))))),
        ("Value by intertie", Box::new(|| drop(black_box(intertie::from_slice::<Value>(text))))),
    ]
}

fn read_all(text: &[u8]) -> Result<(ChargeList, derived::ChargeList, Value), Box<dyn std::error::Error>> {
    Ok((intertie::from_slice(text)?, serde_json::from_slice(text)?, serde_json::from_slice(text)?))
}

fn table(title: &str, mut contenders: Vec<Contender<'_>>) {
    let mut times = vec![Vec::with_capacity(ROUNDS); contenders.len()];
    for _ in 0..ROUNDS {
        for ((_, contender), times) in contenders.iter_mut().zip(&mut times) {
            let start = Instant::now();
            (0..TIMES).for_each(|_| contender());
            times.push(start.elapsed() / TIMES);
        }
    }
    let medians: Vec<f64> = times.iter_mut().map(|times| median(times).as_secs_f64() * 1e6).collect();
    println!("{title:<28}{:>10}{:>10}", "us", "ratio");
    for ((name, _), median) in contenders.iter().zip(&medians) {
        println!("  {name:<26}{median:>10.1}{:>10.2}", median / medians[0]);
    }
}

fn median<T: Ord + Copy>(values: &mut [T]) -> T {
    values.sort_unstable();
    values[values.len() / 2]
}
