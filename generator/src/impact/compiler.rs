//! The copy -> what cargo says about it.

use super::scratch::Scratch;
use super::{Complaint, ImpactError};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Every error, and every use of a deprecated item, in files below the copy.
pub(super) fn check(scratch: &Scratch) -> Result<Vec<Complaint>, ImpactError> {
    let arguments = ["check", "--workspace", "--all-targets", "--keep-going", "--message-format=json"];
    let mut command = cargo();
    command.args(arguments).current_dir(scratch.workspace()).env("CARGO_TARGET_DIR", scratch.built());
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

/// Runs the tests that hold the client to the document.
pub(super) fn contract_tests(scratch: &Scratch, out: &Path) -> Result<Option<String>, ImpactError> {
    let folder = scratch.place(out);
    if !folder.join("tests/contract.rs").is_file() {
        return Ok(None);
    }
    let arguments = ["test", "--quiet", "--test", "contract"];
    let mut command = cargo();
    command.args(arguments).current_dir(folder).env("CARGO_TARGET_DIR", scratch.built());
    let output = run(&mut command, &arguments)?;
    Ok((!output.status.success()).then(|| tail(&format!("{}{}", text(&output.stdout), text(&output.stderr)), 30)))
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
