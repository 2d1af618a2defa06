//! Versions of a vendor, and the move from one to another.

use super::{ConfigFile, Fetch};
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  intertie diff old.json new.json
  intertie diff stripe https://example.com/openapi.json --fail-on breaking
  intertie diff HEAD~3:specs/acme.yaml specs/acme.yaml --format markdown

A version is a vendor of intertie.toml, a file, an https:// URL, `-`, or a file of a git revision as REVISION:PATH. \
Where one is a vendor, its overlay, profile and slice are those of the other, too.")]
pub(crate) struct Diff {
    /// The version before.
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    /// The version after.
    #[arg(value_name = "NEW")]
    pub(crate) new: String,
    /// End with exit code 5 where a finding is of this level or a graver one.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) fail_on: Option<Least>,
    /// The file of findings that are accepted; without it intertie.accept.toml beside intertie.toml, or here.
    #[arg(long, value_name = "FILE")]
    pub(crate) accept: Option<PathBuf>,
    /// What contract tests or a probe exercised (JSON): the HTML page shades the operations that changes reach.
    #[arg(long, value_name = "FILE")]
    pub(crate) coverage: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  intertie update                                     every vendor that has a `source` in intertie.toml
  intertie update stripe --dry-run                    what changed, and which lines of yours it hits
  intertie update stripe --dry-run --format markdown  the same as the text of a pull request
  intertie update stripe --to specs/stripe-new.json --yes

The compiler is asked in a copy of your workspace below its target folder. There the contract tests of the old and of the new \
client run, too, where the vendor has some, both against a mock of the new document: may I upgrade? The document, \
intertie.toml, intertie.lock, the vendor's CHANGELOG.md, the client and the mappings' traits are written as one: a run that is \
interrupted leaves either state, or says how to go on.")]
pub(crate) struct Update {
    /// The vendors; without any, all that have a source.
    pub(crate) names: Vec<String>,
    /// The newer document, where it is not at the vendor's `source`.
    #[arg(long, value_name = "FILE|URL")]
    pub(crate) to: Option<String>,
    /// Change nothing: show what would be changed and hit.
    #[arg(long, conflicts_with = "yes")]
    pub(crate) dry_run: bool,
    /// Do not ask.
    #[arg(long, short)]
    pub(crate) yes: bool,
    /// Do not ask the compiler which lines are hit.
    #[arg(long)]
    pub(crate) no_compile: bool,
    /// Do not run contract tests.
    #[arg(long)]
    pub(crate) no_test: bool,
    /// Do not move, and end with exit code 5, where a finding that nobody accepted is of this level or a graver one.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) fail_on: Option<Least>,
    /// The file of findings that are accepted; without it intertie.accept.toml beside intertie.toml.
    #[arg(long, value_name = "FILE")]
    pub(crate) accept: Option<PathBuf>,
    /// A folder of the Cargo workspace that uses the client; without it, that of intertie.toml.
    #[arg(long, value_name = "DIR")]
    pub(crate) workspace: Option<PathBuf>,
    /// Finish an update that was interrupted.
    #[arg(long, conflicts_with_all = ["names", "to", "dry_run", "abort"], help_heading = "Interrupted updates")]
    pub(crate) r#continue: bool,
    /// Undo an update that was interrupted.
    #[arg(long, conflicts_with_all = ["names", "to", "dry_run"], help_heading = "Interrupted updates")]
    pub(crate) abort: bool,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Outdated {
    /// The vendors; without any, all.
    pub(crate) names: Vec<String>,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

/// A level of findings.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Least {
    Docs,
    Additive,
    Dangerous,
    Breaking,
}
