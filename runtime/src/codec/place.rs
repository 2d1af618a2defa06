//! Where a reader is, as a list on the stack, and what all places of one reading share.

use super::MAX_DEPTH;
use super::drift::{Drift, Observer};
use super::error::{DecodeError, Result, write_index, write_key};
use std::cell::RefCell;

/// An observer that places can share.
pub(super) trait Reports {
    fn report(&self, drift: Drift<'_>);
}

impl Reports for RefCell<&mut dyn Observer> {
    fn report(&self, drift: Drift<'_>) {
        self.borrow_mut().drift(drift);
    }
}

/// What one reading shares.
pub(super) struct Context<'c> {
    observer: Option<&'c dyn Reports>,
    /// Whether nothing that is required may be missing.
    strict: bool,
    #[cfg(feature = "serde")]
    /// Our error while it passes through a foreign deserializer, which knows only its own.
    error: RefCell<Option<DecodeError>>,
}

impl<'c> Context<'c> {
    pub(super) fn new(observer: Option<&'c dyn Reports>) -> Self {
        Self {
            observer,
            strict: false,
            #[cfg(feature = "serde")]
            error: RefCell::new(None),
        }
    }

    /// The same, for a value that may be of another type.
    pub(super) fn tried(observer: Option<&'c dyn Reports>) -> Self {
        Self { strict: true, ..Self::new(observer) }
    }

    #[inline]
    pub(super) fn forgives(&self) -> bool {
        !self.strict
    }

    #[inline]
    pub(super) fn listens(&self) -> bool {
        self.observer.is_some()
    }

    #[cfg(feature = "serde")]
    pub(super) fn put(&self, error: DecodeError) {
        *self.error.borrow_mut() = Some(error);
    }

    #[cfg(feature = "serde")]
    pub(super) fn take(&self) -> Option<DecodeError> {
        self.error.borrow_mut().take()
    }
}

/// One place: the root, a member or an item.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) context: &'p Context<'p>,
    above: Option<&'p Place<'p>>,
    step: Step<'p>,
    pub(super) depth: usize,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Root,
    Key(&'p str),
    Index(usize),
}

impl<'p> Place<'p> {
    /// The place where a reading begins, which is not always at the top.
    pub(super) fn root(context: &'p Context<'p>, depth: usize) -> Self {
        Self { context, above: None, step: Step::Root, depth }
    }

    #[inline]
    pub(super) fn key(&'p self, key: &'p str) -> Self {
        Self { context: self.context, above: Some(self), step: Step::Key(key), depth: self.depth + 1 }
    }

    #[inline]
    pub(super) fn index(&'p self, index: usize) -> Self {
        Self { context: self.context, above: Some(self), step: Step::Index(index), depth: self.depth + 1 }
    }

    /// Refuses what would nest too deep.
    #[inline]
    pub(super) fn enter(&self) -> Result<()> {
        if self.depth < MAX_DEPTH { Ok(()) } else { Err(too_deep()) }
    }

    #[inline]
    pub(super) fn report(&self, drift: Drift<'_>) {
        if let Some(observer) = self.context.observer {
            let mut path = String::new();
            self.write(&mut path);
            if !path.is_empty() && !drift.path.is_empty() && !drift.path.starts_with('[') {
                path.push('.');
            }
            path.push_str(drift.path);
            observer.report(Drift { path: &path, kind: drift.kind });
        }
    }

    fn write(&self, path: &mut String) {
        if let Some(above) = self.above {
            above.write(path);
        }
        let first = path.is_empty();
        // Writing to a `String` cannot fail.
        let _ = match self.step {
            Step::Root => Ok(()),
            Step::Key(key) => write_key(path, key, first),
            Step::Index(index) => write_index(path, index),
        };
    }
}

#[cold]
fn too_deep() -> DecodeError {
    DecodeError::other(format_args!("nested deeper than {MAX_DEPTH} levels"))
}
