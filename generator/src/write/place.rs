//! Paths that stay below the output folder: plain ones, through no symbolic link, which may lead anywhere.

use super::{WriteError, at};
use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Refuses paths that are not plain (`..`, absolute paths, other systems' separators) or lead through a link. Each folder
/// is looked at once, however many files it has.
pub(super) fn check<'p>(root: &Path, paths: impl Iterator<Item = &'p str>) -> Result<(), WriteError> {
    let mut folders = BTreeSet::new();
    for path in paths {
        plain(path)?;
        folders.extend(above(path));
    }
    // A folder comes before those in it; where it is missing, so are they.
    let mut there = BTreeSet::new();
    for folder in folders {
        let is_in_missing = folder.rsplit_once('/').is_some_and(|(outer, _)| !there.contains(outer));
        if !is_in_missing && found(root, folder)?.1.is_some() {
            there.insert(folder);
        }
    }
    Ok(())
}

/// The folders that a path leads through.
pub(super) fn above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| path.rsplit_once('/').map(|(folder, _)| folder)).skip(1)
}

/// The place of a path whose folders were checked, and what stands there, which is not a link.
pub(super) fn found(root: &Path, path: &str) -> Result<(PathBuf, Option<Metadata>), WriteError> {
    let place = root.join(path);
    let found = match fs::symlink_metadata(&place) {
        Ok(found) => Some(found),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        // A file stands where a folder should be: writing will say so.
        Err(error) if error.kind() == ErrorKind::NotADirectory => None,
        Err(error) => return Err(at(&place)(error)),
    };
    if found.as_ref().is_some_and(|found| found.file_type().is_symlink()) {
        return Err(refused(path, "it leads through a symbolic link"));
    }
    Ok((place, found))
}

/// Whether a path is plain, without a look at the disk.
pub(super) fn plain(path: &str) -> Result<(), WriteError> {
    if path.is_empty() || path.contains(['\\', ':', '\0', '\n', '\r']) {
        return Err(refused(path, "it is empty or has characters that are no part of a name"));
    }
    if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err(refused(path, "it does not stay below the output folder"));
    }
    Ok(())
}

fn refused(path: &str, reason: &'static str) -> WriteError {
    WriteError::Refused { path: path.to_owned(), reason }
}
