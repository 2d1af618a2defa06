//! `intertie completions`.

use super::args::{Args, Completions};
use super::exit::Exit;
use clap::CommandFactory as _;

/// Writes the script to standard output.
pub(super) fn run(args: &Completions) -> Exit {
    clap_complete::generate(args.shell, &mut Args::command(), "intertie", &mut std::io::stdout().lock());
    Exit::Fine
}
