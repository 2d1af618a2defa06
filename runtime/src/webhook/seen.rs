//! Whether a delivery was seen before: the hook for a store, and a store in memory.

use crate::auth::BoxFuture;
use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Remembers deliveries. With several servers it must be a store that all of them share.
///
/// Keys are text of at most 300 bytes and tell vendors apart, not accounts at one vendor: give each verifier a store of
/// its own, or a prefix. How long they are kept is the store's choice: at least twice the verifier's
/// tolerance keeps repeats by others out; days also catch the vendor's own repeats of the same event.
pub trait SeenBefore: Send + Sync + fmt::Debug + 'static {
    /// Notes the key and gives whether it was there already, in one step: of two calls at once only one gets `false`.
    fn note<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<bool, SeenError>>;

    /// Forgets the key: its delivery was not dealt with, and the vendor will send it again.
    fn forget<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), SeenError>>;
}

/// The store failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenError(String);

impl SeenError {
    /// An error of this text.
    pub fn new(reason: impl fmt::Display) -> Self {
        Self(reason.to_string())
    }
}

impl fmt::Display for SeenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the store of deliveries failed: {}", self.0)
    }
}

impl std::error::Error for SeenError {}

/// The last deliveries of this process, at most so many. The oldest goes when there is no room: the number must be more
/// than comes within the verifier's tolerance.
pub struct SeenInMemory {
    capacity: NonZeroUsize,
    keys: Mutex<Keys>,
}

#[derive(Default)]
struct Keys {
    known: HashSet<String>,
    /// The oldest first.
    order: VecDeque<String>,
}

impl SeenInMemory {
    /// Room for this many.
    pub fn new(capacity: NonZeroUsize) -> Self {
        Self { capacity, keys: Mutex::default() }
    }

    /// How many are remembered.
    pub fn len(&self) -> usize {
        self.keys().order.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn keys(&self) -> MutexGuard<'_, Keys> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note_now(&self, key: &str) -> bool {
        let mut keys = self.keys();
        if keys.known.contains(key) {
            return true;
        }
        if keys.order.len() >= self.capacity.get()
            && let Some(oldest) = keys.order.pop_front()
        {
            keys.known.remove(&oldest);
        }
        keys.known.insert(key.to_owned());
        keys.order.push_back(key.to_owned());
        false
    }

    fn forget_now(&self, key: &str) {
        let mut keys = self.keys();
        if keys.known.remove(key) {
            keys.order.retain(|known| known != key);
        }
    }
}

impl SeenBefore for SeenInMemory {
    fn note<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<bool, SeenError>> {
        Box::pin(async move { Ok(self.note_now(key)) })
    }

    fn forget<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), SeenError>> {
        Box::pin(async move {
            self.forget_now(key);
            Ok(())
        })
    }
}

impl fmt::Debug for SeenInMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SeenInMemory")
            .field("len", &self.len())
            .field("capacity", &self.capacity)
            .finish_non_exhaustive()
    }
}
