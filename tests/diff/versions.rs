//! Two real versions each of four vendors: every edit that a comparison of the two texts lists is found, at one finding
//! for each edit.

use super::documents::api;
use intertie_generator::diff::{self, Changes, Finding, Level};
use intertie_generator::load::Input;
use intertie_tests::vendors_own;
use serde_json::Value;
use std::path::Path;

/// An edit as the list names it.
struct Listed {
    kind: String,
    /// `GET /things`; `None`: it is about a component.
    operation: Option<String>,
    /// What it is about: a member's name, a parameter, a path, a component.
    what: String,
}

#[test]
fn every_listed_edit_is_found_once() {
    let Some(root) = vendors_own::folder() else { return };
    let mut missing = Vec::new();
    println!("{:<40} {:>6} {:>8} {:>10}", "versions", "listed", "found", "of words");
    for vendor in folders(&root.join("versions")) {
        for pair in folders(&vendor) {
            let changes = changes(&pair);
            let listed = listed(&pair.join("changes.json"));
            for edit in &listed {
                let covers = changes.findings.iter().filter(|finding| is_about(finding, edit)).count();
                if covers == 0 {
                    missing.push(format!("{}: {} {:?} {}", pair.display(), edit.kind, edit.operation, edit.what));
                }
            }
            let words = changes.count(Level::Docs);
            let name = pair.file_name().unwrap_or_default().to_string_lossy().chars().take(40).collect::<String>();
            println!("{name:<40} {:>6} {:>8} {words:>10}", listed.len(), changes.findings.len() - words);
            once(&changes);
        }
    }
    assert!(missing.is_empty(), "not found:\n{}", missing.join("\n"));
}

/// No two findings are of the same edit.
fn once(changes: &Changes) {
    let mut seen = std::collections::BTreeSet::new();
    for finding in &changes.findings {
        let Finding { kind, subject, old, new, before, after, .. } = finding;
        let place = |pointer: &Option<intertie_generator::pointer::Pointer>| pointer.as_ref().map(ToString::to_string);
        let is_new =
            seen.insert((kind.to_string(), subject.clone(), place(old), place(new), before.clone(), after.clone()));
        assert!(is_new, "twice: {finding:#?}");
    }
}

fn changes(pair: &Path) -> Changes {
    let read = |name: &str| api(Input::Path(pair.join(name))).unwrap_or_else(|found| panic!("{:?}", found.all()));
    let (old, new) = (read("old.json"), read("new.json"));
    let changes = diff::diff(&old, &new);
    assert_eq!(changes, diff::diff(&old, &new), "two runs differ");
    changes
}

