//! Generated crates in one temporary workspace, checked by one run of cargo.

use crate::fixtures::list;
use intertie_generator::render::OutFile;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A workspace below a folder for temporary files. What a run before left is kept where it is the same, so that cargo
/// has little to do.
#[derive(Debug)]
pub struct Workspace {
    root: PathBuf,
    target: PathBuf,
    cargo: PathBuf,
    written: BTreeSet<PathBuf>,
}

impl Workspace {
    /// `None`: there is no cargo to check with. What the crates depend on is compiled below `target`.
    pub fn new(root: &Path, target: &Path) -> Option<Self> {
        let cargo = PathBuf::from(std::env::var_os("CARGO")?);
        Some(Self { root: root.to_owned(), target: target.to_owned(), cargo, written: BTreeSet::new() })
    }

    /// Where a crate of this name goes.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.root.join("crates").join(name)
    }

    /// Adds a crate.
    pub fn add(&mut self, name: &str, files: &[OutFile]) {
        for file in files {
            let path = self.folder(name).join(&file.path);
            write(&path, &file.text);
            self.written.insert(path);
        }
    }

    /// Removes what an earlier run left, and gives the crates the versions that this repository was locked to.
    pub fn finish(&self, repository: &Path) {
        let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n\n[profile.dev]\ndebug = false\n";
        write(&self.root.join("Cargo.toml"), manifest);
        let lock = fs::read_to_string(repository.join("Cargo.lock")).unwrap_or_default();
        if !self.root.join("Cargo.lock").exists() {
            write(&self.root.join("Cargo.lock"), &lock);
        }
        prune(&self.root.join("crates"), &self.written);
    }

    /// Runs cargo on all crates; gives every warning and error, as rustc writes them.
    ///
    /// # Panics
    /// Where cargo cannot be started.
    pub fn complaints(&self, arguments: &[&str]) -> Vec<String> {
        let output = Command::new(&self.cargo)
            .args(arguments)
            .args(["--workspace", "--keep-going", "--offline", "--message-format=json"])
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target)
            // Warnings are told from the messages: as errors they would hide those of the crates that follow.
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap_or_else(|error| panic!("{}: {error}", self.cargo.display()));
        let messages = String::from_utf8_lossy(&output.stdout);
        let mut complaints: Vec<String> = messages.lines().filter_map(complaint).collect();
        complaints.sort();
        complaints.dedup();
        if complaints.is_empty() && !output.status.success() {
            complaints.push(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        complaints
    }
}

/// What a message of cargo says, where it is a warning or an error.
fn complaint(line: &str) -> Option<String> {
    let message: serde_json::Value = serde_json::from_str(line).ok()?;
    let message = message.get("message")?;
    let is_summary = message.get("spans")?.as_array()?.is_empty();
    let level = message.get("level")?.as_str()?;
    let counts = matches!(level, "warning" | "error" | "error: internal compiler error") && !is_summary;
    counts.then(|| message.get("rendered")?.as_str().map(str::to_owned))?
}

/// Writes what differs.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|known| known == text) {
        return;
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Deletes every file below `folder` that was not written, and folders that are empty then.
fn prune(folder: &Path, written: &BTreeSet<PathBuf>) {
    for path in list(folder) {
        if path.is_dir() {
            prune(&path, written);
            // Fails where something is in it, which is right.
            let _ = fs::remove_dir(&path);
        } else if !written.contains(&path) {
            let _ = fs::remove_file(&path);
        }
    }
}
