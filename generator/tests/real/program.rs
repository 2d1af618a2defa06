//! A program of a user's: a client generated from a server's own document, compiled, and run against that server.

use crate::project::Project;
use std::path::Path;
use std::process::Command;

/// What is generated, and who uses it.
pub(crate) struct Program {
    pub(crate) vendor: &'static str,
    /// The operations that it needs.
    pub(crate) include: &'static [&'static str],
    /// What no document says.
    pub(crate) profile: &'static str,
    pub(crate) main: &'static str,
}

/// What the program prints, given the server's URL.
pub(crate) fn run(program: &Program, document: &Path, url: &str) -> String {
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let project = Project::at(cache.join("real").join(program.vendor), "");
    let vendor = program.vendor;
    project.write("document", &std::fs::read_to_string(document).expect("a document"));
    project.write("vendor.toml", program.profile);
    let runtime =
        project.read("intertie.toml").lines().find(|line| line.starts_with("runtime")).unwrap_or_default().to_owned();
    let (include, head) =
        (toml::Value::from(program.include.to_vec()), format!("[defaults]\n{runtime}\n\n[vendor.{vendor}]\n"));
    project.write(
        "intertie.toml",
        &format!("{head}spec = \"document\"\nprofile = \"vendor.toml\"\ninclude = {include}\n"),
    );
    project.run(&["generate"]).ends(0);
    project.write("Cargo.toml", &manifest(vendor, runtime.trim_start_matches("runtime = ")));
    project.write("src/main.rs", program.main);
    // The versions that this repository uses are there already.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    std::fs::copy(lock, project.0.join("Cargo.lock")).expect("a lock");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["run", "--quiet", "--offline", "--", url]).current_dir(&project.0);
    // What it depends on is compiled once, by whoever comes first.
    let output =
        cargo.env("CARGO_TARGET_DIR", cache.parent().expect("a folder of cargo's")).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn manifest(vendor: &str, runtime: &str) -> String {
    format!(
        "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         intertie = {runtime}\n{vendor} = {{ path = \"generated/{vendor}\" }}\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"net\", \"rt\", \"time\"] }}\n\n\
         [profile.dev]\ndebug = 0\n\n[workspace]\n"
    )
}
