//! Vendors' own documents, where they are at hand: the folder in `INTERTIE_SHARED`.

use super::Loaded;
use intertie_generator::diag::Code;
use intertie_generator::load::Locator;
use intertie_generator::pointer::Pointer;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn shared(folder: &str) -> Option<PathBuf> {
    let root = std::env::var_os("INTERTIE_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let path = root.join(folder);
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: no shared documents at {}", root.display());
    None
}

fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && path.file_name() != Some("multifile".as_ref()) {
            found.extend(documents(&path));
        } else if matches!(extension.as_str(), "json" | "yaml" | "yml") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn every_document_loads_or_is_refused_by_name() {
    for folder in ["specs", "corpus"] {
        let Some(folder) = shared(folder) else { return };
        for path in documents(&folder) {
            let name = path.display().to_string();
            let loaded = Loaded::path(&path);
            if name.contains("asyncapi") {
                assert!(loaded.refused(Code::NotOpenapi).message.contains("AsyncAPI"));
            } else if name.contains("discovery") {
                assert!(loaded.refused(Code::NotOpenapi).message.contains("Google Discovery"));
            } else {
                let operations = operations(&loaded.doc().value);
                assert!(!operations.is_empty(), "{name}");
                println!("{name}: {} operations, {:?}", operations.len(), loaded.codes());
            }
        }
    }
}

#[test]
fn many_files_bundle_to_what_the_vendor_bundles() {
    let Some(maps) = shared("specs/google-maps") else { return };
    let (ours, theirs) = (
        Loaded::path(maps.join("multifile/specification")),
        Loaded::path(maps.join("google-maps-platform-openapi3.yml")),
    );
    assert_eq!(ours.codes(), []);
    let (ours, theirs) = (ours.doc(), theirs.doc());
    // 25 of the 276 files are referred to by none.
    assert_eq!(ours.sources.len(), 251);
    assert_eq!(operations(&ours.value), operations(&theirs.value));
    assert_eq!(names(&ours.value, "schemas"), names(&theirs.value, "schemas"));
    assert_eq!(dangling(&ours.value), Vec::<String>::new());
    assert_eq!(
        ours.value["components"]["schemas"]["Bounds"]["properties"]["northeast"]["$ref"],
        "#/components/schemas/LatLngLiteral"
    );
}

/// The locator reads by indentation what the parser read by grammar; here they are compared on documents as they are.
#[test]
fn every_member_is_found_on_its_line() {
    let Some(specs) = shared("specs") else { return };
    for name in [
        "newrelic/new-relic-openapi.yml",
        "razorpay/razorpay-openapi.yml",
        "twilio/twilio_messaging_v1.yaml",
        "postman/postman-api.openapi.yaml",
        "datadog/v1_openapi.yaml",
        "google-calendar/calendar_v3.json",
    ] {
        let loaded = Loaded::path(specs.join(name));
        let doc = loaded.doc();
        let lines: Vec<&str> = doc.sources[0].text.lines().collect();
        let mut locator = Locator::new(doc);
        let mut checked = 0;
        for pointer in members(&doc.value, &Pointer::root()) {
            let place = locator.place_of(&pointer).unwrap();
            let line = lines[place.line - 1];
            let key = pointer.last().unwrap();
            let written: String = line.chars().skip(place.column - 1).collect();
            let written = written.trim_start_matches(['"', '\'']);
            // A merged or aliased member is in the place of its parent or of its anchor.
            let found = written.starts_with(&key) || written.starts_with(&key.replace('"', "\\\"").replace('/', "\\/"));
            assert!(found || doc.sources[0].text.contains("<<:"), "{name}: {pointer} at {place:?}: {line}");
            checked += 1;
        }
        println!("{name}: {checked} members found");
    }
}

fn members(value: &Value, at: &Pointer) -> Vec<Pointer> {
    match value {
        Value::Object(object) => object
            .iter()
            .flat_map(|(key, value)| {
                let at = at.push(key);
                let mut all = members(value, &at);
                all.push(at);
                all
            })
            .collect(),
        Value::Array(items) => items.iter().enumerate().flat_map(|(n, item)| members(item, &at.index(n))).collect(),
        _ => Vec::new(),
    }
}

fn operations(value: &Value) -> BTreeSet<String> {
    let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    let paths = value["paths"].as_object().into_iter().flatten();
    paths
        .flat_map(|(path, item)| {
            let methods = methods.iter().filter(|method| item.get(**method).is_some());
            methods.map(move |method| format!("{method} {path}"))
        })
        .collect()
}

fn names(value: &Value, section: &str) -> BTreeSet<String> {
    value["components"][section].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

/// Every `$ref` that leads nowhere.
fn dangling(root: &Value) -> Vec<String> {
    fn collect(root: &Value, value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                if let Some(to) = members.get("$ref").and_then(Value::as_str) {
                    let pointer = to.strip_prefix('#').map(|pointer| pointer.replace("%25", "%"));
                    if pointer.and_then(|pointer| root.pointer(&pointer)).is_none() {
                        found.push(to.to_owned());
                    }
                }
                members.values().for_each(|value| collect(root, value, found));
            }
            Value::Array(items) => items.iter().for_each(|item| collect(root, item, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(root, root, &mut found);
    found
}
