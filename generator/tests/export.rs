//! `intertie export`: what other tools make of it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

#[path = "../../tests/installed.rs"]
#[expect(dead_code, unreachable_pub, reason = "a module of the tests' library, of which one function is used here")]
mod installed;

const INTERTIE: &str = env!("CARGO_BIN_EXE_intertie");

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn vendors() -> Vec<String> {
    let config = std::fs::read_to_string(repository().join("intertie.toml")).expect("the configuration");
    let names = config.lines().filter_map(|line| line.strip_prefix("[vendor.")?.strip_suffix(']'));
    names.map(str::to_owned).collect()
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn exported(form: &str, vendor: &str) -> serde_json::Value {
    let output =
        Command::new(INTERTIE).args(["export", form, vendor]).current_dir(repository()).output().expect("it runs");
    assert!(output.status.success(), "{vendor}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn a_collection_and_an_archive_have_every_operation() {
    let collection = exported("postman", "slack");
    let items =
        collection["item"].as_array().expect("folders").iter().flat_map(|one| one["item"].as_array().expect("items"));
    assert_eq!(items.clone().count(), 16);
    for item in items {
        let headers = item["request"]["header"].to_string();
        assert!(!headers.contains("intertie-key") && headers.contains("{{authorization}}"), "{headers}");
    }
    let archive = exported("har", "slack");
    assert_eq!(archive["log"]["entries"].as_array().expect("entries").len(), 16);
    assert_eq!(archive, exported("har", "slack"));
}

#[test]
fn newman_runs_every_collection_against_the_mock() {
    let Some(newman) = newman() else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (mut requests, mut assertions) = (0, 0);
    for vendor in vendors() {
        let (collection, report) =
            (folder.join(format!("{vendor}.json")), folder.join(format!("{vendor}-report.json")));
        std::fs::write(&collection, exported("postman", &vendor).to_string()).expect("a file");
        let mut command = Command::new(INTERTIE);
        command.args(["mock", &vendor, "--port", "0", "--format", "json"]).current_dir(repository());
        let mut mock = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
        let mut output = BufReader::new(mock.stdout.take().expect("its output"));
        let _running = Running(mock);
        let mut line = String::new();
        output.read_line(&mut line).expect("it listens");
        let listening: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        // What it says of requests has to go somewhere.
        std::thread::spawn(move || output.lines().for_each(drop));
        let url = format!("baseUrl={}", listening["url"].as_str().expect("a URL"));
        let run = Command::new(&newman)
            .arg("run")
            .arg(&collection)
            .args(["--env-var", &url, "--reporters", "json"])
            .arg("--reporter-json-export")
            .arg(&report)
            .output()
            .expect("it runs");
        let report: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(&report).expect("a report")).expect("JSON");
        let stats = &report["run"]["stats"];
        requests += stats["requests"]["total"].as_u64().unwrap_or_default();
        assertions += stats["assertions"]["total"].as_u64().unwrap_or_default();
        assert!(run.status.success(), "{vendor}: {}", report["run"]["failures"]);
    }
    println!("{requests} requests, {assertions} assertions passed");
    assert!(requests >= 200 && assertions >= 400, "{requests} {assertions}");
}

/// newman; says that the test skips where it cannot be had.
fn newman() -> Option<PathBuf> {
    let modules = installed::from_npm(Path::new(env!("CARGO_TARGET_TMPDIR")), "newman", &["newman@6"])?;
    Some(modules.join(".bin/newman"))
}
