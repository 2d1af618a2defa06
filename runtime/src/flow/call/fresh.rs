//! What a call of this run gave, beside the journal: it is read once when it comes, and need not be read from the journal
//! again. Where the journal does not hold the very same, because secrets are left out, there is none.

use crate::flow::recorded::Recorded;
use std::sync::{Arc, Mutex, PoisonError};

/// The place that the step's body and who awaits it share.
pub(super) struct Fresh<T>(Arc<Mutex<Option<Recorded<T>>>>);

impl<T> Fresh<T> {
    pub(super) fn put(&self, recorded: Recorded<T>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(recorded);
    }

    pub(super) fn take(&self) -> Option<Recorded<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<T> Default for Fresh<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> Clone for Fresh<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}
