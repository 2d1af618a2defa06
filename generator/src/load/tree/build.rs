//! What is counted and noticed while a value is built.

use super::Node;
use crate::pointer::Pointer;
use serde::de::Error;
use serde_json::Value;
use std::cell::{Cell, RefCell};

/// A file of a hostile author repeats as often as it is long; this many findings say enough.
const MAX_DUPLICATES: usize = 100;

/// What is counted and noticed while a value is built.
pub(in crate::load) struct Build {
    /// What the value may still cost, in bytes; aliases spend it without adding to the text.
    budget: Cell<usize>,
    /// Whether `<<` merges (YAML).
    merge: bool,
    /// Why the value is too large, when it is.
    pub(in crate::load) too_large: Cell<Option<&'static str>>,
    /// Where keys were repeated.
    pub(in crate::load) duplicates: RefCell<Vec<Pointer>>,
    /// Whether a `$ref` leads out of the file.
    pub(in crate::load) leads_out: Cell<bool>,
}

impl Build {
    /// For JSON: it cannot expand, its length is its bound.
    pub(in crate::load) fn json() -> Self {
        Self::new(usize::MAX, false)
    }

    /// For YAML of so many bytes. Expansion to tenfold is more than any real use of aliases.
    pub(in crate::load) fn yaml(bytes: usize) -> Self {
        Self::new(bytes.saturating_mul(10).saturating_add(1 << 20), true)
    }

    fn new(budget: usize, merge: bool) -> Self {
        Self {
            budget: Cell::new(budget),
            merge,
            too_large: Cell::new(None),
            duplicates: RefCell::default(),
            leads_out: Cell::new(false),
        }
    }

    /// Notes a key that is there again.
    pub(super) fn repeated(&self, at: &At<'_>, key: &str) {
        let mut duplicates = self.duplicates.borrow_mut();
        if duplicates.len() < MAX_DUPLICATES {
            duplicates.push(at.pointer().push(key));
        }
    }

    /// Notes a member that is a `$ref` to another file.
    pub(super) fn refers(&self, key: &str, value: &Value) {
        if key == "$ref" && value.as_str().is_some_and(|to| !to.starts_with('#')) {
            self.leads_out.set(true);
        }
    }

    /// Whether `<<` merges.
    pub(super) fn merges(&self) -> bool {
        self.merge
    }

    /// The seed for the whole document.
    pub(in crate::load) fn seed(&self) -> Node<'_> {
        Node::root(self)
    }

    /// Spends some of the budget.
    pub(super) fn spend<E: Error>(&self, cost: usize) -> Result<(), E> {
        if let Some(left) = self.budget.get().checked_sub(cost) {
            self.budget.set(left);
            return Ok(());
        }
        Err(self.refuse("its aliases expand too far"))
    }

    /// The error that says why the value is too large.
    pub(super) fn refuse<E: Error>(&self, why: &'static str) -> E {
        self.too_large.set(Some(why));
        E::custom(why)
    }
}

/// The way from the root, on the stack: it becomes a pointer only when something is to be said.
#[derive(Clone, Copy)]
pub(super) enum At<'p> {
    Root,
    Key(&'p At<'p>, &'p str),
    Index(&'p At<'p>, usize),
}

impl At<'_> {
    /// The way as a pointer.
    pub(super) fn pointer(&self) -> Pointer {
        match self {
            Self::Root => Pointer::root(),
            Self::Key(parent, key) => parent.pointer().push(key),
            Self::Index(parent, index) => parent.pointer().index(*index),
        }
    }
}
