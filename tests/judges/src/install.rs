//! Programs of others: fetched once by their own package managers, into a folder that a later run finds again.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Prism: a mock server and validating proxy by Stoplight.
pub const PRISM: &str = "@stoplight/prism-cli@5.14.2";

/// localstripe: a fake of Stripe by Adrien Vergé.
pub const LOCALSTRIPE: &str = "localstripe==1.15.10";

/// The script that `node` runs to be Prism; `None`, with a word, where it cannot be had.
pub fn prism(cache: &Path) -> Option<PathBuf> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    let folder = cache.join("prism");
    let script = folder.join("node_modules/@stoplight/prism-cli/dist/index.js");
    FOUND.get_or_init(|| installed(PRISM, &script, || install_prism(&folder))).clone()
}

fn install_prism(folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    // Without scripts: nothing of what is installed runs while it is.
    let flags = ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    run(Command::new("npm").args(flags).arg("--prefix").arg(folder).arg(PRISM).current_dir(folder))
}

/// The program `localstripe`; `None`, with a word, where it cannot be had.
pub fn localstripe(cache: &Path) -> Option<PathBuf> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    let folder = cache.join("localstripe");
    let program = folder.join("bin/localstripe");
    FOUND.get_or_init(|| installed(LOCALSTRIPE, &program, || install_localstripe(&folder))).clone()
}

fn install_localstripe(folder: &Path) -> Result<(), String> {
    run(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
    run(Command::new(folder.join("bin/pip")).args(["install", "--quiet", "--disable-pip-version-check", LOCALSTRIPE]))
}

/// What is to be run, installed if it is not there. A file beside it says that it is there whole.
fn installed(package: &str, program: &Path, install: impl FnOnce() -> Result<(), String>) -> Option<PathBuf> {
    let whole = program.with_extension("installed");
    let known = std::fs::read_to_string(&whole).is_ok_and(|installed| installed == package);
    if !known && let Err(why) = install().and_then(|()| std::fs::write(&whole, package).map_err(|e| e.to_string())) {
        println!("skipped: {package} cannot be installed: {why}");
        return None;
    }
    Some(program.to_owned())
}

fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{name}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim()))
}
