//! The command line: parse, run one subcommand, say how it ended.

mod accepted;
mod add;
mod args;
mod completions;
#[cfg(feature = "flows")]
mod dashboard;
mod diff;
mod dump;
mod exit;
mod export;
#[cfg(feature = "flows")]
mod flows;
mod generate;
#[cfg(feature = "flows")]
mod graph;
mod init;
mod map;
mod mappings;
mod mock;
mod ops;
mod outdated;
mod probe;
mod progress;
mod project;
mod summary;
mod talk;
mod update;

use args::{Args, Command};
use clap::Parser as _;
use exit::Exit;
use intertie_generator::config::ConfigError;
use intertie_generator::update::UpdateError;
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

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        let exit = match error {
            ConfigError::Unreadable { .. } => Exit::Io,
            ConfigError::Wrong(_) => Exit::Usage,
        };
        Self(exit, Some(error.to_string()))
    }
}

impl From<UpdateError> for Failure {
    fn from(error: UpdateError) -> Self {
        let exit = if matches!(error, UpdateError::Config { .. }) { Exit::Usage } else { Exit::Io };
        Self(exit, Some(error.to_string()))
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
    let is_report = match command {
        Command::Diff(_) | Command::Probe(_) => true,
        Command::Update(_) => !talk.wants_report() || talk.format() == args::Format::Markdown,
        _ => !talk.wants_report(),
    };
    if !is_report {
        return Err(Failure::usage(
            "only `intertie diff` writes reports as markdown, html or junit (`update` as markdown, `probe` as junit)",
        ));
    }
    match command {
        Command::Init(args) => init::run(args),
        Command::Add(args) => add::run(args, talk),
        Command::Generate(args) => generate::run(args, talk),
        Command::Check(args) => generate::check(args, talk),
        Command::Map(args) => map::run(args, talk),
        Command::Ops(args) => ops::run(args, talk),
        Command::Diff(args) => diff::run(args, talk),
        Command::Update(args) => update::run(args, talk),
        Command::Outdated(args) => outdated::run(args, talk),
        Command::Mock(args) => mock::run(args, talk),
        Command::Probe(args) => probe::run(args, talk),
        Command::Export(args) => export::run(args, talk),
        Command::Dump(args) => dump::run(args, talk),
        #[cfg(feature = "flows")]
        Command::Flows(args) => flows::run(args, talk),
        #[cfg(feature = "flows")]
        Command::Dashboard(args) => dashboard::run(args, talk),
        #[cfg(feature = "flows")]
        Command::Graph(args) => graph::run(args, talk),
        Command::Completions(args) => Ok(completions::run(args)),
    }
}
