//! What was found while one answer was read, for whoever keeps the answer.

use std::cell::RefCell;
use std::collections::BTreeSet;

/// How many places of one answer are kept, and how many letters of each.
const MOST: usize = 32;
const LONGEST: usize = 200;

/// A place and the kind of what is there. No value: it may be anybody's.
pub(crate) type Noted = (String, &'static str);

thread_local! {
    static NOTED: RefCell<Option<BTreeSet<Noted>>> = const { RefCell::new(None) };
}

/// Runs what reads, and gives what it found, each place once.
pub(crate) fn noting<T>(read: impl FnOnce() -> T) -> (T, BTreeSet<Noted>) {
    NOTED.set(Some(BTreeSet::new()));
    let result = read();
    (result, NOTED.take().unwrap_or_default())
}

pub(super) fn note(place: &str, kind: &'static str) {
    NOTED.with_borrow_mut(|noted| {
        if let Some(noted) = noted.as_mut().filter(|noted| noted.len() < MOST) {
            noted.insert((place.chars().take(LONGEST).collect(), kind));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{MOST, note, noting};

    #[test]
    fn each_place_is_noted_once_and_no_answer_fills_the_journal() {
        let ((), noted) = noting(|| (0..MOST * 2).for_each(|number| note(&(number / 2).to_string(), "missing")));
        assert_eq!(noted.len(), MOST);
        note("nobody listens", "missing");
        assert!(noting(|| ()).1.is_empty());
    }
}
