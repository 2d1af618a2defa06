//! What was told already.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError};

/// How many places are told apart. A vendor that makes up member names fills it, and is told of no more.
const MOST: usize = 4096;

/// The places, by their hashes.
#[derive(Default)]
pub(super) struct Seen {
    hasher: RandomState,
    places: Mutex<HashSet<u64>>,
}

impl Seen {
    /// Whether this is to be told: it is new, and there is room for it.
    pub(super) fn insert(&self, place: impl Hash) -> bool {
        let hash = self.hasher.hash_one(place);
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        places.len() < MOST && places.insert(hash)
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Seen};

    #[test]
    fn each_place_is_new_once_and_the_set_has_a_bound() {
        let seen = Seen::default();
        assert!(seen.insert("a") && !seen.insert("a") && seen.insert("b"));
        assert_eq!((0..MOST * 2).filter(|number| seen.insert(number)).count(), MOST - 2);
    }
}
