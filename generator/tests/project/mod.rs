//! A project with one vendor, in a folder of its own, and the program run in it as people run it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// Version 2025-11 of a vendor's API.
pub(crate) const OLD: &str = include_str!("acme-2025-11.yaml");

/// The next version: `Charge.source` is gone, an order needs a `customer`, there is a status more, and the list of orders is
/// called differently.
pub(crate) fn new() -> String {
    let mut text = OLD.replace("2025-11", "2026-05");
    for (old, new) in [
        ("operationId: listOrders", "operationId: searchOrders"),
        ("[open, paid]", "[open, paid, void]"),
        ("        source: {type: string}\n", ""),
        ("required: [amount]", "required: [amount, customer]"),
        ("        currency: {type: string}\n", "        currency: {type: string}\n        customer: {type: string}\n"),
    ] {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text = text.replace(old, new);
    }
    text
}

/// The project's folder.
pub(crate) struct Project(pub(crate) PathBuf);

impl Project {
    /// With version 2025-11, the newer one as `new.yaml`, and a configuration to which lines may be added.
    pub(crate) fn new(test: &str, more: &str) -> Self {
        Self::at(std::env::temp_dir().join(format!("intertie-{}", std::process::id())).join(test), more)
    }

    /// The same in a folder that is there again the next time.
    pub(crate) fn at(path: PathBuf, more: &str) -> Self {
        let _ = fs::remove_dir_all(&path);
        let project = Self(path);
        project.write("specs/acme/2025-11.yaml", OLD);
        project.write("new.yaml", &new());
        let runtime = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../runtime");
        let runtime = toml::Value::from(runtime.to_string_lossy().into_owned());
        let head = format!("# Ours.\n[defaults]\nruntime = {{ path = {runtime} }}\n\n");
        project.write("intertie.toml", &format!("{head}[vendor.acme]\nspec = \"specs/acme/2025-11.yaml\"\n{more}"));
        project
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.0.join(path).exists()
    }

    /// The program, about to be run in the folder.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_intertie"));
        command.args(args).current_dir(&self.0).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        Ran::of(&self.command(args).output().unwrap())
    }

    /// Every file with its text, without what cargo builds.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let (mut found, mut open) = (Vec::new(), vec![self.0.clone()]);
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() && !path.ends_with("target") {
                    open.push(path);
                } else if path.is_file() {
                    found.push((path.clone(), fs::read(path).unwrap()));
                }
            }
        }
        found.sort();
        found
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Fails unless the program ended with this code.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }
}
