//! `bench call`: a call through a generated client against the same by hand. The program that measures is one of its own.

use crate::{Outcome, program};

/// Builds the program and runs it.
pub(crate) fn run() -> Outcome {
    let mut cargo = program::cargo();
    cargo.args(["run", "--release", "--quiet", "--package", "xtask", "--bin", "call"]);
    Ok(cargo.current_dir(program::root()).status()?.success())
}
