//! The copy -> what cargo says about it.

use super::scratch::Scratch;
use super::{Complaint, ImpactError};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Tells the contract tests of a client that the mock is of another version.
const OTHER_CONTRACT: &str = "INTERTIE_CONTRACT";

/// Every error, and every use of a deprecated item, in files below the copy.
pub(super) fn check(scratch: &Scratch) -> Result<Vec<Complaint>, ImpactError> {
    let mut arguments = vec!["check", "--workspace", "--all-targets", "--keep-going", "--message-format=json"];
    // The tests of clients are nobody's code, and depend on much that nothing else needs. Their libraries are checked for
    // those who use them.
    arguments.extend(scratch.clients().iter().flat_map(|name| ["--exclude", name]));
    let mut command = cargo();
    command.args(&arguments).current_dir(scratch.workspace()).env("CARGO_TARGET_DIR", scratch.built());
    let output = run(&mut command, &arguments)?;
    let text = String::from_utf8_lossy(&output.stdout);
    let messages: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let said = messages.iter().filter(|message| message["reason"] == "compiler-message").map(|m| &m["message"]);
    let is_error = |message: &&Value| message["level"] == "error";
    if !output.status.success() && !said.clone().any(|message| is_error(&message)) {
        return Err(failed(&arguments, &output));
    }
    let of_interest = said.filter(|message| is_error(message) || message["code"]["code"] == "deprecated");
    let all: BTreeSet<Complaint> = of_interest.filter_map(|message| complaint(scratch, message)).collect();
    Ok(all.into_iter().collect())
}

/// What came of contract tests.
#[derive(Debug, Default)]
pub(super) struct Tested {
    /// Whether all passed.
    pub(super) passed: bool,
    /// Every test, and why it failed.
    pub(super) outcomes: BTreeMap<String, Option<String>>,
    /// The last that was said.
    pub(super) said: String,
}

/// Runs the tests that hold the client to its document, or to the contract in a file; `None`: it has no tests.
pub(super) fn contract_tests(
    scratch: &Scratch,
    out: &Path,
    contract: Option<&Path>,
) -> Result<Option<Tested>, ImpactError> {
    let folder = scratch.place(out);
    if !folder.join("tests/contract.rs").is_file() {
        return Ok(None);
    }
    let arguments = ["test", "--test", "contract", "--", "--color", "never"];
    let mut command = cargo();
    command.args(arguments).current_dir(folder).env("CARGO_TARGET_DIR", scratch.built());
    match contract {
        Some(path) => command.env(OTHER_CONTRACT, path),
        None => command.env_remove(OTHER_CONTRACT),
    };
    let output = run(&mut command, &arguments)?;
    let said = text(&output.stdout);
    let both = format!("{}\n{said}", text(&output.stderr));
    Ok(Some(Tested { passed: output.status.success(), outcomes: outcomes(&said), said: tail(&both, 30) }))
}

/// Reads what a test program says: `test NAME ... ok`, and below `---- NAME ----` why one failed.
fn outcomes(said: &str) -> BTreeMap<String, Option<String>> {
    let mut all = BTreeMap::new();
    for line in said.lines() {
        if let Some((name, outcome)) = line.strip_prefix("test ").and_then(|rest| rest.split_once(" ... ")) {
            let failed = outcome.trim() == "FAILED";
            if failed || outcome.trim() == "ok" {
                all.insert(name.trim().to_owned(), failed.then(String::new));
            }
        }
    }
    for part in said.split("\n---- ").skip(1) {
        let Some((name, rest)) = part.split_once(" ----\n") else { continue };
        let why = rest.split("\n\n").next().unwrap_or_default().trim();
        if let Some(Some(known)) = all.get_mut(name.trim()) {
            why.clone_into(known);
        }
    }
    all
}

/// The workspace that a folder belongs to, as cargo describes it; `None` where it belongs to none.
pub(super) fn metadata(folder: &Path) -> Result<Option<Value>, ImpactError> {
    let arguments = ["metadata", "--no-deps", "--format-version", "1", "--offline"];
    let output = run(cargo().args(arguments).current_dir(folder), &arguments)?;
    Ok(if output.status.success() { serde_json::from_slice(&output.stdout).ok() } else { None })
}

fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // What a surrounding cargo set for this program is not meant for that one.
    command.stdin(Stdio::null()).env_remove("CARGO_MANIFEST_DIR").env("CARGO_TERM_COLOR", "never");
    command
}

fn run(command: &mut Command, arguments: &[&str]) -> Result<Output, ImpactError> {
    command
        .output()
        .map_err(|error| ImpactError::Cargo { command: arguments.join(" "), why: format!("cannot run cargo: {error}") })
}

fn failed(arguments: &[&str], output: &Output) -> ImpactError {
    ImpactError::Cargo { command: arguments.join(" "), why: tail(&text(&output.stderr), 10) }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The last lines, without more than that.
fn tail(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.trim_end().lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}

fn complaint(scratch: &Scratch, message: &Value) -> Option<Complaint> {
    let spans = message["spans"].as_array()?;
    let span = spans.iter().find(|span| span["is_primary"] == true)?;
    let (file, span) = own(scratch, span)?;
    let number = |key: &str| span[key].as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or(1);
    let text = message["message"].as_str()?.to_owned();
    let code = message["code"]["code"].as_str().unwrap_or_default().to_owned();
    Some(Complaint { file, line: number("line_start"), column: number("column_start"), code, message: text })
}

/// The span, or what it is expanded from, in a file of the copy.
fn own<'v>(scratch: &Scratch, mut span: &'v Value) -> Option<(String, &'v Value)> {
    loop {
        if let Some(file) = span["file_name"].as_str().and_then(|name| scratch.named(name)) {
            return Some((file, span));
        }
        span = span["expansion"].get("span")?;
    }
}

#[cfg(test)]
mod tests {
    use super::outcomes;

    #[test]
    fn what_a_test_program_says_is_read() {
        let said = "\nrunning 3 tests\ntest acme::a::get::answers_200     ... ok\ntest acme::a::get::sends_least ... FAILED\n\
                    test acme::a::get::skipped ... ignored\n\nfailures:\n\n---- acme::a::get::sends_least ----\n\
                    the request: no `x`\nmore\n\n\nfailures:\n    acme::a::get::sends_least\n\ntest result: FAILED. 1 passed\n";
        let all: Vec<_> = outcomes(said).into_iter().collect();
        let failed = Some("the request: no `x`\nmore".to_owned());
        let expected = [("acme::a::get::answers_200", None), ("acme::a::get::sends_least", failed)];
        assert_eq!(all, expected.map(|(name, why)| (name.to_owned(), why)));
    }
}
