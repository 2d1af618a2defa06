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
