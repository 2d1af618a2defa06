//! Mappings between vendors.

use super::{ConfigFile, Fetch};
use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use std::path::PathBuf;

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
