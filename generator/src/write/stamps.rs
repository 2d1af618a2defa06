//! `.intertie-cache/stamps`: digests of files beside what the system says of each (size, times, inode), so that a run that
//! finds these as they were need not read the file. Git's index and cargo's fingerprints do the same.
//!
//! A stamp is never needed: without it the file is hashed. It is not in the manifest, because that is the same for the same
//! input and is committed; the folder of the stamps tells git to ignore it.

use super::apply::put;
use super::manifest::hex;
use super::place;
use foldhash::HashMap;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::{self, File, Metadata};
use std::path::{Path, PathBuf};

const FOLDER: &str = ".intertie-cache";

/// What is known of files.
#[derive(Debug)]
pub(super) struct Stamps {
    root: PathBuf,
    known: HashMap<String, Stamp>,
    /// When the first file of this run was hashed, by the clock of the file system; `None`: all were known.
    since: Option<Time>,
}

/// A file as it was when it had this digest.
#[derive(Debug)]
struct Stamp {
    state: String,
    digest: [u8; 32],
}

/// Seconds and nanoseconds since 1970.
type Time = (i64, i64);

impl Stamps {
    /// The stamps of an output folder.
    pub(super) fn read(root: &Path) -> Self {
        let text = fs::read_to_string(root.join(FOLDER).join("stamps")).unwrap_or_default();
        let known = text.lines().filter_map(|line| {
            let (digest, rest) = line.split_once(' ')?;
            let (state, name) = rest.split_once(' ')?;
            Some((name.to_owned(), Stamp { state: state.to_owned(), digest: bytes(digest)? }))
        });
        Self { root: root.to_owned(), known: known.collect(), since: None }
    }

    /// SHA-256 of a file, which is only read where it may have changed.
    pub(super) fn digest(
        &mut self,
        name: &str,
        found: &Metadata,
        read: &dyn Fn() -> Option<Vec<u8>>,
    ) -> Option<[u8; 32]> {
        let state = state(found);
        if let Some(stamp) = self.known.get(name).filter(|stamp| stamp.state == state) {
            return Some(stamp.digest);
        }
        let since = self.since();
        let digest = Sha256::digest(read()?).into();
        match since {
            Some(since) if is_settled(latest(found), since) && !name.contains(['\n', '\r']) => {
                self.known.insert(name.to_owned(), Stamp { state, digest });
            }
            _ => drop(self.known.remove(name)),
        }
        Some(digest)
    }

    /// Writes the stamps where any is new. A folder that cannot be written to does without.
    pub(super) fn keep(self) {
        if self.since.is_none() {
            return;
        }
        let mut names: Vec<_> = self.known.iter().collect();
        names.sort_by_key(|(name, _)| *name);
        let text = names.into_iter().fold(String::new(), |mut text, (name, stamp)| {
            let _ = writeln!(text, "{} {} {name}", hex(&stamp.digest), stamp.state);
            text
        });
        let _ = put(&self.root.join(FOLDER).join("stamps"), text.as_bytes());
    }

    /// The time by the clock that files get theirs from, which may be another machine's.
    fn since(&mut self) -> Option<Time> {
        if self.since.is_none() {
            // Not through a link, which may lead anywhere.
            let (folder, found) = place::found(&self.root, FOLDER).ok()?;
            if found.is_none() {
                fs::create_dir(&folder).ok()?;
            }
            // Written each time: its own time is what is asked for.
            let ignore = folder.join(".gitignore");
            put(&ignore, b"*\n").ok()?;
            self.since = Some(latest(&File::open(ignore).ok()?.metadata().ok()?));
        }
        self.since
    }
}

/// Whether a file that changes from now on gets another time than the one it has. Git calls it racily clean otherwise:
/// clocks go in steps, and what changes twice within one has the same time. Where times are whole seconds, steps may be
/// two of them long (FAT).
fn is_settled(file: Time, now: Time) -> bool {
    if file.1 == 0 { file.0 + 2 < now.0 } else { file < now }
}

/// What the system says of a file, without spaces.
#[cfg(unix)]
fn state(found: &Metadata) -> String {
    use std::os::unix::fs::MetadataExt as _;
    let ((modified, modified_ns), (changed, changed_ns)) = times(found);
    let (size, inode, device) = (found.size(), found.ino(), found.dev());
    format!("{size}:{modified}.{modified_ns}:{changed}.{changed_ns}:{inode}:{device}")
}

#[cfg(not(unix))]
fn state(found: &Metadata) -> String {
    let (modified, _) = times(found);
    format!("{}:{}.{}", found.len(), modified.0, modified.1)
}

fn latest(found: &Metadata) -> Time {
    let (modified, changed) = times(found);
    modified.max(changed)
}

/// When the content changed, and when anything of the file did, which nobody can set.
#[cfg(unix)]
fn times(found: &Metadata) -> (Time, Time) {
    use std::os::unix::fs::MetadataExt as _;
    ((found.mtime(), found.mtime_nsec()), (found.ctime(), found.ctime_nsec()))
}

#[cfg(not(unix))]
fn times(found: &Metadata) -> (Time, Time) {
    let since = found.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let modified = since.map_or((0, 0), |since| (since.as_secs().cast_signed(), i64::from(since.subsec_nanos())));
    (modified, modified)
}

fn bytes(text: &str) -> Option<[u8; 32]> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let bytes: Option<Vec<u8>> = pairs.iter().map(|&[high, low]| Some(digit(high)? << 4 | digit(low)?)).collect();
    bytes?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::{bytes, hex, is_settled};

    #[test]
    fn a_file_that_could_change_unseen_is_not_settled() {
        assert!(is_settled((10, 5), (10, 6)), "another nanosecond");
        assert!(!is_settled((10, 5), (10, 5)), "the same step of the clock");
        assert!(!is_settled((10, 5), (9, 9)), "a time to come");
        assert!(!is_settled((10, 0), (12, 7)) && is_settled((10, 0), (13, 0)), "a clock of whole seconds");
    }

    #[test]
    fn digests_are_read_as_they_are_written() {
        let digest: [u8; 32] = std::array::from_fn(|at| u8::try_from(at * 8).unwrap_or_default());
        assert_eq!(bytes(&hex(&digest)), Some(digest));
        for wrong in ["", "0", "zz", &"0".repeat(63), &"0".repeat(66)] {
            assert_eq!(bytes(wrong), None, "{wrong}");
        }
    }
}
