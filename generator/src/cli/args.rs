//! The command line, as it is typed.

mod clients;
mod maps;
mod servers;
mod versions;

pub(crate) use clients::{Add, Check, Generate, OneShot, Ops};
pub(crate) use maps::{MapArgs, MapCommand, MapPicture, MapStatus, MapSync, PictureForm};
pub(crate) use servers::{Export, ExportForm, Mock, Probe};
pub(crate) use versions::{Diff, Least, Outdated, Update};

use super::exit;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  intertie generate --spec openapi.yaml --out client     one document, no configuration
  intertie init                                          start a project: intertie.toml
  intertie add stripe https://example.com/openapi.json   add a vendor to it
  intertie generate                                      write every vendor's client
  intertie generate --check                              for CI: fail where files are out of date
  intertie update stripe --dry-run                       what a newer version breaks of yours
  intertie ops stripe --search customer                  what a vendor's API can do";

/// What this program was built without.
const ABSENT: &str = if cfg!(feature = "flows") {
    ""
} else {
    "\n\nNot in this build, which lacks `--features flows`: intertie flows, intertie dashboard, intertie graph."
};

/// Typed Rust clients from vendors' OpenAPI documents, as messy as they are.
#[derive(Parser, Debug)]
#[command(name = "intertie", version, after_help = format!("{EXAMPLES}{ABSENT}"))]
#[command(after_long_help = format!("{EXAMPLES}{ABSENT}\n\n{}", exit::HELP))]
#[command(propagate_version = true, max_term_width = 110, subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// How to talk; the same for every command.
#[derive(ClapArgs, Debug, Clone)]
pub(crate) struct Output {
    /// How findings are written: for people, for programs, or as GitHub annotations; the last three only by `diff`, `markdown` by `update`, `junit` by `probe`, too.
    #[arg(long, global = true, value_enum, default_value_t, help_heading = "Output")]
    pub(crate) format: Format,
    /// When to use colours; `auto` respects `NO_COLOR` and `CLICOLOR_FORCE`.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN", help_heading = "Output")]
    pub(crate) color: Color,
    /// Show notes too, and every warning instead of the first 20.
    #[arg(short, long, global = true, help_heading = "Output")]
    pub(crate) verbose: bool,
    /// Show errors only.
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Output")]
    pub(crate) quiet: bool,
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Format {
    #[default]
    Text,
    Json,
    Github,
    Markdown,
    Html,
    Junit,
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Write an intertie.toml to start from.
    Init(Init),
    /// Add a vendor to intertie.toml, keeping a copy of a fetched document.
    Add(Add),
    /// Write the clients of all vendors, of some, or of one document.
    Generate(Generate),
    /// Tell what is wrong with documents and what is out of date; write nothing.
    Check(Check),
    /// Mappings between vendors: where they stand, what is missing, pictures.
    Map(MapArgs),
    /// List a vendor's operations.
    Ops(Ops),
    /// Tell what changed between two versions of an API, one finding for each edit.
    Diff(Diff),
    /// Move vendors to newer versions: show what changed and which lines of yours it hits, then write all or nothing.
    Update(Update),
    /// List the vendors with their age, the newest version and how much it breaks.
    Outdated(Outdated),
    /// Serve a vendor's API on this machine, from its document.
    Mock(Mock),
    /// Ask a vendor's server what its document says it answers, and tell where the two differ.
    Probe(Probe),
    /// Write a vendor's operations for other tools: a Postman collection, a HAR file.
    Export(Export),
    /// Show what a stage of the generator made of a document.
    Dump(Dump),
    /// List flows of the embedded engine, look at one, and do something about it.
    #[cfg(feature = "flows")]
    Flows(super::flows::Flows),
    /// Show flows as web pages.
    #[cfg(feature = "flows")]
    Dashboard(super::dashboard::Dashboard),
    /// Draw what flows are made of, as their journals tell.
    #[cfg(feature = "flows")]
    Graph(super::graph::Graph),
    /// Write a completion script for a shell to standard output.
    Completions(Completions),
}

/// Where the configuration is.
#[derive(ClapArgs, Debug, Clone)]
pub(crate) struct ConfigFile {
    /// The configuration; without it intertie.toml is looked for here and in the folders above.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// How documents are fetched.
#[derive(ClapArgs, Debug, Clone, Default)]
pub(crate) struct Fetch {
    /// Follow a redirect to another host.
    #[arg(long)]
    pub(crate) allow_redirects: bool,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Init {
    /// The folder of the project.
    #[arg(default_value = ".")]
    pub(crate) folder: PathBuf,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Dump {
    /// Which stage's result.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) stage: Stage,
    /// A vendor of intertie.toml, a file, an https:// URL, or `-`.
    #[arg(value_name = "NAME|FILE")]
    pub(crate) what: String,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Stage {
    /// The document as JSON, other files bundled in, the overlay applied.
    Raw,
    /// The one model for all versions of OpenAPI.
    Document,
    /// What the vendor takes and gives, for mocks and contract tests, as JSON.
    Contract,
    /// What will be generated, with its Rust names.
    #[default]
    Ir,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct Completions {
    /// Which shell.
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}
