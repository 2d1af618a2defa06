//! A secret in a file that others replace: a mounted secret of Kubernetes or Docker, a file that an agent renews.

use super::{Credentials, trimmed};
use crate::auth::{AuthError, BoxFuture};
use secrecy::SecretString;
use std::fs::{self, Metadata};
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// The content of a file without blanks around it, read again when the file changes.
///
/// Where a changed file cannot be read, or is empty because somebody is just writing it, the last content stays.
#[derive(Debug)]
pub struct SecretFile {
    path: PathBuf,
    read: Mutex<Option<Read>>,
}

/// What was read, and how to see that it is still there.
#[derive(Debug)]
struct Read {
    secret: SecretString,
    /// `None`: the file was so new that a later change may not show.
    stamp: Option<Stamp>,
}

#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    modified: SystemTime,
    length: u64,
    /// Which file it is: one that replaces another may have its time and length.
    inode: u64,
}

/// The coarsest clock of a file system (FAT).
const TICK: Duration = Duration::from_secs(2);

/// No secret is longer; what is longer is not the file that was meant.
const LIMIT: u64 = 1024 * 1024;

impl SecretFile {
    /// The file at this path. It is read when the secret is needed first.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), read: Mutex::new(None) }
    }

    fn current(&self) -> Result<SecretString, AuthError> {
        let mut held = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = match self.read(held.as_ref()) {
            Ok(fresh) => fresh,
            Err(_) if held.is_some() => None,
            Err(error) => {
                return Err(AuthError::new(format_args!("no secret in the file `{}`: {error}", self.path.display())));
            }
        };
        if let Some(fresh) = fresh {
            *held = Some(fresh);
        }
        held.as_ref().map(|read| read.secret.clone()).ok_or_else(|| AuthError::new("no secret was read"))
    }

    /// The content, unless it is the one that is held.
    fn read(&self, held: Option<&Read>) -> io::Result<Option<Read>> {
        let metadata = fs::metadata(&self.path)?;
        // Taken before reading: a change in between shows the next time.
        let stamp = Stamp::of(&metadata)?;
        if held.is_some_and(|held| held.stamp.as_ref() == Some(&stamp)) {
            return Ok(None);
        }
        if metadata.len() > LIMIT {
            return Err(io::Error::other("it is too large"));
        }
        let secret = trimmed(fs::read_to_string(&self.path)?).ok_or_else(|| io::Error::other("it is empty"))?;
        let settled = stamp.modified.elapsed().is_ok_and(|age| age > TICK);
        Ok(Some(Read { secret, stamp: settled.then_some(stamp) }))
    }
}

impl Stamp {
    fn of(metadata: &Metadata) -> io::Result<Self> {
        Ok(Self { modified: metadata.modified()?, length: metadata.len(), inode: inode(metadata) })
    }
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
const fn inode(_metadata: &Metadata) -> u64 {
    0
}

impl Credentials for SecretFile {
    fn secret(&self) -> BoxFuture<'_, Result<SecretString, AuthError>> {
        Box::pin(async move { self.current() })
    }
}
