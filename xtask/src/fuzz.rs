//! Mutated real documents into a stage, on stable and without a fuzzer: what `xtask/fuzz` does with cargo-fuzz.
//!
//! A panic is caught and its input kept. A stack overflow or a lack of memory ends the process; the input is on disk then,
//! too, because it is written before it is tried.

mod entry;
mod mutate;

use super::{Outcome, program};
use clap::ValueEnum;
use mutate::Random;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[derive(ValueEnum, Clone, Copy)]
enum Target {
    /// Bytes -> one JSON value.
    Load,
    /// And on to the one model for all dialects.
    Normalize,
    /// And on through all stages to files in memory.
    Render,
}

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Which stage.
    target: Target,
    /// How long.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Start of the random numbers; the same seed gives the same inputs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A folder of documents to start from; without it the shared ones and those of the repository.
    #[arg(long)]
    from: Option<PathBuf>,
    /// Try this one file instead.
    #[arg(long)]
    replay: Option<PathBuf>,
}

/// Larger documents are mutated too seldom to be worth their time.
const LARGEST: u64 = 300_000;

/// An input that takes longer is a finding: a small document must not cost minutes.
const SLOW: Duration = Duration::from_secs(10);

/// Runs the task; false when an input made a stage panic or take too long.
pub(crate) fn run(args: &Args) -> Outcome {
    let try_one = match args.target {
        Target::Load => entry::load,
        Target::Normalize => entry::normalize,
        Target::Render => entry::render,
    };
    if let Some(path) = &args.replay {
        try_one(&std::fs::read(path)?);
        return Ok(true);
    }
    let seeds = seeds(args.from.as_deref())?;
    if seeds.is_empty() {
        return Err("no documents to start from; set INTERTIE_SHARED or give --from DIR".into());
    }
    let kept = program::root().join("target/fuzz");
    std::fs::create_dir_all(&kept)?;
    let current = kept.join(format!("current-{}", std::process::id()));
    let (mut random, mut tried, mut bad) = (Random::new(args.seed), 0_u64, 0);
    std::panic::set_hook(Box::new(|_| {}));
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(args.seconds) && bad < 20 {
        let input = mutate::mutated(&seeds, &mut random);
        std::fs::write(&current, &input)?;
        let begun = Instant::now();
        let outcome = std::panic::catch_unwind(|| try_one(&input));
        tried += 1;
        if outcome.is_err() || begun.elapsed() > SLOW {
            bad += 1;
            let path = kept.join(format!("seed-{}-{tried}", args.seed));
            std::fs::rename(&current, &path)?;
            let what = if outcome.is_err() { "panic" } else { "too slow" };
            println!("{what}: {}", path.display());
        }
    }
    let _ = std::fs::remove_file(&current);
    println!("{tried} inputs in {} s, {bad} bad", started.elapsed().as_secs());
    Ok(bad == 0)
}

fn seeds(from: Option<&Path>) -> std::io::Result<Vec<Vec<u8>>> {
    let own = ["specs", "tests/fixtures"].map(|folder| program::root().join(folder));
    let all = || own.into_iter().chain(program::shared()).filter(|folder| folder.is_dir()).collect();
    let mut open = from.map_or_else(all, |folder| vec![folder.to_owned()]);
    let mut seeds = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder)? {
            let (path, meta) = entry.and_then(|entry| Ok((entry.path(), entry.metadata()?)))?;
            if meta.is_dir() {
                open.push(path);
            } else if meta.len() < LARGEST && path.extension().is_some_and(|e| e == "json" || e == "yaml" || e == "yml")
            {
                seeds.push(std::fs::read(path)?);
            }
        }
    }
    Ok(seeds)
}
