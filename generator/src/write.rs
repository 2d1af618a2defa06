//! Files -> disk: the only code that writes. In: what [`render`](crate::render) printed. Out: a [`Report`].
//!
//! Generated files are machine-owned: a manifest lists them with their hashes, so that stale ones can be deleted and a
//! file that a person changed is reported instead of overwritten. No path leaves the output folder. A run that is
//! interrupted leaves each file old or new, and the next run goes on from there.

mod apply;
mod current;
pub mod manifest;
mod place;
mod plan;
mod stamps;
mod turn;

pub use current::{Written, is_current};
pub use turn::{TURN_FILE, Turn};

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::pointer::Pointer;
use crate::render::OutFile;
use manifest::Manifest;
use std::io;
use std::path::{Path, PathBuf};

/// What to do with the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write.
    Apply {
        /// Overwrite and delete files that a person changed, too.
        force: bool,
    },
    /// Only say what is out of date.
    Check,
    /// Only say what would be done.
    DryRun,
}

/// What happens to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// It is not there yet.
    Create,
    /// Its bytes differ.
    Update,
    /// It is as it should be, and is not touched.
    Keep,
    /// It was generated once and no longer is.
    Delete,
}

/// A file and what happens to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Relative to the output folder.
    pub path: String,
    /// What is done, or would be.
    pub action: Action,
    /// The file on disk is not what Intertie wrote: somebody changed it, or it was there before.
    pub edited: bool,
}

/// What was done, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Every file, by path.
    pub steps: Vec<Step>,
    /// Whether the plan was carried out.
    pub applied: bool,
    mode: Mode,
}

/// The output folder could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A file or folder failed.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A path that is not a plain path below the output folder.
    #[error("refused to write {path:?}: {reason}")]
    Refused {
        /// The path.
        path: String,
        /// Why.
        reason: &'static str,
    },
}

/// Brings the folder `root` to hold exactly `files`, and remembers `key`, from which [`is_current`] knows that
/// nothing need be rendered. Files that were edited stop it, unless forced: then nothing is written.
pub fn write(files: &[OutFile], root: &Path, key: &str, mode: Mode) -> Result<Report, WriteError> {
    let old = Manifest::read(root)?;
    let plan = plan::plan(files, root, &old, key)?;
    let mut report = Report { steps: plan.steps.clone(), applied: false, mode };
    let apply = match mode {
        Mode::Apply { force } => force || report.edited().next().is_none(),
        Mode::Check | Mode::DryRun => false,
    };
    if apply {
        apply::apply(files, root, &old, &plan)?;
        report.applied = true;
    }
    Ok(report)
}

/// Writes a file that people own from then on; one that is there stays.
pub fn once(path: &Path, text: &str) -> Result<(), WriteError> {
    if path.exists() {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(at(folder))?;
    }
    replace(path, text.as_bytes())
}

/// Files of a folder with their new texts; without one, a file goes.
pub type Texts = Vec<(String, Option<String>)>;

/// What [`write`] would make of the folder `root`: each file that changes.
pub fn rehearse(files: &[OutFile], root: &Path, key: &str) -> Result<(Report, Texts), WriteError> {
    let plan = plan::plan(files, root, &Manifest::read(root)?, key)?;
    let text = |path: &str| match files.iter().find(|file| file.path == path) {
        Some(file) => file.text.clone(),
        None => plan.manifest.print(),
    };
    let report = Report { steps: plan.steps.clone(), applied: false, mode: Mode::DryRun };
    let changes =
        report.stale().map(|step| (step.path.clone(), (step.action != Action::Delete).then(|| text(&step.path))));
    let changes = changes.collect();
    Ok((report, changes))
}

/// Writes one file in one step: at any moment it is as before or as after.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    apply::put(path, bytes)
}

/// [`replace`] whose bytes are on the disk before the file has them, whatever becomes of the machine; its name is there for
/// good after [`sync_folder`].
pub fn replace_for_good(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    apply::put_and(path, bytes, apply::Keep::Durable)
}

/// Puts the names of a folder's files on the disk.
pub fn sync_folder(folder: &Path) -> Result<(), WriteError> {
    apply::sync_folder(folder)
}

impl Report {
    /// Files that are not as Intertie left them and would be overwritten or deleted.
    pub fn edited(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.edited)
    }

    /// Files that are not as they should be.
    pub fn stale(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.action != Action::Keep)
    }

    /// How many files have this action.
    pub fn count(&self, action: Action) -> usize {
        self.steps.iter().filter(|step| step.action == action).count()
    }

    /// Says what stands in the way in the folder `root`: edited files, and in [`Mode::Check`] files that are out of date.
    pub fn diagnose(&self, root: &Path, sink: &mut Sink) {
        let place = |step: &Step| Place { file: root.join(&step.path).display().to_string(), line: 1, column: 1 };
        let forced = self.mode == Mode::Apply { force: true };
        for step in self.edited().filter(|_| !forced) {
            let message = format!("`{}` is not as it was generated", step.path);
            let help = "move your changes elsewhere, or generate with `--force` to lose them";
            sink.push(Diagnostic::new(Code::EditedOutput, &Pointer::root(), message).help(help).at(place(step)));
        }
        for step in self.stale().filter(|_| self.mode == Mode::Check) {
            let what = match step.action {
                Action::Create => "is missing",
                Action::Update => "is out of date",
                Action::Delete => "is no longer generated",
                Action::Keep => continue,
            };
            let message = format!("`{}` {what}", step.path);
            sink.push(Diagnostic::new(Code::StaleOutput, &Pointer::root(), message).at(place(step)));
        }
    }
}

/// Names the file in an I/O error.
fn at(path: &Path) -> impl FnOnce(io::Error) -> WriteError + '_ {
    move |source| WriteError::Io { path: path.to_owned(), source }
}
