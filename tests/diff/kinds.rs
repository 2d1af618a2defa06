//! A case for every kind of edit in every direction: `fixtures/diff/values.yaml` holds schemas, which are compared as what
//! a request and as what an answer carries; `fixtures/diff/calls.yaml` patches of a small document. Beside each file is
//! the report that its cases give.

use super::documents::{around, changes, patched};
use intertie_generator::diff::{Changes, Direction, Finding, Kind};
use intertie_tests::expect::Expect;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/diff").join(name)
}

/// An edit: what it is to be found as, and the two sides.
struct Case {
    edits: Vec<String>,
    old: Value,
    new: Value,
}

fn cases(name: &str) -> Vec<Case> {
    let text = std::fs::read_to_string(fixture(name)).expect("the fixture is there");
    let all: Vec<BTreeMap<String, Value>> = serde_yaml::from_str(&text).expect("the fixture is YAML");
    let case = |mut case: BTreeMap<String, Value>| Case {
        edits: case["edit"].as_str().expect("a text").split_whitespace().map(str::to_owned).collect(),
        old: case.remove("old").unwrap_or_else(|| serde_json::json!({})),
        new: case.remove("new").unwrap_or_else(|| serde_json::json!({})),
    };
    all.into_iter().map(case).collect()
}

/// What was found, by kind and direction, and the report.
#[derive(Default)]
struct Found {
    kinds: BTreeSet<(String, &'static str)>,
    report: String,
    wrong: Vec<String>,
}

impl Found {
    /// Takes the findings of a case, which are to be the edits that it names and no other.
    fn take(&mut self, side: &str, case: &Case, changes: &Changes) {
        for finding in &changes.findings {
            self.kinds.insert((finding.kind.to_string(), finding.direction.as_str()));
            let _ = writeln!(self.report, "  {side}: {}", line(finding));
        }
        let found: BTreeSet<String> = changes.findings.iter().map(|finding| finding.kind.to_string()).collect();
        let wanted: BTreeSet<String> = case.edits.iter().filter(|edit| !edit.starts_with('?')).cloned().collect();
        let allowed: BTreeSet<String> = case.edits.iter().map(|edit| edit.trim_start_matches('?').to_owned()).collect();
        if !found.is_superset(&wanted) || !found.is_subset(&allowed) {
            self.wrong.push(format!("{side} {:?} gave {found:?}", case.edits));
        }
    }
}

fn line(finding: &Finding) -> String {
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let items = [&finding.old_item, &finding.new_item].map(|item| item.as_ref().map(ToString::to_string));
    let rust = match items {
        [None, None] => String::new(),
        [old, new] => format!(" | {} -> {}", old.unwrap_or_default(), new.unwrap_or_default()),
    };
    let Finding { level, kind, direction, subject, reason, .. } = finding;
    let (before, after) = (said(&finding.before), said(&finding.after));
    format!("{} {kind} {} {subject}: {before} -> {after} | {reason}{rust}", level.as_str(), direction.as_str())
}

fn values() -> Found {
    let mut found = Found::default();
    for case in cases("values.yaml") {
        let _ = writeln!(found.report, "{}", case.edits.join(" "));
        for (side, is_request) in [("request", true), ("answer", false)] {
            let changes = changes(&around(&case.old, is_request), &around(&case.new, is_request));
            found.take(side, &case, &changes);
        }
    }
    found
}

fn calls() -> Found {
    let mut found = Found::default();
    let base: Value =
        serde_yaml::from_str(&std::fs::read_to_string(fixture("base.yaml")).expect("the fixture is there"))
            .expect("the fixture is YAML");
    for case in cases("calls.yaml") {
        let _ = writeln!(found.report, "{}", case.edits.join(" "));
        let changes = changes(&patched(&base, &case.old), &patched(&base, &case.new));
        found.take("call", &case, &changes);
    }
    found
}

#[test]
fn every_kind_is_found_in_every_direction() {
    let (values, calls) = (values(), calls());
    let wrong: Vec<&String> = values.wrong.iter().chain(&calls.wrong).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let mut expect = Expect::default();
    expect.file(&fixture("values.txt"), &values.report);
    expect.file(&fixture("calls.txt"), &calls.report);
    expect.finish();
    let with_direction = |kind: Kind| kind.directions().iter().map(move |d| (kind.to_string(), d.as_str()));
    let wanted: Vec<(String, &'static str)> = Kind::all().flat_map(with_direction).collect();
    let is_missing = |one: &&(String, &'static str)| !values.kinds.contains(*one) && !calls.kinds.contains(*one);
    let missing: Vec<_> = wanted.iter().filter(is_missing).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
    let count = wanted.len();
    println!("{count} kinds of edit with their direction");
    assert!(count >= 250, "{count}");
}

#[test]
fn names_of_kinds_are_unique_and_kebab_case() {
    let names: Vec<String> = Kind::all().map(|kind| kind.to_string()).collect();
    let unique: BTreeSet<&String> = names.iter().collect();
    assert_eq!(unique.len(), names.len());
    let is_kebab = |name: &String| name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    assert!(names.iter().all(is_kebab));
}

#[test]
fn what_only_one_side_says_touches_only_that_side() {
    let thing = |extra: Value| {
        let mut document = around(&serde_json::json!({"type": "string"}), true);
        let content = serde_json::json!({"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}});
        document["paths"]["/things"]["post"]["responses"]["200"]["content"] = content;
        document["components"]["schemas"]["Thing"]["properties"]["more"] = extra;
        document
    };
    let old = thing(serde_json::json!({"type": "string", "readOnly": true, "maxLength": 10}));
    let new = thing(serde_json::json!({"type": "string", "readOnly": true, "maxLength": 5}));
    let changes = changes(&old, &new);
    let [finding] = &changes.findings[..] else { panic!("{changes:#?}") };
    assert_eq!(finding.direction, Direction::Answer);
}
