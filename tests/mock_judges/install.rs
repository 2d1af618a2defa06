//! Programs of other registries, in a folder of their own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A program of a Python package, at this version.
pub(crate) fn from_pypi(package: &str, version: &str, program: &str) -> Option<PathBuf> {
    let folder = folder(package);
    let binary = folder.join("bin").join(program);
    if !binary.is_file() {
        quiet(Command::new("python3").args(["-m", "venv"]).arg(&folder), "python3")?;
        let pip = folder.join("bin/pip");
        quiet(Command::new(pip).args(["install", "--quiet", &format!("{package}=={version}")]), package)?;
    }
    Some(binary)
}

/// A program of a package of npm, at this version.
pub(crate) fn from_npm(package: &str, version: &str, program: &str) -> Option<PathBuf> {
    let folder = folder(program);
    let binary = folder.join("node_modules/.bin").join(program);
    if !binary.is_file() {
        std::fs::create_dir_all(&folder).ok()?;
        let install = ["install", "--silent", "--no-audit", "--no-fund", "--prefix"];
        quiet(Command::new("npm").args(install).arg(&folder).arg(format!("{package}@{version}")), package)?;
    }
    Some(binary)
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("judges").join(name)
}

/// Runs it; says that the test skips where it does not succeed.
fn quiet(command: &mut Command, what: &str) -> Option<()> {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if status.is_ok_and(|status| status.success()) {
        return Some(());
    }
    println!("skipped: `{what}` cannot be had here");
    None
}
