//! Where the vendors' own documents are, which are not part of this repository: `INTERTIE_SHARED`, else `../shared`.

use std::path::{Path, PathBuf};

/// The folder of `specs` and `corpus`; says that a test skips where it is not there.
pub fn folder() -> Option<PathBuf> {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let root = std::env::var_os("INTERTIE_SHARED").map_or(default, PathBuf::from);
    if !root.join("specs").is_dir() {
        println!("skipped: no shared documents at {}", root.display());
        return None;
    }
    Some(root)
}

/// The folder of one folder a vendor.
pub fn specs() -> Option<PathBuf> {
    folder().map(|root| root.join("specs"))
}

/// What must be refused, with the word that names it.
pub const FOREIGN: &[(&str, &str)] = &[("asyncapi", "AsyncAPI"), ("discovery", "Google Discovery")];

/// The OpenAPI documents; `None`, with a word, where there are none.
pub fn documents() -> Option<Vec<PathBuf>> {
    let root = folder()?;
    let is_foreign = |path: &PathBuf| FOREIGN.iter().any(|(mark, _)| path.to_string_lossy().contains(mark));
    let mut all = files(&root.join("specs"));
    all.extend(files(&root.join("corpus")));
    all.retain(|path| !is_foreign(path));
    Some(all)
}

/// JSON and YAML files below a folder; of a document in several files only the folder of its entry.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in crate::fixtures::list(folder) {
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        if path.is_dir() {
            let entry = ["openapi.yaml", "openapi.yml", "openapi.json", "index.yaml", "index.yml"]
                .iter()
                .find(|name| path.join(name).is_file());
            match entry {
                Some(entry) => found.push(path.join(entry)),
                None => found.extend(files(&path)),
            }
        } else if matches!(extension, "json" | "yaml" | "yml") {
            found.push(path);
        }
    }
    found
}
