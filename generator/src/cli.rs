//! The command line: parse, run one subcommand, say how it ended.

mod add;
mod args;
mod completions;
mod diff;
mod dump;
mod exit;
mod export;
mod generate;
mod init;
mod mock;
mod ops;
mod probe;
mod progress;
mod project;
mod summary;
mod talk;

use args::{Args, Command};
use clap::Parser as _;
use exit::Exit;
use std::panic::AssertUnwindSafe;
use talk::Talk;

/// A command that could not be carried out: how the program ends, and why where that was not said yet.
struct Failure(Exit, Option<String>);

impl Failure {
    /// The command line or the configuration is wrong.
    fn usage(message: impl Into<String>) -> Self {
        Self(Exit::Usage, Some(message.into()))
    }

    /// A file could not be read or written.
    fn io(what: &str, path: &std::path::Path, error: &std::io::Error) -> Self {
        Self(Exit::Io, Some(format!("cannot {what} {}: {error}", path.display())))
    }
}

/// Runs the program.
pub(crate) fn run() -> Exit {
    let args = Args::parse();
    let talk = Talk::new(&args.output);
    // Whatever a document holds, no stage panics on it: if one does, it is our fault, and the exit code says so.
    let result = std::panic::catch_unwind(AssertUnwindSafe(|| dispatch(&args.command, &talk))).unwrap_or_else(|_| {
        Err(Failure(
            Exit::Unforeseen,
            Some("this is a fault of intertie itself; please report what stands above".into()),
        ))
    });
    result.unwrap_or_else(|Failure(exit, message)| {
        if let Some(message) = message {
            talk.error(&message);
        }
        exit
    })
}

fn dispatch(command: &Command, talk: &Talk) -> Result<Exit, Failure> {
    if talk.wants_report() && !matches!(command, Command::Diff(_) | Command::Probe(_)) {
        return Err(Failure::usage(
            "only `intertie diff` writes reports as markdown, html or junit (and `probe` as junit)",
        ));
    }
    match command {
        Command::Init(args) => init::run(args),
        Command::Add(args) => add::run(args, talk),
        Command::Generate(args) => generate::run(args, talk),
        Command::Check(args) => generate::check(args, talk),
        Command::Ops(args) => ops::run(args, talk),
        Command::Diff(args) => diff::run(args, talk),
        Command::Mock(args) => mock::run(args, talk),
        Command::Probe(args) => probe::run(args, talk),
        Command::Export(args) => export::run(args, talk),
        Command::Dump(args) => dump::run(args, talk),
        Command::Completions(args) => Ok(completions::run(args)),
    }
}
