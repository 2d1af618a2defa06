//! How generators are called: ours, and others where they are on PATH.

use crate::program;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A generator.
pub(super) struct Generator {
    pub(super) name: &'static str,
    program: PathBuf,
    arguments: fn(&mut Command, &Path, &Path),
}

impl Generator {
    /// The call that makes a crate in `out` from `document`.
    pub(super) fn command(&self, document: &Path, out: &Path) -> Command {
        let mut command = Command::new(&self.program);
        (self.arguments)(&mut command, document, out);
        command
    }
}

/// Ours first; the others are told about on standard error when they are missing.
pub(super) fn all(intertie: &Path) -> Vec<Generator> {
    let ours = Generator {
        name: "intertie",
        program: intertie.to_owned(),
        arguments: |command, document, out| {
            command.args(["generate", "--quiet", "--force", "--name", "vendor", "--spec"]).arg(document);
            command.arg("--out").arg(out);
        },
    };
    let others = [
        peer("ploidy", "ploidy", |command, document, out| {
            command.args(["generate", "rust"]).arg(document).arg("-o").arg(out).args(["--name", "client"]);
        }),
        peer("oas3-gen", "oas3-gen", |command, document, out| {
            command.args(["generate", "client-mod", "--workspace", "--module-version", "0.1.0", "-i"]).arg(document);
            command.arg("-o").arg(out);
        }),
        peer("progenitor", "cargo-progenitor", |command, document, out| {
            command.args(["progenitor", "-n", "client", "-v", "0.1.0", "-i"]).arg(document).arg("-o").arg(out);
        }),
    ];
    std::iter::once(ours).chain(others.into_iter().flatten()).collect()
}

fn peer(name: &'static str, program: &str, arguments: fn(&mut Command, &Path, &Path)) -> Option<Generator> {
    let found = program::on_path(program);
    if found.is_none() {
        eprintln!("{program} is not on PATH: not compared");
    }
    found.map(|program| Generator { name, program, arguments })
}
