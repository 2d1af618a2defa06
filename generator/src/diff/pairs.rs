//! Pairs of places that are compared, each once, from a work list: rings of schemas end, and nothing nests.

use super::edit::{Edit, Travels};
use super::item::Item;
use super::{Versions, choices, facts, members, structure};
use crate::ir::promises::{Node, NodeId};
use crate::ir::{Operation, Ty};
use foldhash::HashMap;
use std::collections::VecDeque;

/// What of two places is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Aspect {
    /// Everything.
    Whole,
    /// Only what a value is made of: the words are those of the choice that it is a branch of.
    Structure,
}

/// Two places that are the same in the two versions.
pub(super) struct Pair<'a> {
    ids: (NodeId, NodeId),
    pub(super) old: &'a Node,
    pub(super) new: &'a Node,
    pub(super) aspect: Aspect,
    /// What it is called, in the vendor's words.
    pub(super) label: String,
    /// What it is in Rust: a type, or the field that holds it.
    pub(super) items: (Option<Item>, Option<Item>),
    /// The whole types of the field that holds it.
    pub(super) types: Option<(Ty, Ty)>,
    /// The operations of which it is the body, where its members are those of the request.
    pub(super) requests: Option<(&'a Operation, &'a Operation)>,
    pub(super) edits: Vec<Edit>,
    /// Pairs that lead here.
    pub(super) from: Vec<(usize, Travels)>,
    /// Operations that lead here, by their place among the matched ones.
    pub(super) roots: Vec<(usize, Travels)>,
    /// Whether it is used by name, by no operation.
    pub(super) is_library: bool,
    /// The fields and parameters that lead here, in the vendor's words.
    pub(super) places: Vec<String>,
}

/// A pair below another, or below an operation.
#[derive(Clone)]
pub(super) struct Below<'a> {
    pub(super) old: NodeId,
    pub(super) new: NodeId,
    pub(super) aspect: Aspect,
    pub(super) label: String,
    pub(super) items: (Option<Item>, Option<Item>),
    pub(super) types: Option<(Ty, Ty)>,
    pub(super) requests: Option<(&'a Operation, &'a Operation)>,
    pub(super) travels: Travels,
}

impl Below<'_> {
    pub(super) fn new(old: NodeId, new: NodeId, label: String) -> Self {
        Self {
            old,
            new,
            aspect: Aspect::Whole,
            label,
            items: (None, None),
            types: None,
            requests: None,
            travels: Travels::BOTH,
        }
    }
}

/// Everything that is compared.
pub(super) struct Pairs<'a> {
    pub(super) versions: Versions<'a>,
    pub(super) all: Vec<Pair<'a>>,
    known: HashMap<(NodeId, NodeId, Aspect), usize>,
    queue: VecDeque<usize>,
    /// Edits of operations and of the API: with the operations that they are about.
    pub(super) calls: Vec<(Edit, Vec<usize>)>,
    /// Edits below the pair that is being compared.
    below: Vec<Below<'a>>,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(versions: Versions<'a>) -> Self {
        let (all, known) = (Vec::new(), HashMap::default());
        Self { versions, all, known, queue: VecDeque::new(), calls: Vec::new(), below: Vec::new() }
    }

    /// Compares all that is listed, and what lies below.
    pub(super) fn work(&mut self) {
        while let Some(at) = self.queue.pop_front() {
            self.compare(at);
            for below in std::mem::take(&mut self.below) {
                let travels = below.travels;
                let label = below.label.clone();
                let to = self.pair(below);
                self.all[to].from.push((at, travels));
                if self.all[to].label != label {
                    self.all[to].places.push(label);
                }
            }
        }
    }

    /// Takes what an operation names itself.
    pub(super) fn root(&mut self, slot: usize, below: Below<'a>) {
        let travels = below.travels;
        let label = below.label.clone();
        let at = self.pair(below);
        self.all[at].roots.push((slot, travels));
        if self.all[at].label != label {
            self.all[at].places.push(label);
        }
    }

    /// The nodes of a pair.
    pub(super) fn ids(&self, at: usize) -> (NodeId, NodeId) {
        self.all[at].ids
    }

    /// Takes a named schema, whether or not anything reaches it.
    pub(super) fn component(&mut self, old: NodeId, new: NodeId, name: &str) -> usize {
        self.pair(Below::new(old, new, name.to_owned()))
    }

    /// Takes what lies below the pair that is being compared.
    pub(super) fn below(&mut self, below: impl IntoIterator<Item = Below<'a>>) {
        self.below.extend(below);
    }

    fn pair(&mut self, below: Below<'a>) -> usize {
        let key = (below.old, below.new, below.aspect);
        if let Some(&known) = self.known.get(&key) {
            return known;
        }
        let (old, new) = (self.versions.before.node(below.old), self.versions.after.node(below.new));
        let is_component = new.component.is_some() && below.aspect == Aspect::Whole;
        let name = old.component.as_ref().filter(|_| is_component);
        let of_type = |api, node: &Node| node.named.map(|id| Item::of_type(api, id));
        let named = (of_type(self.versions.old, old), of_type(self.versions.new, new));
        let is_type = named.0.is_some() && named.1.is_some();
        let at = self.all.len();
        self.all.push(Pair {
            ids: (below.old, below.new),
            old,
            new,
            aspect: below.aspect,
            label: name.cloned().unwrap_or(below.label),
            items: if is_type { named } else { below.items },
            types: below.types,
            requests: below.requests.filter(|_| !is_type),
            edits: Vec::new(),
            from: Vec::new(),
            roots: Vec::new(),
            is_library: false,
            places: Vec::new(),
        });
        self.known.insert(key, at);
        self.queue.push_back(at);
        at
    }

    fn compare(&mut self, at: usize) {
        let Pair { old, new, aspect, .. } = self.all[at];
        if aspect == Aspect::Whole {
            facts::words(self, at);
        }
        if super::names::is_replaced(self.versions, old, new) {
            return;
        }
        if old.choice.is_some() || new.choice.is_some() {
            choices::compare(self, at);
            choices::further(self, at);
        }
        if old.choice.is_some() == new.choice.is_some() && structure::compare(self, at) {
            facts::bounds(self, at);
            members::compare(self, at);
        }
    }
}
