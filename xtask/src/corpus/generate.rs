//! One document through `intertie generate`, in its own process.

use super::documents::Document;
use super::report::{Ending, Row};
use crate::measure::{Limits, Run, measured};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Generates one client and tells how it went.
pub(super) fn generate(intertie: &Path, document: &Document, out: &Path, limits: Limits) -> Row {
    let mut command = Command::new(intertie);
    command.arg("generate").arg("--spec").arg(&document.path).arg("--out").arg(out);
    command.args(["--name", &document.name, "--format", "json"]);
    let mut row = Row::new(&document.label, &document.name, document.openapi);
    match measured(&command, limits) {
        Ok(run) => fill(&mut row, &run),
        Err(error) => row.ending = Ending::Crashed(error.to_string()),
    }
    row
}

fn fill(row: &mut Row, run: &Run) {
    row.usage = run.usage.clone();
    let messages = run.stdout.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let (vendors, findings): (Vec<_>, Vec<_>) = messages.partition(|message| message["reason"] == "vendor");
    let findings: Vec<_> = findings.into_iter().filter(|message| message["reason"] == "finding").collect();
    row.findings = findings.iter().filter(|finding| finding["severity"] == "warning").count();
    if let Some(vendor) = vendors.first() {
        let count = |key: &str| vendor[key].as_u64().unwrap_or(0);
        (row.operations, row.declared) = (count("operations"), count("declared"));
        (row.files, row.bytes) = (count("files"), count("bytes"));
        let dropped = vendor["dropped"].as_array().into_iter().flatten();
        row.dropped = dropped.map(|entry| format!("{}: {}", text(entry, "operation"), text(entry, "why"))).collect();
    }
    row.ending = match (run.usage.code, run.usage.timed_out) {
        (_, true) => Ending::Crashed("time is up".to_owned()),
        (Some(0), _) => Ending::Generated,
        (Some(3), _) => Ending::Refused(findings.iter().find(|f| f["severity"] == "error").map_or_else(
            || "without a reason".to_owned(),
            |finding| format!("{}: {}", text(finding, "code"), text(finding, "message")),
        )),
        (Some(code), _) => Ending::Crashed(format!("exit code {code}: {}", last_line(&run.stderr))),
        (None, _) => Ending::Crashed(format!("signal {}: {}", run.usage.signal.unwrap_or(0), last_line(&run.stderr))),
    };
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or("")
}

fn last_line(text: &str) -> &str {
    text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("")
}
