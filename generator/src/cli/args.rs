//! The command line, as it is typed.

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

/// Typed Rust clients from vendors' OpenAPI documents, as messy as they are.
#[derive(Parser, Debug)]
#[command(name = "intertie", version, after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{}", exit::HELP))]
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
    /// How findings are written: for people, for programs, or as GitHub annotations; the last three only by `diff`, `junit` by `probe`, too.
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
#[command(after_help = "\
Examples:
  intertie add petstore https://petstore3.swagger.io/api/v3/openapi.json
  intertie add acme specs/acme/2024-06.yaml

A fetched document is kept as specs/NAME/VERSION.json or .yaml, so that a build never depends on the network.")]
pub(crate) struct Add {
    /// The vendor's name: lower-case, becomes the crate's name.
    pub(crate) name: String,
    /// The document: a file or an https:// URL.
    #[arg(value_name = "URL|FILE")]
    pub(crate) spec: String,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

/// One document instead of the configuration.
#[derive(ClapArgs, Debug, Clone)]
pub(crate) struct OneShot {
    /// A document instead of the configuration: a file, a folder with an index file, an https:// URL, or `-`.
    #[arg(long, value_name = "FILE|URL", help_heading = "One document")]
    pub(crate) spec: Option<String>,
    /// An OpenAPI Overlay to apply to it.
    #[arg(long, value_name = "FILE|URL", requires = "spec", help_heading = "One document")]
    pub(crate) overlay: Option<String>,
    /// A vendor.toml with what the document does not say: how calls prove who makes them, pages, failures.
    #[arg(long, value_name = "FILE", requires = "spec", help_heading = "One document")]
    pub(crate) profile: Option<PathBuf>,
    /// Only these operations: an operationId, `METHOD /path`, `tag:NAME` or a path with `*`; may be repeated.
    #[arg(long, value_name = "SELECTOR", requires = "spec", help_heading = "One document")]
    pub(crate) include: Vec<String>,
    /// Not these operations; may be repeated.
    #[arg(long, value_name = "SELECTOR", requires = "spec", help_heading = "One document")]
    pub(crate) exclude: Vec<String>,
}

#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  intertie generate                              every vendor of intertie.toml
  intertie generate stripe paypal --dry-run      show what would be written
  intertie generate stripe --update-lock         take a changed document as the one to generate from
  intertie generate --spec stripe.json --out stripe --include 'tag:Customers' --include 'POST /v1/refunds'
  curl -s https://example.com/openapi.json | intertie generate --spec - --name acme --out acme")]
pub(crate) struct Generate {
    /// The vendors; without any, all.
    #[arg(conflicts_with = "spec")]
    pub(crate) names: Vec<String>,
    #[command(flatten)]
    pub(crate) one_shot: OneShot,
    /// The folder to write.
    #[arg(long, value_name = "DIR", requires = "spec", help_heading = "One document")]
    pub(crate) out: Option<PathBuf>,
    /// The crate's name; without it, that of the folder.
    #[arg(long, requires = "spec", help_heading = "One document")]
    pub(crate) name: Option<String>,
    /// Write a module instead of a crate.
    #[arg(long, requires = "spec", help_heading = "One document")]
    pub(crate) module: bool,
    /// The folder of the crate `intertie`, where the registry's is not wanted.
    #[arg(long, value_name = "DIR", requires = "spec", help_heading = "One document")]
    pub(crate) runtime: Option<PathBuf>,
    /// Write nothing; fail where a file is missing, out of date or edited by hand.
    #[arg(long, conflicts_with_all = ["dry_run", "force"])]
    pub(crate) check: bool,
    /// Write nothing; list what would be written.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Take warnings as errors.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Overwrite generated files that were edited by hand, and write what is up to date.
    #[arg(long)]
    pub(crate) force: bool,
    /// Take documents that are not the locked ones, and lock them; `intertie update` would compare first.
    #[arg(long, conflicts_with_all = ["spec", "locked", "check", "dry_run"], help_heading = "Lock")]
    pub(crate) update_lock: bool,
    /// Fail where intertie.lock would have to change.
    #[arg(long, conflicts_with = "spec", help_heading = "Lock")]
    pub(crate) locked: bool,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  intertie check                      documents and generated files of intertie.toml
  intertie check --spec openapi.yaml  one document")]
pub(crate) struct Check {
    /// The vendors; without any, all.
    #[arg(conflicts_with = "spec")]
    pub(crate) names: Vec<String>,
    #[command(flatten)]
    pub(crate) one_shot: OneShot,
    /// Fail where a mapping has fields that nobody decided about: before a release.
    #[arg(long, conflicts_with = "spec")]
    pub(crate) deny_open: bool,
    /// Take warnings as errors.
    #[arg(long)]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  intertie map status                        every mapping in a line: what is decided, and by whom
  intertie map status order_to_label         its fields, and candidates for what is open
  intertie map sync                          add methods that people's files lack; the rest stays as it is
  intertie map picture --out mappings.html   sources, targets and the lines between
  intertie map candidates order_to_label     where each field may come from, at any depth
  intertie map update fedex specs/old.yaml   what the new version does to mappings")]
pub(crate) struct MapArgs {
    #[command(subcommand)]
    pub(crate) command: MapCommand,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

#[derive(Subcommand, Debug)]
pub(crate) enum MapCommand {
    /// What is decided, by whom, what is open, and which sources nobody reads.
    Status(MapStatus),
    /// Add stubs of missing methods to people's files.
    Sync(MapSync),
    /// Draw mappings.
    Picture(MapPicture),
    /// List where each field of a target may come from.
    Candidates(MapCandidates),
    /// Tell what a vendor's new version does to mappings: methods to write, sources that are gone, values to add.
    Update(MapUpdate),
}

#[derive(ClapArgs, Debug)]
pub(crate) struct MapStatus {
    /// The mappings to show field by field; without any, all in a line each.
    pub(crate) names: Vec<String>,
    /// Fail where anything is open or undecided.
    #[arg(long)]
    pub(crate) deny_open: bool,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct MapSync {
    /// Write nothing; fail where anything is missing.
    #[arg(long)]
    pub(crate) check: bool,
    /// Write nothing; list the files that would change.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct MapPicture {
    /// The mappings; without any, all.
    pub(crate) names: Vec<String>,
    /// One page with all, or the picture of one.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) form: PictureForm,
    /// The file to write; without it, standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum PictureForm {
    #[default]
    Html,
    Svg,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct MapUpdate {
    /// The vendor whose document is a new one.
    pub(crate) vendor: String,
    /// The earlier version of its document.
    #[arg(value_name = "FILE|URL")]
    pub(crate) earlier: String,
}

#[derive(ClapArgs, Debug)]
pub(crate) struct MapCandidates {
    /// The mapping.
    pub(crate) name: String,
}

#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  intertie ops stripe
  intertie ops --spec openapi.yaml --search invoice")]
pub(crate) struct Ops {
    /// The vendor.
    #[arg(required_unless_present = "spec", conflicts_with = "spec")]
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) one_shot: OneShot,
    /// Only operations with this text in a column or in their summary, whatever its case.
    #[arg(long, short, value_name = "TEXT")]
    pub(crate) search: Option<String>,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  intertie diff old.json new.json
  intertie diff stripe https://example.com/openapi.json --fail-on breaking
  intertie diff HEAD~3:specs/acme.yaml specs/acme.yaml --format markdown

A version is a vendor of intertie.toml, a file, an https:// URL, `-`, or a file of a git revision as REVISION:PATH.
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
  intertie update stripe --to specs/stripe-new.json --yes

The compiler is asked in a copy of your workspace below its target folder. The document, intertie.toml, intertie.lock, the
vendor's CHANGELOG.md and the client are written as one: a run that is interrupted leaves either state, or says how to go on.")]
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
    /// Do not run the contract tests of the new client.
    #[arg(long)]
    pub(crate) no_test: bool,
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

#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  intertie mock stripe                         a vendor of intertie.toml, with its profile
  intertie mock openapi.yaml --port 4010       one document
  curl -H 'Intertie-Scenario: status=402' ...  another answer than the good one

Requests are held against the document: path, query, headers, proof of who calls, body. What is wrong is said here, and
in the answer's header Intertie-Problems. Scenarios, by the header Intertie-Scenario or for all requests by --scenario:
status=CODE, example=N, seed=N, sparse, full, empty, pages=N, slow=MILLISECONDS, timeout, reset, cut, malformed,
wrong-type, rate-limited=SECONDS, unknown-field, unknown-value, nulls, failure, expired, times=N.")]
pub(crate) struct Mock {
    /// A vendor of intertie.toml, a file, an https:// URL, or `-`.
    #[arg(value_name = "NAME|FILE")]
    pub(crate) what: String,
    /// The port; 0 takes one that is free.
    #[arg(long, default_value_t = 4010)]
    pub(crate) port: u16,
    /// What happens to every request that does not say otherwise.
    #[arg(long, value_name = "SCENARIO")]
    pub(crate) scenario: Option<String>,
    /// Another seed, other answers.
    #[arg(long, default_value_t = 0)]
    pub(crate) seed: u64,
    /// A vendor.toml with what the document does not say.
    #[arg(long, value_name = "FILE", help_heading = "One document")]
    pub(crate) profile: Option<PathBuf>,
    /// An OpenAPI Overlay to apply to it.
    #[arg(long, value_name = "FILE|URL", help_heading = "One document")]
    pub(crate) overlay: Option<String>,
    /// Only these operations: an operationId, `METHOD /path`, `tag:NAME` or a path with `*`; may be repeated.
    #[arg(long, value_name = "SELECTOR", help_heading = "One document")]
    pub(crate) include: Vec<String>,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  intertie probe stripe --base-url https://api.stripe.com --header Authorization=STRIPE_PROBE
  intertie probe openapi.yaml --base-url http://127.0.0.1:8888 --value project=42 --overlay-out drift.yaml

Only GET and HEAD are sent, and what --also names; at most --rate requests a second. Ids are taken from the lists that
come first. Exit code 5: a client that keeps to the document cannot read an answer.")]
pub(crate) struct Probe {
    /// A vendor of intertie.toml, a file, an https:// URL, or `-`.
    #[arg(value_name = "NAME|FILE")]
    pub(crate) what: String,
    /// The server: scheme, host and the path before those of the document.
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: String,
    /// A header of every request, its value from this environment variable; may be repeated.
    #[arg(long, value_name = "NAME=VARIABLE")]
    pub(crate) header: Vec<String>,
    /// The value of a parameter wherever it has this name; may be repeated.
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) value: Vec<String>,
    /// Another operation to send, which may change something: its operationId or `METHOD /path`; may be repeated.
    #[arg(long, value_name = "OPERATION")]
    pub(crate) also: Vec<String>,
    /// How many requests a second.
    #[arg(long, default_value_t = 5.0)]
    pub(crate) rate: f64,
    /// Write what the document would have to say as an OpenAPI Overlay.
    #[arg(long, value_name = "FILE")]
    pub(crate) overlay_out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  intertie export postman stripe > stripe.postman_collection.json
  newman run stripe.postman_collection.json --env-var baseUrl=http://127.0.0.1:4010
  intertie export har openapi.yaml --base-url https://api.example.com > requests.har

Each operation is there with a valid request and what it is answered. A collection has variables in place of the server and
of every proof of who calls, and tests of status, media type and required members.")]
pub(crate) struct Export {
    /// For which tool.
    #[arg(value_enum)]
    pub(crate) form: ExportForm,
    /// A vendor of intertie.toml, a file, an https:// URL, or `-`.
    #[arg(value_name = "NAME|FILE")]
    pub(crate) what: String,
    /// The server, where it is not the document's first.
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    #[command(flatten)]
    pub(crate) config: ConfigFile,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

/// Another tool's form.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExportForm {
    /// A collection of Postman, version 2.1.
    Postman,
    /// An HTTP archive, version 1.2.
    Har,
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
