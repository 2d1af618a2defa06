//! Many files changed as one: staged beside the project, noted in a journal, carried out, and only then forgotten.
//!
//! The folder `.intertie-update` holds `new/N` and `old/N` for the step of number N, and `journal.json`, which appears in
//! one step when both are complete. A run that is killed before that has changed nothing; one that is killed after it can
//! be finished or undone: steps may be repeated. That holds of a machine that falls, too: what the journal promises is on
//! the disk before the journal is, the journal before the first step, and every step before the journal goes.

use super::{UpdateError, at};
use crate::write;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// The folder, beside `intertie.toml`.
pub const FOLDER: &str = ".intertie-update";

const JOURNAL: &str = "journal.json";

/// Changes that are collected, and change nothing yet.
#[derive(Debug)]
pub struct Stage {
    root: PathBuf,
    what: String,
    steps: Vec<Step>,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Step {
    /// From the folder of `intertie.toml`, or absolute.
    path: PathBuf,
    /// Whether there is a file afterwards.
    new: bool,
    /// Whether there was one before.
    old: bool,
}

/// What is to be done.
#[derive(Debug, Serialize, Deserialize)]
struct Journal {
    what: String,
    steps: Vec<Step>,
}

/// An update that was interrupted on its way.
#[derive(Debug)]
pub struct Interrupted {
    root: PathBuf,
    journal: Journal,
}

impl Stage {
    /// Nothing is staged yet. `root` is the folder of `intertie.toml`; `what` says for people what this is. What a run left
    /// that was killed before it changed anything is removed.
    pub fn new(root: &Path, what: impl Into<String>) -> Result<Self, UpdateError> {
        let folder = root.join(FOLDER);
        remove(&folder)?;
        for part in ["new", "old"] {
            fs::create_dir_all(folder.join(part)).map_err(at(&folder))?;
        }
        // Version control is not to see it.
        let ignore = folder.join(".gitignore");
        fs::write(&ignore, "*\n").map_err(at(&ignore))?;
        Ok(Self { root: root.to_owned(), what: what.into(), steps: Vec::new() })
    }

    /// The file at `path` will hold these bytes; without bytes, it will be gone.
    pub fn put(&mut self, path: &Path, bytes: Option<&[u8]>) -> Result<(), UpdateError> {
        let path = path.strip_prefix(&self.root).unwrap_or(path).to_owned();
        let (at_now, number) = (self.root.join(&path), self.steps.len());
        let old = match fs::read(&at_now) {
            Ok(before) => Some(before),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(at(&at_now)(error)),
        };
        for (part, bytes) in [("new", bytes), ("old", old.as_deref())] {
            let place = self.root.join(FOLDER).join(part).join(number.to_string());
            bytes.map_or(Ok(()), |bytes| kept(&place, bytes)).map_err(at(&place))?;
        }
        self.steps.push(Step { path, new: bytes.is_some(), old: old.is_some() });
        Ok(())
    }

    /// Carries everything out. What fails on the way is undone as a whole.
    pub fn commit(self) -> Result<(), UpdateError> {
        let interrupted = self.note()?;
        interrupted.finish().map_err(|error| match interrupted.undo() {
            Ok(()) => UpdateError::Undone(Box::new(error)),
            // The journal is still there: whoever comes next is told.
            Err(_) => error,
        })
    }

    /// The point from which on the move happens.
    fn note(self) -> Result<Interrupted, UpdateError> {
        let journal = Journal { what: self.what, steps: self.steps };
        let folder = self.root.join(FOLDER);
        for part in [folder.join("new"), folder.join("old"), self.root.clone()] {
            write::sync_folder(&part)?;
        }
        let text = serde_json::to_string_pretty(&journal).unwrap_or_else(|error| unreachable!("plain data: {error}"));
        write::replace_for_good(&folder.join(JOURNAL), text.as_bytes())?;
        write::sync_folder(&folder)?;
        Ok(Interrupted { root: self.root, journal })
    }
}

impl Interrupted {
    /// The update that was interrupted below this folder, if one was.
    pub fn find(root: &Path) -> Result<Option<Self>, UpdateError> {
        let path = root.join(FOLDER).join(JOURNAL);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(at(&path)(error)),
        };
        let journal =
            serde_json::from_str(&text).map_err(|error| UpdateError::Journal { path, why: error.to_string() })?;
        Ok(Some(Self { root: root.to_owned(), journal }))
    }

    /// What it was about.
    pub fn what(&self) -> &str {
        &self.journal.what
    }

    /// Goes on to the new state.
    pub fn finish(&self) -> Result<(), UpdateError> {
        self.all("new", |step| step.new)?;
        remove(&self.root.join(FOLDER))
    }

    /// Goes back to the old state.
    pub fn undo(&self) -> Result<(), UpdateError> {
        self.all("old", |step| step.old)?;
        remove(&self.root.join(FOLDER))
    }

