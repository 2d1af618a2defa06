//! Every real document: none stops, none loses an operation.

use intertie_generator::diag::{Code, Severity, Sink};
use intertie_generator::load::{Input, Options, load};
use intertie_generator::normalize::normalize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn shared() -> PathBuf {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    std::env::var_os("INTERTIE_SHARED").map_or(default, PathBuf::from)
}

/// The documents below a folder; of one that has many files, the file that holds it together.
fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    if let Some(index) = entries.iter().find(|path| path.ends_with("index.yml")) {
        found.push(index.clone());
        return;
    }
    for path in entries {
        if path.is_dir() {
            documents(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "json" || ext == "yaml" || ext == "yml") {
            found.push(path);
        }
    }
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
    let (mut read, mut refused, mut time) = (0, Vec::new(), Duration::ZERO);
    for path in paths {
        let name = path.strip_prefix(&shared).unwrap().display().to_string();
        let Ok(raw) = load(&Input::Path(path), &Options::default(), &mut Sink::default()) else {
            refused.push(name);
            continue;
        };
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
    let is_foreign = |name: &String| name.contains("asyncapi") || name.contains("discovery");
    assert!(refused.iter().all(is_foreign), "{refused:?}");
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
