//! Which files below a folder are documents.

use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

/// A file to generate from.
pub(super) struct Document {
    /// The file.
    pub(super) path: PathBuf,
    /// Its path below the folder.
    pub(super) label: String,
    /// A name for its client, no other document has it.
    pub(super) name: String,
    /// Whether it is OpenAPI or Swagger; the others are to be refused by name.
    pub(super) openapi: bool,
}

/// Documents in the order of their paths. The parts of a multi-file document say no version of their own, so only its
/// index counts.
pub(super) fn below(folder: &Path, filter: Option<&str>) -> io::Result<Vec<Document>> {
    let mut files = Vec::new();
    walk(folder, &mut files)?;
    files.sort();
    let mut names = HashSet::new();
    let mut documents = Vec::new();
    for path in files {
        let label = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        if filter.is_some_and(|text| !label.contains(text)) {
            continue;
        }
        if let Some(openapi) = sniff(&path)? {
            let name = name(&label, &mut names);
            documents.push(Document { path, label, name, openapi });
        }
    }
    Ok(documents)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if path.extension().is_some_and(|ext| ext == "json" || ext == "yaml" || ext == "yml") {
            files.push(path);
        }
    }
    Ok(())
}

/// The members that tell kinds of documents apart.
#[derive(Deserialize, Default)]
struct Head {
    openapi: Option<IgnoredAny>,
    swagger: Option<IgnoredAny>,
    asyncapi: Option<IgnoredAny>,
    #[serde(rename = "discoveryVersion")]
    discovery: Option<IgnoredAny>,
}

/// Whether it is OpenAPI; `None` for what is no API document at all.
fn sniff(path: &Path) -> io::Result<Option<bool>> {
    let bytes = std::fs::read(path)?;
    let head = if path.extension().is_some_and(|ext| ext == "json") {
        serde_json::from_slice(&bytes).unwrap_or_default()
    } else {
        let text = String::from_utf8_lossy(&bytes);
        let has = |key: &str| text.lines().any(|line| line.trim_matches('"').starts_with(key)).then_some(IgnoredAny);
        Head { openapi: has("openapi:"), swagger: has("swagger:"), asyncapi: has("asyncapi:"), discovery: None }
    };
    let openapi = head.openapi.is_some() || head.swagger.is_some();
    let foreign = head.asyncapi.is_some() || head.discovery.is_some();
    Ok((openapi || foreign).then_some(openapi))
}

fn name(label: &str, taken: &mut HashSet<String>) -> String {
    let stem = label.rsplit_once('.').map_or(label, |(stem, _)| stem);
    let words = stem.to_lowercase();
    let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let base = format!("c-{}", words.collect::<Vec<_>>().join("-"));
    let numbered = std::iter::once(base.clone()).chain((2..).map(|n| format!("{base}-{n}")));
    numbered.into_iter().find(|name| taken.insert(name.clone())).unwrap_or(base)
}