fn folders(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

fn listed(path: &Path) -> Vec<Listed> {
    let text = std::fs::read_to_string(path).expect("the list is there");
    let whole: Value = serde_json::from_str(&text).expect("the list is JSON");
    let mut found = Vec::new();
    for (level, is_operation) in [("operations_level", true), ("component_level", false)] {
        for (kind, entries) in whole[level].as_object().into_iter().flatten() {
            for entry in entries.as_array().into_iter().flatten().filter_map(Value::as_str) {
                found.push(edit(kind, entry, is_operation));
            }
        }
    }
    found
}

fn edit(kind: &str, entry: &str, is_operation: bool) -> Listed {
    let kind = kind.to_owned();
    if !is_operation || matches!(kind.as_str(), "schema_added" | "schema_removed" | "path_added" | "path_removed") {
        let what = entry.split([':', ' ']).next().unwrap_or_default().to_owned();
        return Listed { kind, operation: None, what };
    }
    let mut words = entry.splitn(3, ' ');
    let operation =
        format!("{} {}", words.next().unwrap_or_default(), words.next().unwrap_or_default().trim_end_matches(':'));
    let rest = words.next().unwrap_or_default();
    // `query:name: a -> b`, `request(media) .a.b: x -> y`, `response(200 media) .a`
    let place = rest.split(": ").next().unwrap_or_default();
    let what = match place.split_once(") ") {
        Some((_, member)) => {
            member.rsplit(['.', '>']).next().unwrap_or_default().trim_end_matches(['[', ']', ':', ' '])
        }
        None => place.rsplit([':', '.']).next().unwrap_or_default(),
    };
    Listed { kind, operation: Some(operation), what: what.to_owned() }
}

/// Whether a finding tells of a listed edit.
fn is_about(finding: &Finding, edit: &Listed) -> bool {
    let kind = finding.kind.to_string();
    let of = |kinds: &[&str]| kinds.contains(&kind.as_str());
    let name = |text: &Option<String>| text.as_deref() == Some(edit.what.as_str());
    if let Some(operation) = &edit.operation {
        let is_there = finding.operations.iter().any(|reached| reached.key() == *operation);
        let ends = finding.subject.ends_with(&edit.what)
            || finding.subject.contains(&format!("{}<", edit.what))
            || finding.subject.contains(&format!("{}[]", edit.what));
        return is_there
            && match edit.kind.as_str() {
                "operation_added" => of(&["operation-added"]),
                "operation_removed" => of(&["operation-removed"]),
                "operationId_changed" => of(&["operation-id-changed"]),
                // A place that has another component now: the edit is of the place, told by the component.
                "type_changed" if edit.what.is_empty() => of(&["schema-replaced", "schema-renamed"]),
                "type_changed" => ends && is_of_type(&kind),
                "prop_added" => ends && of(&["property-added", "required-property-added"]),
                "prop_removed" => ends && of(&["property-removed", "required-property-removed"]),
                "enum_added" => ends && of(&["enum-value-added"]),
                "enum_dropped" => ends && of(&["enum-removed"]),
                "became_nullable" => ends && of(&["null-added"]),
                "param_added_optional" => ends && kind.ends_with("-parameter-added"),
                "param_removed" => ends && kind.ends_with("-parameter-removed"),
                other => panic!("an unknown kind of edit: {other}"),
            };
    }
    let is_same = finding.subject == edit.what || finding.subject == edit.what.replace("[]", "");
    match edit.kind.as_str() {
        "schema_added" => {
            of(&["schema-added"]) && finding.subject == edit.what || of(&["schema-renamed"]) && name(&finding.after)
        }
        "schema_removed" => of(&["schema-removed"]) && finding.subject == edit.what,
        "path_added" => of(&["operation-added"]) && finding.subject.ends_with(&format!(" {}", edit.what)),
        "path_removed" => of(&["operation-removed"]) && finding.subject.ends_with(&format!(" {}", edit.what)),
        "prop_added" => is_same && of(&["property-added", "required-property-added"]),
        "prop_removed" => is_same && of(&["property-removed", "required-property-removed"]),
        "became_required" => is_same && of(&["property-became-required"]),
        "no_longer_nullable" => is_same && of(&["null-removed"]),
        "enum_added" => is_same && of(&["enum-value-added"]),
        "became_enum" => is_same && of(&["enum-added"]),
        "type_changed" => {
            let branch = finding.subject.starts_with(&format!("{}<", edit.what));
            (is_same || branch) && is_of_type(&kind) || is_replaced(finding, edit)
        }
        other => panic!("an unknown kind of edit: {other}"),
    }
}

fn is_of_type(kind: &str) -> bool {
    ["type-", "format-", "union-branch-", "items-", "enum-", "const-"].iter().any(|start| kind.starts_with(start))
}

/// A component takes another's place in a member: told by the component, with the member as a place.
fn is_replaced(finding: &Finding, edit: &Listed) -> bool {
    let is_named = matches!(finding.kind.to_string().as_str(), "schema-replaced" | "schema-renamed");
    let at = |text: &str| text.replace("[]", "") == edit.what.replace("[]", "");
    is_named && (at(&finding.subject) || finding.places.iter().any(|place| at(place)))
}
