//! Programs of others: fetched once by their own package managers, into a folder that a later run finds again.
//!
//! `cache` is a test's `CARGO_TARGET_TMPDIR`, which is one folder for the whole workspace.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{LazyLock, Mutex, PoisonError};

/// What was asked for in this process, so that tests side by side do not install the same.
static KNOWN: LazyLock<Mutex<HashMap<PathBuf, bool>>> = LazyLock::new(Mutex::default);

/// The `node_modules` with these packages, each as `name@version`; `None`, with a word, where they cannot be had.
pub fn from_npm(cache: &Path, name: &str, packages: &[&str]) -> Option<PathBuf> {
    let folder = cache.join(name);
    let install = || {
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        // Without scripts: nothing of what is installed runs while it is.
        let flags =
            ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--prefix"];
        run(Command::new("npm").args(flags).arg(&folder).args(packages).current_dir(&folder))
    };
    is_whole(&folder, &packages.join(" "), install).then(|| folder.join("node_modules"))
}

/// The environment of Python with this package, as `name==version`; `None`, with a word, where it cannot be had.
pub fn from_pypi(cache: &Path, name: &str, package: &str) -> Option<PathBuf> {
    let folder = cache.join(name);
    let install = || {
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        let flags = ["install", "--quiet", "--disable-pip-version-check"];
        run(Command::new(folder.join("bin/pip")).args(flags).arg(package))
    };
    is_whole(&folder, package, install).then_some(folder)
}

/// Whether the folder has all of it, which a file in it says; it is installed if not.
fn is_whole(folder: &Path, what: &str, install: impl FnOnce() -> Result<(), String>) -> bool {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(is_whole) = known.get(folder) {
        return *is_whole;
    }
    let mark = folder.join("installed");
    let was_there = fs::read_to_string(&mark).is_ok_and(|installed| installed == what);
    let made = || install().and_then(|()| fs::write(&mark, what).map_err(|error| error.to_string()));
    let is_whole = was_there || made().map_err(|why| println!("skipped: {what} cannot be installed: {why}")).is_ok();
    known.insert(folder.to_owned(), is_whole);
    is_whole
}

fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("{name}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim()))
}
