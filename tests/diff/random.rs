//! Random known edits of real documents: all are found, none is invented.

use super::documents::{api, of_value};
use intertie_generator::diff::{self, Finding};
use intertie_generator::load::Input;
use intertie_tests::vendors_own;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// Documents that are quick to lower without optimisation.
const DOCUMENTS: &[&str] = &[
    "versions/hubspot/hubdb@2023-09-07-e81f2fc8..2025-01-16-9a475924/old.json",
    "versions/paypal/customer_disputes_v1@2023-08-12-6f8a0f1..2024-02-02-fb6f126/old.json",
    "versions/twilio/twilio_verify_v2@2022-10-27-8aad001..2024-05-24-42fd8e5/old.json",
];

/// What an edit is to be found as: its kind, and the end of its pointer in one of the documents.
type Wanted = (&'static str, String);

#[test]
fn random_edits_are_found_and_no_others() {
    let Some(root) = vendors_own::folder() else { return };
    let documents: Vec<(Value, intertie_generator::ir::Api)> =
        DOCUMENTS.iter().map(|name| read(&root.join(name))).collect();
    let config = Config { cases: 60, failure_persistence: None, ..Config::default() };
    let edits = prop::collection::vec((0..EDITS.len(), any::<prop::sample::Index>()), 1..8);
    let strategy = (0..documents.len(), edits);
    TestRunner::new(config)
        .run(&strategy, |(at, edits)| {
            let (old, before) = &documents[at];
            let (new, wanted) = edited(old, &edits);
            let found = diff::diff(before, &of_value(&new)).findings;
            check(&found, &wanted)
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
}

fn read(path: &Path) -> (Value, intertie_generator::ir::Api) {
    let text = std::fs::read_to_string(path).expect("the document is there");
    let document: Value = serde_json::from_str(&text).expect("it is JSON");
    let lowered = api(Input::Bytes { name: "old.json".to_owned(), bytes: document.to_string().into_bytes() });
    (document, lowered.unwrap_or_else(|found| panic!("{:?}", found.all())))
}

fn check(found: &[Finding], wanted: &BTreeSet<Wanted>) -> Result<(), TestCaseError> {
    let tells = |finding: &Finding, (kind, place): &Wanted| {
        let places = [&finding.old, &finding.new];
        finding.kind.to_string() == *kind && places.into_iter().flatten().any(|pointer| pointer.as_str() == place)
    };
    for edit in wanted {
        let count = found.iter().filter(|finding| tells(finding, edit)).count();
        prop_assert!(count == 1, "{edit:?} was found {count} times among {found:#?}");
    }
    for finding in found {
        // What an edit does to names in Rust is no edit of the document.
        let is_rust = finding.kind.to_string().starts_with("rust-");
        prop_assert!(is_rust || wanted.iter().any(|edit| tells(finding, edit)), "invented: {finding:#?}");
    }
    Ok(())
}

/// An edit of a place that fits; gives what it is to be found as.
type Edit = fn(&mut Value, prop::sample::Index, &mut BTreeSet<String>) -> Option<Wanted>;

const EDITS: &[Edit] = &[
    |document, index, taken| {
        let place = member(document, index, taken, |value| is_text(value) && value.get("maxLength").is_none())?;
        document.pointer_mut(&place)?["maxLength"] = json!(7);
        Some(("max-length-added", format!("#{place}/maxLength")))
    },
    |document, index, taken| {
        let place = member(document, index, taken, |value| value.get("description").is_some())?;
        document.pointer_mut(&place)?["description"] = json!("Other words.");
        Some(("description-changed", format!("#{place}/description")))
    },
    |document, index, taken| {
        let place = member(document, index, taken, |value| is_text(value) && value.get("enum").is_some())?;
        document.pointer_mut(&place)?["enum"].as_array_mut()?.push(json!("one_more"));
        Some(("enum-value-added", format!("#{place}/enum")))
    },
    |document, index, taken| {
        let place = member(document, index, taken, |value| {
            is_text(value) && value.get("format").is_none() && value.get("enum").is_none()
        })?;
        document.pointer_mut(&place)?["format"] = json!("uri");
        Some(("format-added", format!("#{place}/format")))
    },
    |document, index, taken| {
        let place = object(document, index, taken)?;
        taken.insert(format!("{place}/properties/one_more"));
        document.pointer_mut(&place)?["properties"]["one_more"] = json!({"type": "string"});
        Some(("property-added", format!("#{place}/properties/one_more")))
    },
    |document, index, taken| {
        let place = operation(document, index, taken)?;
        let operation = document.pointer_mut(&place)?.as_object_mut()?;
        let list = operation.entry("parameters").or_insert_with(|| json!([])).as_array_mut()?;
        list.push(json!({"name": "one_more", "in": "query", "schema": {"type": "string"}}));
        Some(("query-parameter-added", format!("#{place}/parameters/{}", list.len() - 1)))
    },
    |document, index, taken| {
        let place = operation(document, index, taken).filter(|_| true)?;
        let operation = document.pointer_mut(&place)?.as_object_mut()?;
        let was = operation.insert("deprecated".to_owned(), json!(true));
        was.is_none().then(|| ("operation-deprecation-added", format!("#{place}/deprecated")))
    },
    |document, index, taken| {
        let place = operation(document, index, taken)?;
        let (path, method) = place.rsplit_once('/')?;
        document.pointer_mut(path)?.as_object_mut()?.shift_remove(method)?;
        Some(("operation-removed", format!("#{place}")))
    },
];

fn edited(old: &Value, edits: &[(usize, prop::sample::Index)]) -> (Value, BTreeSet<Wanted>) {
    let (mut new, mut taken) = (old.clone(), BTreeSet::new());
    let wanted = edits.iter().filter_map(|(edit, index)| EDITS[*edit](&mut new, *index, &mut taken)).collect();
    (new, wanted)
}

fn is_text(value: &Value) -> bool {
    value.get("type").and_then(Value::as_str) == Some("string")
}

/// A place that no edit has touched yet.
fn pick(mut places: Vec<String>, index: prop::sample::Index, taken: &mut BTreeSet<String>) -> Option<String> {
    places.retain(|place| !taken.contains(place));
    if places.is_empty() {
        return None;
    }
    let place = places.swap_remove(index.index(places.len()));
    taken.insert(place.clone());
    Some(place)
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A member of a component.
fn member(
    document: &Value,
    index: prop::sample::Index,
    taken: &mut BTreeSet<String>,
    fits: fn(&Value) -> bool,
) -> Option<String> {
    let mut places = Vec::new();
    for (name, schema) in document.pointer("/components/schemas")?.as_object()? {
        for (wire, value) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if fits(value) {
                places.push(format!("/components/schemas/{}/properties/{}", escaped(name), escaped(wire)));
            }
        }
    }
    pick(places, index, taken)
}

/// A component with members.
fn object(document: &Value, index: prop::sample::Index, taken: &mut BTreeSet<String>) -> Option<String> {
    let all = document.pointer("/components/schemas")?.as_object()?;
    let with_members = all.iter().filter(|(_, schema)| schema.get("properties").is_some());
    pick(with_members.map(|(name, _)| format!("/components/schemas/{}", escaped(name))).collect(), index, taken)
}

fn operation(document: &Value, index: prop::sample::Index, taken: &mut BTreeSet<String>) -> Option<String> {
    let mut places = Vec::new();
    for (path, item) in document.get("paths")?.as_object()? {
        let methods =
            item.as_object()?.keys().filter(|key| matches!(key.as_str(), "get" | "post" | "put" | "delete" | "patch"));
        places.extend(methods.map(|method| format!("/paths/{}/{method}", escaped(path))));
    }
    pick(places, index, taken)
}
