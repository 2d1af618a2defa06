//! What a program takes on with a client: how many crates.
//!
//! In a package of its own: within this workspace the features of all members would count.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A client without optional features has fewer than this, most of them reqwest's.
const MOST: usize = 130;

#[test]
fn a_client_brings_few_crates() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository");
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tree");
    let client = root.join("generated/stripe");
    fs::create_dir_all(package.join("src")).expect("a folder");
    let manifest = format!(
        "[package]\nname = \"program\"\nedition = \"2024\"\n[dependencies]\nstripe = {{ path = {:?} }}\n[workspace]\n",
        client.display().to_string()
    );
    fs::write(package.join("Cargo.toml"), manifest).expect("a manifest");
    fs::write(package.join("src/main.rs"), "fn main() {}\n").expect("a program");
    // The versions of this repository, so that nothing is fetched.
    fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock")).expect("a lock");
    let crates = tree(package);
    for wanted in ["stripe v", "reqwest v"] {
        assert!(crates.iter().any(|one| one.starts_with(wanted)), "{wanted}: {crates:?}");
    }
    println!("{} crates", crates.len());
    assert!(crates.len() < MOST, "{} crates: {crates:?}", crates.len());
}

/// All crates below a package, each in each of its versions.
fn tree(package: PathBuf) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["tree", "--offline", "--edges", "normal", "--prefix", "none", "--no-dedupe"]).current_dir(package);
    let output = cargo.output().expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("text");
    let crates = text.lines().filter_map(|line| line.split(" (").next()).filter(|line| !line.starts_with("program "));
    crates.map(str::to_owned).collect()
}
