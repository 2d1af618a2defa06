//! A document is the same as itself: nothing is invented.

use super::documents::api;
use intertie_generator::diff;
use intertie_generator::load::Input;
use intertie_tests::vendors_own;
use std::path::{Path, PathBuf};

/// Larger documents take long without optimisation; `cargo xtask diff same` compares all.
const LARGEST: u64 = 400_000;

#[test]
fn no_document_differs_from_itself() {
    let Some(root) = vendors_own::folder() else { return };
    let mut files = Vec::new();
    for folder in ["specs", "corpus"] {
        walk(&root.join(folder), &mut files);
    }
    files.sort();
    let mut compared = 0;
    for path in &files {
        let (Ok(one), Ok(other)) = (api(Input::Path(path.clone())), api(Input::Path(path.clone()))) else { continue };
        let found = diff::diff(&one, &other).findings;
        assert!(found.is_empty(), "{}: {:#?}", path.display(), &found[..found.len().min(3)]);
        compared += 1;
    }
    println!("{compared} documents are the same as themselves");
    assert!(compared > 40, "{compared}");
}

#[test]
fn no_fixture_differs_from_itself() {
    let mut files = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), &mut files);
    let mut compared = 0;
    for path in files.iter().filter(|path| path.file_stem().is_some_and(|stem| stem == "spec")) {
        let (Ok(one), Ok(other)) = (api(Input::Path(path.clone())), api(Input::Path(path.clone()))) else { continue };
        assert_eq!(diff::diff(&one, &other).findings, [], "{}", path.display());
        compared += 1;
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn hostile_choices_and_rings_come_to_an_end() {
    let schema = |next: usize, text: &str| {
        let branch = serde_json::json!({"$ref": format!("#/components/schemas/S{next}")});
        serde_json::json!({"oneOf": [branch, branch, {"type": "string", "description": text}, {"type": "integer"}]})
    };
    let document = |text: &str| {
        let mut schemas = serde_json::Map::new();
        for at in 0..100 {
            schemas.insert(format!("S{at}"), schema((at + 1) % 100, text));
        }
        let content = serde_json::json!({"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}});
        serde_json::json!({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "components": {"schemas": schemas},
            "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": {"description": "ok", "content": content}}}}}})
    };
    assert_eq!(super::documents::changes(&document("a"), &document("b")).findings.len(), 100);
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, size) = (entry.path(), entry.metadata().map_or(0, |found| found.len()));
        let is_part = path.components().any(|part| part.as_os_str() == "multifile");
        if path.is_dir() {
            walk(&path, files);
        } else if !is_part
            && size < LARGEST
            && path.extension().is_some_and(|e| e == "json" || e == "yaml" || e == "yml")
        {
            files.push(path);
        }
    }
}
