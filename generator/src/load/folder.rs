//! A folder -> the one document in it.

use super::input::limited;
use super::stop;
use crate::diag::{Code, Sink, Stop};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Names that vendors give to the entry of a document.
const ENTRIES: [&str; 3] = ["openapi", "swagger", "index"];

/// How many candidates a message lists.
const LISTED: usize = 8;

/// Finds the document: `openapi`, `swagger` or `index` before any other file, and only files that say what they are.
pub(super) fn document(folder: &Path, max_bytes: u64, sink: &mut Sink) -> Result<PathBuf, Stop> {
    let name = folder.display().to_string();
    let files = candidates(folder).map_err(|error| {
        let help = "give the path of the document itself";
        stop(Code::UnreadableInput, &name, format!("the folder cannot be read: {error}"), help, sink)
    })?;
    let (entries, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|path| is_entry(path));
    for group in [entries, others] {
        let documents: Vec<PathBuf> = group.into_iter().filter(|path| says_openapi(path, max_bytes)).collect();
        match documents.as_slice() {
            [] => {}
            [only] => return Ok(only.clone()),
            several => {
                let message = format!("the folder holds {} documents: {}", several.len(), listed(several));
                let help = "give the path of one of them";
                return Err(stop(Code::AmbiguousInput, &name, message, help, sink));
            }
        }
    }
    let help = "a document is a .yaml, .yml or .json file with an `openapi` or `swagger` member";
    Err(stop(Code::AmbiguousInput, &name, "the folder holds no OpenAPI document", help, sink))
}

fn candidates(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let extension = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
        if matches!(extension.as_deref(), Some("yaml" | "yml" | "json")) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn is_entry(path: &Path) -> bool {
    path.file_stem().and_then(|stem| stem.to_str()).is_some_and(|stem| ENTRIES.contains(&stem))
}

/// A look at the text is enough here: the chosen file is read in earnest afterwards.
fn says_openapi(path: &Path, max_bytes: u64) -> bool {
    let Ok(bytes) = File::open(path).map_err(drop).and_then(|file| limited(file, max_bytes).map_err(drop)) else {
        return false;
    };
    let text = String::from_utf8_lossy(&bytes);
    text.lines().any(|line| {
        let line = line.trim_start_matches('\u{FEFF}');
        ["openapi", "swagger"].iter().any(|word| line.starts_with(word) && line[word.len()..].starts_with(':'))
    }) || ["\"openapi\"", "\"swagger\""].iter().any(|word| text.contains(word))
}

fn listed(paths: &[PathBuf]) -> String {
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut names: Vec<String> = paths.iter().take(LISTED).map(name).collect();
    if paths.len() > LISTED {
        names.push("...".to_owned());
    }
    names.join(", ")
}
