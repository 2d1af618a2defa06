//! Writing clients, and looking at what would be written.

use super::{ConfigFile, Fetch};
use clap::Args as ClapArgs;
use std::path::PathBuf;

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
