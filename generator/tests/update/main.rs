//! `intertie update`. One program, because those of its tests that build a user's project share it.
#![cfg(feature = "cli")]
#![allow(dead_code, reason = "other tests use the rest of `project`")]

mod contract;
mod hits;
mod joined;
#[path = "../project/mod.rs"]
mod project;

use project::Project;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A crate that uses version 2025-11, for one test at a time: all have the same folder, so that what cargo builds of the
/// copy is kept from test to test and from run to run.
struct Shop {
    project: Project,
    // After the project, which takes its folder away when it falls: the next test may not have made it by then.
    _alone: MutexGuard<'static, ()>,
}

fn shop(more: &str, files: &[(&str, &str)]) -> Shop {
    static FOLDER: Mutex<()> = Mutex::new(());
    let alone = FOLDER.lock().unwrap_or_else(PoisonError::into_inner);
    let project = Project::at(Path::new(env!("CARGO_TARGET_TMPDIR")).join("update-shop"), more);
    project.write("Cargo.toml", CARGO_TOML);
    for (path, text) in files {
        project.write(path, text);
    }
    // The versions that this repository uses are there already.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    std::fs::copy(lock, project.0.join("Cargo.lock")).unwrap();
    project.run(&["generate"]).ends(0);
    Shop { project, _alone: alone }
}

const CARGO_TOML: &str = "\
[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nacme = { path = \"generated/acme\" }\n\n\
[workspace]\n";

/// Runs the program with a target folder that the tests share.
fn update(project: &Project, args: &[&str]) -> project::Ran {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("update");
    let mut command = project.command(&[&["update", "acme", "--to", "new.yaml"], args].concat());
    project::Ran::of(&command.env("CARGO_TARGET_DIR", target).env("CARGO_NET_OFFLINE", "true").output().unwrap())
}
