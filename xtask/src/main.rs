//! Work on the project itself: `cargo xtask --help`.

mod bench;
mod contract;
mod corpus;
mod fresh;
mod fuzz;
mod map_quality;
mod measure;
mod program;
mod table;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Work on the project itself.
#[derive(Parser)]
#[command(name = "cargo xtask")]
enum Task {
    /// Generate every document below a folder, each in a process with limits; optionally compile each client.
    Corpus(corpus::Args),
    /// Measure, in CPU seconds and wall time, medians of several runs, beside other generators on PATH.
    #[command(subcommand)]
    Bench(Bench),
    /// Run the contract tests of every generated client; with `--mutate`, see whether they find faults.
    Contract(contract::Args),
    /// Generate the repository's own clients again and fail where anything changed.
    Fresh(fresh::Args),
    /// Feed mutated documents to a stage for a while.
    Fuzz(fuzz::Args),
    /// Measure the candidates of mappings against tables of what really belongs together.
    MapQuality(map_quality::Args),
    /// Run a command within limits and write what it used: how the other tasks measure.
    #[command(hide = true)]
    Measure(measure::Args),
}

#[derive(Subcommand)]
enum Bench {
    /// Documents to crates.
    Generate(bench::generate::Args),
    /// `cargo check` of a generated crate, and a release build of a program that uses it.
    Compile(bench::compile::Args),
    /// Two versions of a document compared, after both are read.
    Diff(bench::diff::Args),
    /// A call through a generated client against the same by hand: CPU time and allocations.
    Call,
    /// Decoding and encoding against derived serde.
    Codec,
    /// Flows: steps a second beside the bare engines, and the memory of flows that wait.
    Flows,
    /// Compile time of types in this project's shape against derived serde: STRUCTS, FIELDS, ENUMS.
    Shapes {
        /// How many structs, fields in each, enums.
        sizes: Vec<String>,
    },
}

/// What a task gives: whether all was well, or why it could not be told.
type Outcome = Result<bool, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    if let Some(code) = measure::as_rustc_wrapper() {
        return code;
    }
    let outcome = match Task::parse() {
        Task::Corpus(args) => corpus::run(&args),
        Task::Contract(args) => contract::run(&args),
        Task::Bench(Bench::Generate(args)) => bench::generate::run(&args),
        Task::Bench(Bench::Compile(args)) => bench::compile::run(&args),
        Task::Bench(Bench::Diff(args)) => bench::diff::run(&args),
        Task::Bench(Bench::Call) => bench::call::run(),
        Task::Bench(Bench::Flows) => bench::flows::run(),
        Task::Bench(Bench::Codec) => return bench::codec::run(),
        Task::Bench(Bench::Shapes { sizes }) => {
            let sizes: Vec<&str> = sizes.iter().map(String::as_str).collect();
            return bench::shapes::run(&sizes);
        }
        Task::Fresh(args) => fresh::run(&args),
        Task::Fuzz(args) => fuzz::run(&args),
        Task::MapQuality(args) => map_quality::run(&args),
        Task::Measure(args) => return measure::run(&args),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
