//! One program at a time changes a project: a file beside `intertie.toml` that the operating system locks, and unlocks
//! however the program ends.

use super::{WriteError, at};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::pointer::Pointer;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// The file, beside `intertie.toml`; it is there while somebody is at work.
pub const TURN_FILE: &str = ".intertie-busy";

/// As long as it lives, no other program that asks for it changes the project.
#[derive(Debug)]
pub struct Turn {
    path: PathBuf,
    /// Holds the lock until it is closed.
    _file: File,
}

impl Turn {
    /// Takes the turn in the folder `root`; `what` says for people what is done. Where another program has it, that is
    /// told, and there is none.
    pub fn take(root: &Path, what: &str, sink: &mut Sink) -> Result<Option<Self>, WriteError> {
        let path = root.join(TURN_FILE);
        loop {
            let mut options = OpenOptions::new();
            let mut file =
                options.read(true).write(true).create(true).truncate(false).open(&path).map_err(at(&path))?;
            match file.try_lock() {
                Ok(()) => {}
                // A file system without locks: then nobody can be kept out.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(at(&path)(error)),
                Err(TryLockError::WouldBlock) => {
                    sink.push(busy(&path, &mut file));
                    return Ok(None);
                }
            }
            // Whoever had it before may have removed the file in between: then this is the lock of no file.
            if is_at(&file, &path) {
                let said = format!("process {}: {what}\n", std::process::id());
                let written = file.set_len(0).and_then(|()| file.write_all(said.as_bytes()));
                written.map_err(at(&path))?;
                return Ok(Some(Self { path, _file: file }));
            }
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // While it is still locked. Elsewhere than on Unix an open file cannot be removed: it stays, and says nothing.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn busy(path: &Path, file: &mut File) -> Diagnostic {
    let mut who = String::new();
    // Not readable where locks keep readers out, too.
    let _ = file.rewind();
    let _ = file.take(200).read_to_string(&mut who);
    let who = who.lines().next().map(|line| format!(" ({line})")).unwrap_or_default();
    let place = Place { file: path.display().to_string(), line: 1, column: 1 };
    Diagnostic::new(Code::Busy, &Pointer::root(), format!("another intertie is changing this project{who}"))
        .help("wait until it has ended, and run this again; a process that is gone holds nothing")
        .at(place)
}

/// Whether the open file is the one that has this name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(open), Ok(named)) = (file.metadata(), fs::metadata(path)) else { return false };
    (open.dev(), open.ino()) == (named.dev(), named.ino())
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_turn_is_one_programs_until_it_ends() {
        let root = std::env::temp_dir().join(format!("intertie-turn-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        let take = |what: &str| {
            let mut sink = Sink::default();
            let turn = Turn::take(&root, what, &mut sink).unwrap();
            assert_eq!(turn.is_none(), sink.has(crate::diag::Severity::Error));
            turn.ok_or_else(|| sink.found()[0].message.clone())
        };
        let first = take("update acme").unwrap();
        let refused = take("generate").unwrap_err();
        let process = std::process::id();
        assert_eq!(refused, format!("another intertie is changing this project (process {process}: update acme)"));
        drop(first);
        let second = take("generate").unwrap();
        drop(second);
        assert_eq!(root.join(TURN_FILE).exists(), !cfg!(unix));
        // What a killed program leaves is no lock.
        fs::write(root.join(TURN_FILE), "process 1: update\nand more\n").unwrap();
        assert!(take("generate").is_ok());
        fs::remove_dir_all(&root).unwrap();
    }
}
