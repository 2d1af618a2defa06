//! Whether `generated/` is what the generator writes today.

use super::{Outcome, program};
use std::process::Command;

/// Generates all vendors of the repository again; false when git sees a difference.
pub(crate) fn run() -> Outcome {
    let intertie = program::intertie()?;
    if !Command::new(intertie).args(["generate", "--force"]).current_dir(program::root()).status()?.success() {
        return Ok(false);
    }
    let git = |args: &[&str]| Command::new("git").args(args).current_dir(program::root()).output();
    let changed = String::from_utf8(git(&["status", "--porcelain", "--", "generated"])?.stdout)?;
    if changed.is_empty() {
        println!("generated/ is fresh");
    } else {
        println!("generated/ was not fresh; commit these:\n{changed}");
        println!("{}", String::from_utf8_lossy(&git(&["diff", "--stat", "--", "generated"])?.stdout));
    }
    Ok(changed.is_empty())
}
