//! What flows cost. The program that measures is one of the flows' own: this only builds and runs it, so that no other task
//! waits for its engine to be compiled.

use std::process::Command;

/// Whether it ran to its end.
pub(crate) fn run() -> Result<bool, Box<dyn std::error::Error>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--release", "--quiet", "--package", "flow-examples", "--features", "load", "--bin", "load"]);
    Ok(cargo.status()?.success())
}
