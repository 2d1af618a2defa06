//! Generated code compiles without a warning and does what it says: the sample is written as a crate, with a program
//! that uses it, and both are given to cargo.

mod sample;

use intertie_generator::document::Method;
use intertie_generator::ir::{AnswerContent, Api, Ty};
use intertie_generator::render::{Form, Options, OutFile, Package, Runtime, render};
use intertie_generator::write::{Mode, write};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The sample as a module of a program with lints of its own, in both ways.
const MODULE: &str = "//! A user's program.
#![warn(missing_docs, unreachable_pub, clippy::pedantic)]

mod acme;
mod included {
    include!(\"acme/mod.rs\");
}

#[test]
fn a_module_is_used() {
    assert_eq!(acme::ListCustomers::new().csv, included::ListCustomers::default().csv);
}
";

/// The sample with so many operations in a group that it gets several files.
fn large() -> Api {
    let mut api = sample::acme();
    for at in 0..100 {
        let fields = (0..6).map(|nth| sample::query(&format!("query_{nth}"), Ty::String)).collect();
        let path = format!("/files/part_{}/{{x}}/{at}", at % 6);
        let wire = format!("get part {at}");
        api.operations.push(sample::operation(2, Method::Get, &path, &wire, fields, AnswerContent::Empty));
    }
    api
}

/// Writes the sample crate and its user.
fn crate_folder() -> PathBuf {
    let package = Package {
        name: "acme".to_owned(),
        version: "0.1.0".to_owned(),
        runtime: Runtime::Path(project().join("runtime").to_string_lossy().into_owned()),
        // Without a transport it compiles in a fraction of the time.
        runtime_default: false,
        // The program stores requests as JSON.
        runtime_features: vec!["serde".to_owned()],
        standalone: true,
        contract: None,
    };
    let api = large();
    let mut files = render(&api, &Options { form: Form::Crate(package) });
    assert!(files.iter().any(|file| file.path == "src/operations/files/part_3/codec.rs"), "a large group is one file");
    for file in &mut files {
        if file.path == "Cargo.toml" {
            file.text = file.text.replace("[package.metadata", "serde_json = \"1\"\n\n[package.metadata");
        }
    }
    let user = include_str!("compiled/use.rs").to_owned();
    files.push(OutFile { path: "tests/use.rs".to_owned(), text: user });
    for file in render(&api, &Options { form: Form::Module }) {
        files.push(OutFile { path: format!("tests/acme/{}", file.path), text: file.text });
    }
    files.push(OutFile { path: "tests/module.rs".to_owned(), text: MODULE.to_owned() });
    // The project's own rustfmt.toml is not that of a user.
    files.push(OutFile { path: "rustfmt.toml".to_owned(), text: "style_edition = \"2024\"\n".to_owned() });
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiled");
    write(&files, &root, "", Mode::Apply { force: true }).expect("the folder can be written");
    // The versions that the project uses are there already.
    fs::copy(project().join("Cargo.lock"), root.join("Cargo.lock")).expect("can be copied");
    root
}

fn cargo(root: &Path, arguments: &[&str]) {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // What it depends on is compiled once, by whoever comes first.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("a folder of cargo's");
    cargo.args(arguments).current_dir(root).env("CARGO_TARGET_DIR", target);
    let output = cargo.output().expect("cargo runs");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && !err.contains("warning"), "cargo {arguments:?}:\n{out}\n{err}");
}

#[test]
fn a_generated_crate_compiles_without_a_warning_and_works() {
    let root = crate_folder();
    if let Ok(output) =
        Command::new("rustfmt").args(["--check", "--edition", "2024", "src/lib.rs"]).current_dir(&root).output()
    {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    cargo(&root, &["test", "--offline", "--quiet"]);
    cargo(&root, &["check", "--offline", "--quiet", "--no-default-features"]);
    cargo(&root, &["check", "--offline", "--quiet", "--no-default-features", "--features", "orders"]);
    cargo(&root, &["clippy", "--offline", "--quiet", "--all-targets"]);
    cargo(&root, &["doc", "--offline", "--quiet", "--no-deps"]);
}
