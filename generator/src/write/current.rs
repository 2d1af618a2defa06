//! Whether a folder holds what would be written, which is asked before anything is parsed.

use super::manifest::{Manifest, hex};
use super::place;
use super::stamps::Stamps;
use std::fs;
use std::path::Path;

/// What a folder says that it holds.
#[derive(Debug)]
pub struct Written<'r> {
    root: &'r Path,
    key: String,
    manifest: Manifest,
    stamps: Stamps,
}

impl<'r> Written<'r> {
    /// What the folder's manifest says; `None` where there is none, or a run was interrupted.
    pub fn read(root: &'r Path) -> Option<Self> {
        let mut manifest = Manifest::read(root).ok()?;
        Some(Self { root, key: manifest.key.take()?, manifest, stamps: Stamps::read(root) })
    }

    /// SHA-256 of a file that the output is made from; it is read only where that is not known from the last time.
    pub fn input_digest(&mut self, path: &Path, read: &dyn Fn() -> Option<Vec<u8>>) -> Option<[u8; 32]> {
        let found = fs::metadata(path).ok()?;
        self.stamps.digest(&format!("input:{}", path.display()), &found, read)
    }

    /// Whether the folder holds what was generated from the input with this key, every file unchanged.
    pub fn is_current(mut self, key: &str) -> bool {
        let is_current = self.key == key && self.are_files_unchanged();
        if is_current {
            self.stamps.keep();
        }
        is_current
    }

    fn are_files_unchanged(&mut self) -> bool {
        let Self { root, manifest, stamps, .. } = self;
        place::check(root, manifest.files.keys().map(String::as_str)).is_ok()
            && manifest.files.iter().all(|(path, hashes)| {
                let Ok((place, Some(found))) = place::found(root, path) else { return false };
                let digest = stamps.digest(path, &found, &|| fs::read(&place).ok());
                digest.is_some_and(|digest| hashes.contains(&hex(&digest)))
            })
    }
}

/// Whether the folder holds what was generated from the input with this key, every file unchanged: nothing need be done.
pub fn is_current(root: &Path, key: &str) -> bool {
    Written::read(root).is_some_and(|written| written.is_current(key))
}
