//! What `render` prints: compared with the files in `golden/`, read by rustfmt, and hostile text inert.

mod sample;

use intertie_generator::render::{Form, Options, OutFile, Package, Runtime, render};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

fn package() -> Package {
    Package {
        name: "acme-client".to_owned(),
        version: "0.1.0".to_owned(),
        runtime: Runtime::Path("../../../../runtime".to_owned()),
        runtime_default: true,
        runtime_features: Vec::new(),
        standalone: true,
        contract: None,
    }
}

fn options(form: Form) -> Options {
    Options { form }
}

fn golden(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(folder)
}

/// Compares with the files in `golden/<folder>`; with `INTERTIE_REWRITE` set, writes them.
fn compare(folder: &str, files: &[OutFile]) {
    let root = golden(folder);
    if std::env::var_os("INTERTIE_REWRITE").is_some() {
        let _ = std::fs::remove_dir_all(&root);
        for file in files {
            let path = root.join(&file.path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("can write");
            std::fs::write(path, &file.text).expect("can write");
        }
    }
    for file in files {
        let expected = std::fs::read_to_string(root.join(&file.path)).unwrap_or_default();
        assert!(
            expected == file.text,
            "{folder}/{} differs; run with INTERTIE_REWRITE=1 and look at the diff",
            file.path
        );
    }
    let names: BTreeSet<PathBuf> = files.iter().map(|file| root.join(&file.path)).collect();
    for path in below(&root) {
        assert!(names.contains(&path) || path.ends_with("Cargo.lock"), "{} is stale", path.display());
    }
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
}

#[test]
fn a_crate_is_as_expected() {
    compare("crate", &render(&sample::acme(), &options(Form::Crate(package()))));
}

#[test]
fn a_module_is_as_expected() {
    compare("module", &render(&sample::acme(), &options(Form::Module)));
}

#[test]
fn rendering_is_deterministic() {
    let api = sample::acme();
    assert_eq!(render(&api, &options(Form::Module)), render(&api, &options(Form::Module)));
}

#[test]
fn every_file_is_rust_without_hidden_characters() {
    for file in render(&sample::acme(), &options(Form::Crate(package()))) {
        assert!(!file.text.contains(['\u{202e}', '\u{2066}', '\r', '\0']), "{}", file.path);
        if Path::new(&file.path).extension().is_some_and(|extension| extension == "rs") {
            let code = file.text.lines().filter(|line| !line.trim_start().starts_with("//"));
            assert!(
                !code.into_iter().any(|line| line.contains("panic!()") || line.contains("fn main")),
                "{}",
                file.path
            );
            let parsed = syn::parse_file(&file.text);
            assert!(parsed.is_ok(), "{}: {:?}", file.path, parsed.err());
        }
    }
}

#[test]
fn rustfmt_has_nothing_to_change() {
    // The project's own rustfmt.toml is not that of a user.
    let config = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rustfmt.toml");
    std::fs::write(&config, "style_edition = \"2024\"\n").expect("can write");
    let mut check = Command::new("rustfmt");
    check.args(["--check", "--edition", "2024", "--config-path"]).arg(config).arg(golden("crate").join("src/lib.rs"));
    match check.output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout)),
        Err(_) => println!("skipped: there is no rustfmt"),
    }
}
