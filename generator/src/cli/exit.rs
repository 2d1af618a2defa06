//! What the exit code says. The one place: `--help` and the documentation quote [`HELP`].

use std::process::ExitCode;

/// How the program ended. Later ones outrank earlier ones when several vendors end differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// All is well.
    Fine,
    /// What changed is as grave as `--fail-on` says.
    Changed,
    /// Generated files are missing, out of date or were edited by hand, or something is not as it was locked.
    Stale,
    /// A document cannot be used, or has warnings under `--strict`.
    Rejected,
    /// A file or a URL could not be read, or a file not written.
    Io,
    /// The command line or `intertie.toml` is wrong.
    Usage,
    /// A fault of this program.
    Unforeseen,
}

/// The exit codes, for people.
pub(crate) const HELP: &str = "\
Exit codes:
  0  all is well
  1  unforeseen: a fault of this program
  2  the command line, intertie.toml or a profile is wrong
  3  a document was rejected, or an entry of a profile matches nothing in it (with --strict: it has warnings)
  4  generated files are missing, out of date or edited by hand; or specs, intertie.lock and they disagree; or an update was interrupted
  5  `diff` or `update` found what --fail-on asks about, or `probe` an answer that a client cannot read
  6  a file or URL could not be read or written, or another intertie is changing the project";

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Fine => 0,
            Exit::Unforeseen => 1,
            Exit::Usage => 2,
            Exit::Rejected => 3,
            Exit::Stale => 4,
            Exit::Changed => 5,
            Exit::Io => 6,
        })
    }
}
