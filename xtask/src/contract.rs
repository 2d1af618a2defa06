//! Contract tests of all generated clients; and, with `--mutate`, whether they find faults.

mod coverage;
mod mutants;

use super::{Outcome, program};
use clap::Args as ClapArgs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Instant;

/// What is asked for.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// Put faults into copies of the clients, one at a time, and fail where the tests do not find one.
    #[arg(long)]
    mutate: bool,
    /// Only faults whose name or vendor holds this text.
    #[arg(long, requires = "mutate")]
    only: Option<String>,
    /// Show which operations, statuses and members the tests exercised, client by client.
    #[arg(long, conflicts_with = "mutate")]
    coverage: bool,
}

/// Runs the tests; false where one fails, or where a fault was not found.
pub(crate) fn run(args: &Args) -> Outcome {
    if args.mutate { mutants::run(args.only.as_deref()) } else { all(args.coverage) }
}

/// Every client's tests, and how many there were.
fn all(shows_coverage: bool) -> Outcome {
    let workspace = program::root().join("generated");
    lock(&workspace)?;
    let built = test(&workspace, &["--no-run"])?;
    if !built.status.success() {
        print!("{}", String::from_utf8_lossy(&built.stderr));
        return Ok(false);
    }
    let started = Instant::now();
    let output = test(&workspace, &["--no-fail-fast"])?;
    let text = String::from_utf8_lossy(&output.stdout);
    let tally = Tally::of(&text);
    text.lines()
        .filter(|line| line.ends_with("FAILED") || line.starts_with("---- "))
        .for_each(|line| println!("{line}"));
    let (passed, failed, crates) = (tally.passed, tally.failed, tally.crates);
    println!(
        "{crates} clients, {passed} tests passed, {failed} failed, {:.1} s after compilation",
        started.elapsed().as_secs_f64()
    );
    if shows_coverage {
        coverage::show(&folder())?;
    }
    Ok(output.status.success() && failed == 0 && crates > 0)
}

/// Where the tests write what they exercised.
fn folder() -> std::path::PathBuf {
    program::root().join("target/coverage")
}

/// Gives the clients the versions that this repository is locked to.
fn lock(workspace: &Path) -> std::io::Result<()> {
    std::fs::copy(program::root().join("Cargo.lock"), workspace.join("Cargo.lock")).map(|_| ())
}

/// Runs `cargo test` on the contract tests of a workspace of clients.
fn test(workspace: &Path, arguments: &[&str]) -> std::io::Result<Output> {
    let mut cargo: Command = program::cargo();
    cargo.args(["test", "--offline", "--test", "contract"]).args(arguments).current_dir(workspace);
    cargo.env("CARGO_TARGET_DIR", program::root().join("target")).env("CARGO_TERM_COLOR", "never");
    cargo.env("INTERTIE_COVERAGE", folder()).output()
}

/// What libtest's summaries say together.
#[derive(Debug, Default)]
struct Tally {
    crates: usize,
    passed: usize,
    failed: usize,
}

impl Tally {
    fn of(text: &str) -> Self {
        let mut tally = Self::default();
        for line in text.lines().filter(|line| line.starts_with("test result:")) {
            let count = |word: &str| {
                let before = line.split(word).next().unwrap_or_default().trim();
                before.rsplit([' ', '.', ';']).next().and_then(|number| number.parse::<usize>().ok()).unwrap_or(0)
            };
            tally.crates += 1;
            tally.passed += count("passed");
            tally.failed += count("failed");
        }
        tally
    }
}
