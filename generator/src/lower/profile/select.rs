//! Which operations an entry of the profile is about.

use super::unmatched;
use crate::diag::Sink;
use crate::document::Document;
use crate::profile::Selection;
use crate::resolve;

/// The operations of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Which {
    /// Every operation.
    All,
    /// These, by their index in the document; maybe none, where the entry does not apply.
    These(Vec<usize>),
}

impl Which {
    /// Whether the operation with this index in the document is among them.
    pub(super) fn has(&self, at: usize) -> bool {
        match self {
            Self::All => true,
            Self::These(these) => these.contains(&at),
        }
    }
}

/// Looks operations up.
pub(super) struct Selector<'a> {
    pub(super) document: &'a Document,
    /// For each lowered operation its index in the document.
    pub(super) at: &'a [usize],
    pub(super) sink: &'a mut Sink,
}

impl Selector<'_> {
    /// The operations that a selection names; a selector that names none is an error.
    pub(super) fn which(&mut self, selection: &Selection) -> Which {
        if selection.selectors.is_empty() {
            return Which::All;
        }
        let named = self.naming_something(selection);
        let is_named = |at: &usize| named.iter().any(|text| resolve::is_selected(text, &self.document.operations[*at]));
        Which::These((0..self.document.operations.len()).filter(is_named).collect())
    }

    /// The selectors that name an operation; an error for each that does not.
    pub(super) fn naming_something(&mut self, selection: &Selection) -> Vec<String> {
        let document = self.document;
        let mut good = Vec::new();
        for selector in &selection.selectors {
            if document.operations.iter().any(|operation| resolve::is_selected(&selector.value, operation)) {
                good.push(selector.value.clone());
            } else if !selection.optional {
                let near = resolve::nearest(document, &selector.value);
                let message = format!("`{}` names no operation", selector.value);
                let near =
                    if near.is_empty() { String::new() } else { format!("the nearest are {}; ", near.join(", ")) };
                let help = format!("{near}`optional = true` where other documents of the vendor have it");
                self.sink.push(unmatched(&selector.place, message, help));
            }
        }
        good
    }

    /// The positions of the lowered operations among these.
    pub(super) fn positions(&self, which: &Which) -> Vec<usize> {
        (0..self.at.len()).filter(|&position| which.has(self.at[position])).collect()
    }
}
