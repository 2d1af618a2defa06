//! One edit, before it is known what reaches it.

use super::effect::Rust;
use super::item::Item;
use super::kind::Kind;
use crate::pointer::Pointer;

/// What was edited.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    pub(super) kind: Kind,
    pub(super) old: Option<Pointer>,
    pub(super) new: Option<Pointer>,
    /// What it is about, in the vendor's words.
    pub(super) subject: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) old_item: Option<Item>,
    pub(super) new_item: Option<Item>,
    pub(super) rust: Rust,
    /// Which ways it travels, as far as it says itself.
    pub(super) travels: Travels,
}

/// Which ways something travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Travels {
    pub(super) request: bool,
    pub(super) answer: bool,
}

impl Travels {
    pub(super) const BOTH: Self = Self { request: true, answer: true };
}

impl Edit {
    pub(super) fn new(kind: Kind, subject: impl Into<String>) -> Self {
        Self {
            kind,
            old: None,
            new: None,
            subject: subject.into(),
            before: None,
            after: None,
            old_item: None,
            new_item: None,
            rust: Rust::Untold,
            travels: Travels::BOTH,
        }
    }

    /// Where it was, and where it is.
    pub(super) fn at(mut self, old: Pointer, new: Pointer) -> Self {
        (self.old, self.new) = (Some(old), Some(new));
        self
    }

    /// Where it was: it is gone.
    pub(super) fn was_at(mut self, old: Pointer) -> Self {
        self.old = Some(old);
        self
    }

    /// Where it is: it is new.
    pub(super) fn now_at(mut self, new: Pointer) -> Self {
        self.new = Some(new);
        self
    }

    /// What was said, and what is.
    pub(super) fn says(mut self, before: Option<String>, after: Option<String>) -> Self {
        (self.before, self.after) = (before, after);
        self
    }

    /// What it is in Rust; what is gone is that.
    pub(super) fn items(mut self, old: Option<Item>, new: Option<Item>) -> Self {
        if old.is_some() && new.is_none() && self.rust == Rust::Untold {
            self.rust = Rust::Gone;
        }
        (self.old_item, self.new_item) = (old, new);
        self
    }

    pub(super) fn rust(mut self, rust: Rust) -> Self {
        self.rust = rust;
        self
    }

    pub(super) fn travels(mut self, travels: Travels) -> Self {
        self.travels = travels;
        self
    }
}
