//! Paths that stay below the output folder.

use super::{WriteError, at};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The place of a relative path. Refuses what is not plain: `..`, absolute paths, other systems' separators, and paths
/// through a symbolic link, which may lead anywhere.
pub(super) fn place(root: &Path, path: &str) -> Result<PathBuf, WriteError> {
    plain(path)?;
    let mut at = root.to_owned();
    for part in path.split('/') {
        at.push(part);
        if is_link(&at)? {
            return Err(refused(path, "it leads through a symbolic link"));
        }
    }
    Ok(at)
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

fn is_link(path: &Path) -> Result<bool, WriteError> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(found.file_type().is_symlink()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        // A file stands where a folder should be: writing will say so.
        Err(error) if error.kind() == ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(at(path)(error)),
    }
}

fn refused(path: &str, reason: &'static str) -> WriteError {
    WriteError::Refused { path: path.to_owned(), reason }
}
