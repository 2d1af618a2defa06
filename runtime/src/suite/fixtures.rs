//! What people add by hand: requests and answers of their own, and tests that are not to run.
//!
//! Each JSON file of the folder is about one call:
//! `{"operation": "customers::create", "request": {..}, "answers": [{"status": 200, "body": {..}}], "skip": {"html": "why"}}`.

use super::call::Call;
use super::cases::Case;
use super::event::Event;
use super::stage::{Settings, Stage};
use super::{alike, build};
use crate::Value;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fixture {
    #[serde(skip)]
    name: String,
    pub(super) operation: String,
    /// The members of the request struct.
    #[serde(default)]
    request: Option<Value>,
    #[serde(default)]
    answers: Vec<Recorded>,
    /// Tests that are not to run, and why.
    #[serde(default)]
    pub(super) skip: BTreeMap<String, String>,
}

/// An answer as it came from the vendor.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Recorded {
    status: u16,
    body: Value,
}

/// Every file of the folder, in order of names; none where there is no folder.
pub(super) fn read(folder: &Path) -> Result<Vec<Fixture>, String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let one = |path: &std::path::PathBuf| {
        let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let text = std::fs::read_to_string(path).map_err(|error| wrong(&error))?;
        let fixture: Fixture = serde_json::from_str(&text).map_err(|error| wrong(&error))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Fixture { name, ..fixture })
    };
    paths.iter().map(one).collect()
}

/// Whether each file is about a call of the client; of an event, `webhooks::order_paid`, it can only skip tests.
pub(super) fn fit(fixtures: &[Fixture], calls: &[Call], events: &[Event]) -> Result<(), String> {
    for Fixture { operation, request, answers, .. } in fixtures {
        let is_event = |event: &str| events.iter().any(|known| known.name == event) || event == "unlisted";
        if operation.strip_prefix("webhooks::").is_some_and(is_event) && request.is_none() && answers.is_empty() {
            continue;
        }
        if !calls.iter().any(|call| call.name == operation) {
            return Err(format!("a fixture is for `{operation}`, which the client does not have"));
        }
    }
    Ok(())
}

/// The tests of these files.
pub(super) fn cases(fixtures: &[&Fixture]) -> Vec<Case> {
    let mut cases = Vec::new();
    for fixture in fixtures {
        if let Some(request) = fixture.request.clone() {
            cases.push(Case::new(format!("fixture_{}_request", fixture.name), move |stage, call, case| {
                sends(stage, call, case, request)
            }));
        }
        for (index, answer) in fixture.answers.iter().cloned().enumerate() {
            cases.push(Case::new(format!("fixture_{}_answer_{}", fixture.name, index + 1), move |_, call, _| {
                reads(call, &answer)
            }));
        }
    }
    cases
}

fn sends(stage: &Stage, call: &Call, case: &str, request: Value) -> Result<(), String> {
    let (client, _) = stage.client();
    let outcome = stage.block_on(call.driver.send(client, request, Settings::new(case, "sparse")));
    let exchanges = stage.mock.take_case(case);
    let exchange = exchanges.first().ok_or_else(|| {
        let known = build::names(call.driver.table().members).join(", ");
        format!("nothing was sent: {}; its members are {known}", outcome.message)
    })?;
    match exchange.problems.first() {
        Some(problem) => Err(format!("the request is not as the document says: {problem}")),
        None => Ok(()),
    }
}

fn reads(call: &Call, answer: &Recorded) -> Result<(), String> {
    let exact = answer.status.to_string();
    let range = format!("{}XX", answer.status / 100);
    let of = |status: &str| call.answers.iter().find(|declared| declared.status == status);
    let declared = of(&exact).or_else(|| of(&range)).or_else(|| of("default"));
    let declared = declared.ok_or_else(|| format!("the document declares no answer for {}", answer.status))?;
    let Some(read) = declared.read else { return Ok(()) };
    let read = read(answer.body.to_string().as_bytes())?;
    match read.drift.first() {
        Some((place, what)) => Err(format!("at `{place}`: {what}")),
        None => alike::difference(&answer.body, &read.value).map_or(Ok(()), Err),
    }
}
