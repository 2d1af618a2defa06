//! What would have to be done, without doing it.

use super::manifest::{FILE, Manifest, digest};
use super::place::{self, found};
use super::{Action, Step, WriteError, at};
use crate::render::OutFile;
use rayon::prelude::*;
use std::fs;
use std::path::Path;

/// The steps, and the manifest that is true after them.
#[derive(Debug)]
pub(super) struct Plan {
    /// By path; the manifest among them.
    pub(super) steps: Vec<Step>,
    pub(super) manifest: Manifest,
}

/// Compares `files` with the folder.
pub(super) fn plan(files: &[OutFile], root: &Path, old: &Manifest, key: &str) -> Result<Plan, WriteError> {
    place::check(root, files.iter().map(|file| file.path.as_str()).chain(old.files.keys().map(String::as_str)))?;
    let made: Vec<(Step, String)> =
        files.par_iter().map(|file| made(file, root, old)).collect::<Result<_, WriteError>>()?;
    let mut manifest = Manifest { key: Some(key.to_owned()), ..Manifest::default() };
    let mut steps = Vec::with_capacity(made.len());
    for (step, hash) in made {
        let twice = manifest.files.insert(step.path.clone(), vec![hash]).is_some();
        if twice || step.path == FILE {
            return Err(WriteError::Refused { path: step.path, reason: "it is printed twice" });
        }
        steps.push(step);
    }
    for path in old.files.keys().filter(|path| !manifest.files.contains_key(*path)) {
        steps.extend(stale(path, root, old)?);
    }
    steps.push(own(root, &manifest)?);
    steps.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Plan { steps, manifest })
}

/// A file that is generated, and its hash.
fn made(file: &OutFile, root: &Path, old: &Manifest) -> Result<(Step, String), WriteError> {
    let hash = digest(file.text.as_bytes());
    let (action, edited) = match read(root, &file.path)? {
        None => (Action::Create, false),
        Some(bytes) if bytes == file.text.as_bytes() => (Action::Keep, false),
        Some(bytes) => (Action::Update, !old.wrote(&file.path, &digest(&bytes))),
    };
    Ok((Step { path: file.path.clone(), action, edited }, hash))
}

/// A file that is no longer generated; `None`: it is gone already.
fn stale(path: &str, root: &Path, old: &Manifest) -> Result<Option<Step>, WriteError> {
    let found = read(root, path)?;
    Ok(found.map(|bytes| {
        let edited = !old.wrote(path, &digest(&bytes));
        Step { path: path.to_owned(), action: Action::Delete, edited }
    }))
}

fn own(root: &Path, manifest: &Manifest) -> Result<Step, WriteError> {
    let action = match read(root, FILE)? {
        None => Action::Create,
        Some(bytes) if bytes == manifest.print().as_bytes() => Action::Keep,
        Some(_) => Action::Update,
    };
    Ok(Step { path: FILE.to_owned(), action, edited: false })
}

fn read(root: &Path, path: &str) -> Result<Option<Vec<u8>>, WriteError> {
    let (place, found) = found(root, path)?;
    found.map(|_| fs::read(&place).map_err(at(&place))).transpose()
}