    /// Brings every file to one of the two states.
    fn all(&self, part: &str, is_there: impl Fn(&Step) -> bool) -> Result<(), UpdateError> {
        let mut touched = BTreeSet::new();
        for (number, step) in self.journal.steps.iter().enumerate() {
            let target = self.root.join(&step.path);
            if is_there(step) {
                let from = self.root.join(FOLDER).join(part).join(number.to_string());
                let bytes = fs::read(&from).map_err(at(&from))?;
                let folder = target.parent().unwrap_or(&self.root);
                fs::create_dir_all(folder).map_err(at(folder))?;
                write::replace_for_good(&target, &bytes)?;
            } else {
                delete(&self.root, &target)?;
            }
            touched.extend(
                target.ancestors().skip(1).take_while(|above| above.starts_with(&self.root)).map(Path::to_owned),
            );
            touched.extend(target.parent().map(Path::to_owned));
        }
        // Those that a deletion left empty are gone; their names went from the folder above.
        touched
            .iter()
            .filter(|folder| folder.as_os_str().is_empty() || folder.is_dir())
            .try_for_each(|folder| Ok(write::sync_folder(folder)?))
    }
}

/// Writes a file whose bytes are on the disk then.
fn kept(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Deletes a file, and the folders that it leaves empty.
fn delete(root: &Path, target: &Path) -> Result<(), UpdateError> {
    match fs::remove_file(target) {
        // Nor is it there where a file stands in place of its folder.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
        Err(error) => return Err(at(target)(error)),
        Ok(()) => {}
    }
    let above = target.ancestors().skip(1).take_while(|folder| *folder != root && !folder.as_os_str().is_empty());
    // It fails where the folder still holds something: then it is to stay.
    let _ = above.map(fs::remove_dir).find(Result::is_err);
    Ok(())
}

/// Removes the folder, the journal first: what is left without it says nothing.
fn remove(folder: &Path) -> Result<(), UpdateError> {
    for (path, result) in
        [(folder.join(JOURNAL), fs::remove_file(folder.join(JOURNAL))), (folder.to_owned(), fs::remove_dir_all(folder))]
    {
        match result {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(at(&path)(error)),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Project(PathBuf);

    impl Project {
        fn new(test: &str) -> Self {
            let root = std::env::temp_dir().join(format!("intertie-stage-{}-{test}", std::process::id()));
            let _ = fs::remove_dir_all(&root);
            fs::create_dir_all(root.join("gen/src/deep")).unwrap();
            for (path, text) in [("a", "old a"), ("gen/src/deep/gone.rs", "gone"), ("gen/src/kept.rs", "kept")] {
                fs::write(root.join(path), text).unwrap();
            }
            Self(root)
        }

        fn stage(&self) -> Stage {
            let mut stage = Stage::new(&self.0, "acme 1 -> 2").unwrap();
            stage.put(&self.0.join("a"), Some(b"new a")).unwrap();
            stage.put(Path::new("gen/src/deep/gone.rs"), None).unwrap();
            stage.put(Path::new("gen/src/fresh/b.rs"), Some(b"new b")).unwrap();
            stage
        }

        /// Every file with its text.
        fn state(&self) -> Vec<String> {
            let paths = ["a", "gen/src/deep/gone.rs", "gen/src/kept.rs", "gen/src/fresh/b.rs"];
            paths.iter().filter_map(|path| fs::read_to_string(self.0.join(path)).ok()).collect()
        }
    }

    impl Drop for Project {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    const OLD: [&str; 3] = ["old a", "gone", "kept"];
    const NEW: [&str; 3] = ["new a", "kept", "new b"];

    #[test]
    fn staging_changes_nothing_and_committing_all() {
        let project = Project::new("commit");
        let stage = project.stage();
        assert_eq!(project.state(), OLD);
        assert!(Interrupted::find(&project.0).unwrap().is_none(), "nothing is under way yet");
        stage.commit().unwrap();
        assert_eq!(project.state(), NEW);
        assert!(!project.0.join(FOLDER).exists() && !project.0.join("gen/src/deep").exists());
    }

    #[test]
    fn whatever_was_done_it_can_be_finished_and_undone() {
        for done in 0..=3 {
            for forth in [true, false] {
                let project = Project::new(&format!("killed-{done}-{forth}"));
                let mut half = project.stage().note().unwrap();
                // A run that was killed after this many steps.
                let all = half.journal.steps.split_off(done);
                half.all("new", |step| step.new).unwrap();
                drop((half, all));
                let found = Interrupted::find(&project.0).unwrap().expect("the journal tells");
                assert_eq!(found.what(), "acme 1 -> 2");
                if forth {
                    found.finish().unwrap();
                } else {
                    found.undo().unwrap();
                }
                assert_eq!(project.state(), if forth { NEW } else { OLD }, "after {done} steps");
                assert!(Interrupted::find(&project.0).unwrap().is_none());
            }
        }
    }

    #[test]
    fn a_step_that_fails_undoes_those_before() {
        let project = Project::new("fails");
        let mut stage = project.stage();
        stage.put(Path::new("a/b"), Some(b"a is a file")).unwrap_err();
        stage.put(Path::new("c/d"), Some(b"d")).unwrap();
        // Since then a file came where the folder should be.
        fs::write(project.0.join("c"), "in the way").unwrap();
        let error = stage.commit().unwrap_err();
        assert!(matches!(error, UpdateError::Undone(_)), "{error}");
        assert_eq!(project.state(), OLD);
        assert!(Interrupted::find(&project.0).unwrap().is_none());
    }
}
