//! Every real document: none stops, none loses an operation.

use crate::support::{dialect, raw};
use intertie_generator::diag::{Code, Severity, Sink};
use intertie_generator::normalize::normalize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn shared() -> PathBuf {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    std::env::var_os("INTERTIE_SHARED").map_or(default, PathBuf::from)
}

fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            documents(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "json" || ext == "yaml" || ext == "yml") {
            found.push(path);
        }
    }
}

fn parse(path: &Path) -> Option<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    let is_json = path.extension().is_some_and(|ext| ext == "json");
    if is_json { serde_json::from_str(&text).ok() } else { serde_yaml::from_str(&text).ok() }
}

#[test]
fn every_real_document_keeps_every_operation() {
    let shared = shared();
    if !shared.is_dir() {
        println!("skipped: no shared documents at {}", shared.display());
        return;
    }
    let mut paths = Vec::new();
    documents(&shared.join("specs"), &mut paths);
    documents(&shared.join("corpus"), &mut paths);
    let (mut read, mut time) = (0, Duration::ZERO);
    for path in paths {
        let name = path.strip_prefix(&shared).unwrap().display().to_string();
        let Some(value) = parse(&path) else { continue };
        let Some(dialect) = dialect(&value) else { continue };
        if value.get("paths").and_then(|paths| paths.get("$ref")).is_some() {
            continue; // many files: to be bundled before
        }
        let raw = raw(value, dialect);
        let mut sink = Sink::default();
        let start = Instant::now();
        let document = normalize(&raw, &mut sink).unwrap_or_else(|_| panic!("{name} stops: {:?}", sink.found()));
        time += start.elapsed();
        read += 1;
        assert_eq!(document.operations.len(), document.declared_operations, "{name}: {:?}", sink.found());
        assert!(!sink.has(Severity::Error), "{name}");
        summarise(&name, &sink, start.elapsed(), document.schemas.len(), document.operations.len());
    }
    println!("{read} documents in {time:?}");
    assert!(read > 0, "no document at {}", shared.display());
}

fn summarise(name: &str, sink: &Sink, time: Duration, schemas: usize, operations: usize) {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for found in sink.found() {
        *counts.entry(found.code).or_default() += 1;
    }
    let counts: Vec<String> = counts.iter().map(|(code, count)| format!("{}={count}", code.as_str())).collect();
    println!("{name}: {operations} operations, {schemas} schemas, {time:?}: {}", counts.join(" "));
    if std::env::var_os("INTERTIE_FINDINGS").is_some() {
        for found in sink.found() {
            println!("  {} {} {}", found.code.as_str(), found.pointer, found.message);
        }
    }
}
