//! The move of a vendor from the locked version to a newer one, as a whole or not at all.
//!
//! Order of steps: [`source`] finds the newer document; [`plan`] reads both versions, compares them and says which files
//! the move changes; [`stage`] puts the changes beside the project, notes them in a journal, and then carries them out.
//! Until the journal is there nothing has changed; from then on the move can be finished or undone, by whoever comes next.

mod changelog;
mod edit;
mod layout;
mod mappings;
mod plan;
mod source;
mod stage;

pub use changelog::entry as changelog_entry;
pub use mappings::MappingMove;
pub use plan::{Contents, Plan, Refused, Unmatched, plan};
pub use source::{Found, Newer, find};
pub use stage::{FOLDER, Interrupted, Stage};

use std::path::PathBuf;

/// The update could not be prepared or carried out.
#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    /// A file or folder failed.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A generated folder cannot be written.
    #[error(transparent)]
    Write(#[from] crate::write::WriteError),
    /// The journal of an interrupted update cannot be read.
    #[error("{}: the journal cannot be read: {why}", path.display())]
    Journal {
        /// Which file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// `intertie.toml` cannot be edited.
    #[error("{}: {why}", path.display())]
    Config {
        /// Which file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// A step failed and everything before it was undone.
    #[error("nothing was changed: {0}")]
    Undone(Box<UpdateError>),
}

/// Names the file in an I/O error.
fn at(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> UpdateError + '_ {
    move |source| UpdateError::Io { path: path.to_owned(), source }
}
