//! Carries a plan out. Each file is old or new at any moment, and the manifest says so from the start.

use super::manifest::{FILE, Manifest};
use super::place::above;
use super::plan::Plan;
use super::{Action, WriteError, at};
use crate::render::OutFile;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Writes, deletes, and leaves the new manifest.
pub(super) fn apply(files: &[OutFile], root: &Path, old: &Manifest, plan: &Plan) -> Result<(), WriteError> {
    if plan.steps.iter().all(|step| step.action == Action::Keep) {
        return Ok(());
    }
    fs::create_dir_all(root).map_err(at(root))?;
    put(&root.join(FILE), old.pending(&plan.manifest).print().as_bytes())?;
    let actions: HashMap<&str, Action> = plan.steps.iter().map(|step| (step.path.as_str(), step.action)).collect();
    let changed: Vec<&OutFile> =
        files.iter().filter(|file| actions.get(file.path.as_str()) != Some(&Action::Keep)).collect();
    folders(root, &changed)?;
    changed.par_iter().try_for_each(|file| put(&root.join(&file.path), file.text.as_bytes()))?;
    for step in plan.steps.iter().filter(|step| step.action == Action::Delete) {
        delete(root, &step.path)?;
    }
    put(&root.join(FILE), plan.manifest.print().as_bytes())
}

/// Makes the folders that the files stand in, each before those in it.
fn folders(root: &Path, files: &[&OutFile]) -> Result<(), WriteError> {
    let folders: BTreeSet<&str> = files.iter().flat_map(|file| above(&file.path)).collect();
    for folder in folders {
        let path = root.join(folder);
        match fs::create_dir(&path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists || !path.is_dir() => return Err(at(&path)(error)),
            _ => {}
        }
    }
    Ok(())
}

/// Whether a file must outlive the machine's own fall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// The system writes it when it likes: what is lost is generated again.
    Usual,
    /// It is on the disk before its new name is.
    Durable,
}

/// Writes beside the file, then puts it in place in one step.
pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    put_and(path, bytes, Keep::Usual)
}

/// [`put`], and how long it must last.
pub(super) fn put_and(path: &Path, bytes: &[u8], keep: Keep) -> Result<(), WriteError> {
    let beside = beside(path);
    let mut file = create(&beside).map_err(at(&beside))?;
    file.write_all(bytes).map_err(at(&beside))?;
    if keep == Keep::Durable {
        file.sync_all().map_err(at(&beside))?;
    }
    drop(file);
    fs::rename(&beside, path).map_err(at(path))
}

/// Puts the names that a folder holds on the disk. Only Unix can open a folder as a file; elsewhere names go with files.
pub(super) fn sync_folder(folder: &Path) -> Result<(), WriteError> {
    if cfg!(unix) {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        File::open(folder).and_then(|open| open.sync_all()).map_err(at(folder))?;
    }
    Ok(())
}

/// A new file: what stands in its place is removed, never written through.
fn create(path: &Path) -> io::Result<File> {
    let new = || OpenOptions::new().write(true).create_new(true).open(path);
    match new() {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            new()
        }
        opened => opened,
    }
}

/// `types.rs` is written as `.types.rs.intertie-new`; what an interrupted run left there, the next one replaces.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.intertie-new"))
}

/// Deletes a file, and the folders that it leaves empty.
fn delete(root: &Path, path: &str) -> Result<(), WriteError> {
    let target = root.join(path);
    match fs::remove_file(&target) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(at(&target)(error)),
    }
    // What an interrupted run left of it; mostly there is none.
    let _ = fs::remove_file(beside(&target));
    let mut folder = path;
    while let Some((above, _)) = folder.rsplit_once('/') {
        folder = above;
        // It fails where the folder still holds something: then it is to stay.
        if fs::remove_dir(root.join(folder)).is_err() {
            break;
        }
    }
    Ok(())
}
