//! Whether `generated/` and `intertie.lock` are what the generator writes today.

use super::{Outcome, program};
use std::path::{PathBuf, absolute};
use std::process::Command;

/// What to generate with.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// This `intertie`, instead of a release build of it.
    #[arg(long, value_name = "PROGRAM")]
    with: Option<PathBuf>,
}

/// Generates all vendors of the repository again; false when git sees a difference.
pub(crate) fn run(args: &Args) -> Outcome {
    let intertie = args.with.as_ref().map_or_else(program::intertie, |path| Ok(absolute(path)?))?;
    if !Command::new(intertie).args(["generate", "--force"]).current_dir(program::root()).status()?.success() {
        return Ok(false);
    }
    let git = |args: &[&str]| Command::new("git").args(args).current_dir(program::root()).output();
    let changed = String::from_utf8(git(&["status", "--porcelain", "--", "generated", "intertie.lock"])?.stdout)?;
    if changed.is_empty() {
        println!("generated/ is fresh");
    } else {
        println!("generated/ or intertie.lock was not fresh; commit these:\n{changed}");
        println!("{}", String::from_utf8_lossy(&git(&["diff", "--stat", "--", "generated", "intertie.lock"])?.stdout));
    }
    Ok(changed.is_empty())
}
