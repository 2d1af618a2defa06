//! `cargo check` of all generated clients: one workspace, so the runtime is compiled once.

use super::report::{Ending, Row};
use crate::{measure, program};
use serde_json::Value;
use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::process::Stdio;

/// Compiles every client that was generated and notes errors, warnings and what the compiler used.
pub(super) fn check(clients: &Path, jobs: usize, rows: &mut [Row]) -> io::Result<()> {
    let members: Vec<_> = rows.iter().filter(|row| row.ending == Ending::Generated).map(|row| &row.name).collect();
    if members.is_empty() {
        return Ok(());
    }
    write_workspace(clients, &members)?;
    let reports = clients.join("rustc");
    let mut cargo = program::cargo();
    cargo.args(["check", "--workspace", "--keep-going", "--message-format", "json"]);
    cargo.args(["--jobs", &jobs.to_string(), "--target-dir"]).arg(clients.join("../check-target"));
    cargo.current_dir(clients).stdout(Stdio::piped());
    measure::rustc_reports(&mut cargo, &reports)?;
    let mut child = cargo.spawn()?;
    let messages = child.stdout.take().map(io::BufReader::new).into_iter().flat_map(io::BufRead::lines);
    let mut found: HashMap<String, Found> = HashMap::new();
    for line in messages {
        let Ok(message) = serde_json::from_str::<Value>(&line?) else { continue };
        if message["reason"] == "compiler-message" {
            note(&message, found.entry(message["target"]["name"].as_str().unwrap_or("").to_owned()).or_default());
        }
    }
    child.wait()?;
    for row in rows.iter_mut().filter(|row| row.ending == Ending::Generated) {
        let ident = row.name.replace('-', "_");
        row.check = measure::rustc_usage(&reports, &ident);
        let found = found.remove(&ident).unwrap_or_default();
        (row.compile_errors, row.compile_warnings, row.first_message) = (found.errors, found.warnings, found.first);
        if row.check.as_ref().is_none_or(|usage| usage.code != Some(0)) {
            row.compile_errors = row.compile_errors.max(1);
        }
    }
    Ok(())
}

/// What the compiler said of one client.
#[derive(Default)]
struct Found {
    errors: usize,
    warnings: usize,
    first: Option<String>,
}

fn note(message: &Value, found: &mut Found) {
    // A summary ("3 warnings emitted") has no place in the source.
    let placed = message["message"]["spans"].as_array().is_some_and(|spans| !spans.is_empty());
    match message["message"]["level"].as_str() {
        Some("error") if placed => found.errors += 1,
        Some("warning") if placed => found.warnings += 1,
        _ => return,
    }
    let rendered = || message["message"]["rendered"].as_str().unwrap_or("").to_owned();
    found.first.get_or_insert_with(rendered);
}

fn write_workspace(clients: &Path, members: &[&String]) -> io::Result<()> {
    let members: Vec<_> = members.iter().map(|name| format!("    {name:?},\n")).collect();
    let runtime = program::root().join("runtime");
    let runtime = runtime.display();
    let text = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n[patch.crates-io]\nintertie = {{ path = '{runtime}' }}\n",
        members.concat()
    );
    std::fs::write(clients.join("Cargo.toml"), text)
}
