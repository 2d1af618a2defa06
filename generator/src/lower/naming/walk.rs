//! Where inline types stand: every place that leads to one, in document order.

use super::{branch_word, is_type};
use crate::lower::singular::{is_plural, singular};
use crate::lower::{answers, bodies, constants, events, headers};
use crate::resolve::{Resolved, ShapeId, ShapeKind, Use};
use indexmap::IndexMap;

/// The last words of a place that a name may be made of.
const MOST_WORDS: usize = 16;

/// Where an inline type stands.
#[derive(Debug, Clone)]
struct Owner<'a> {
    name: &'a str,
    words: Vec<String>,
}

impl Owner<'_> {
    fn child(&self, word: &str) -> Self {
        // More words than this make no name, and a hostile document nests thousands.
        let from = self.words.len().saturating_sub(MOST_WORDS);
        let mut words = self.words[from..].to_vec();
        words.push(word.to_owned());
        Self { name: self.name, words }
    }

    /// The place of one item of a list.
    fn item(&self, otherwise: &str) -> Self {
        match self.words.last() {
            Some(last) if is_plural(last) => {
                let mut words = self.words.clone();
                let last = words.pop().unwrap_or_default();
                words.push(singular(&last));
                Self { name: self.name, words }
            }
            Some(last) => {
                let mut words = self.words.clone();
                let last = format!("{last} {otherwise}");
                words.pop();
                words.push(last);
                Self { name: self.name, words }
            }
            None => self.child(otherwise),
        }
    }
}

/// A use of an inline type: its owner's name and the words below.
pub(super) struct Place {
    pub(super) owner: String,
    pub(super) words: Vec<String>,
}

/// The inline types met so far, each with the places it stands in.
pub(super) struct Walk<'a> {
    resolved: &'a Resolved,
    pub(super) found: IndexMap<ShapeId, Vec<Place>>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(resolved: &'a Resolved) -> Self {
        Self { resolved, found: IndexMap::new() }
    }

    /// What a component holds.
    pub(super) fn component(&mut self, shape: ShapeId, name: &'a str) {
        self.inside(shape, &Owner { name, words: vec![] });
    }

    fn place(&mut self, place: &Use, owner: &Owner<'a>) {
        self.from(vec![(place.shape, owner.clone())]);
    }

    fn inside(&mut self, id: ShapeId, owner: &Owner<'a>) {
        let below = self.below(id, owner);
        self.from(below);
    }

    /// Meets everything below in document order; from a list, since merged schemas nest without bounds.
    fn from(&mut self, mut open: Vec<(ShapeId, Owner<'a>)>) {
        open.reverse();
        while let Some((shape, owner)) = open.pop() {
            if self.is_open(shape, &owner) {
                open.extend(self.below(shape, &owner).into_iter().rev());
            }
        }
    }

    /// Notes the place of an inline type; says whether what is inside is still to be met.
    fn is_open(&mut self, id: ShapeId, owner: &Owner<'a>) -> bool {
        let shape = &self.resolved.shapes[id];
        if !is_type(&shape.kind) {
            return true;
        }
        if shape.name().is_some() {
            return false;
        }
        let here = Place { owner: owner.name.to_owned(), words: owner.words.clone() };
        let known = self.found.entry(id).or_default();
        known.push(here);
        known.len() == 1
    }

    fn below(&self, id: ShapeId, owner: &Owner<'a>) -> Vec<(ShapeId, Owner<'a>)> {
        match &self.resolved.shapes[id].kind {
            ShapeKind::Object(object) => {
                let members =
                    object.properties.iter().filter(|p| constants::value(&self.resolved.shapes, &p.value).is_none());
                let members = members.map(|p| (p.value.shape, owner.child(&p.wire)));
                members.chain(object.rest.iter().map(|rest| (rest.shape, owner.child("value")))).collect()
            }
            ShapeKind::Array(item) => vec![(item.shape, owner.item("item"))],
            ShapeKind::Map(item) => vec![(item.shape, owner.item("value"))],
            ShapeKind::Tuple(items, rest) => {
                items.iter().chain(rest).map(|item| (item.shape, owner.item("item"))).collect()
            }
            ShapeKind::Union(union) => {
                let branches = union.branches.iter().zip(&union.tags);
                branches.map(|(b, tags)| (b.shape, owner.child(&branch_word(self.resolved, b, tags)))).collect()
            }
            _ => vec![],
        }
    }

    /// What an operation's parameters, body, answers and callbacks hold.
    pub(super) fn operation(&mut self, at: usize, name: &'a str) {
        let operation = &self.resolved.document.operations[at];
        let owner = Owner { name, words: vec![] };
        for parameter in &operation.parameters {
            let place = parameter.schema.map(|schema| self.resolved.use_of(schema));
            if let Some(place) = place.filter(|place| constants::value(&self.resolved.shapes, place).is_none()) {
                self.place(&place, &owner.child(&parameter.name));
            }
        }
        self.body(at, 0, name);
        for (value, success) in answers::typed(self.resolved, operation) {
            self.place(&value, &owner.child(if success { "response" } else { "error" }));
        }
        for (value, name) in headers::typed(self.resolved, operation) {
            if constants::value(&self.resolved.shapes, &value).is_none() {
                self.place(&value, &owner.child(name));
            }
        }
        for callback in &operation.callbacks {
            if let Some(value) = events::body(self.resolved, &callback.operation) {
                self.place(&value, &owner.child(events::callback_word(&callback.name)));
            }
        }
    }

    /// What the body of a call holds.
    pub(super) fn body(&mut self, at: usize, call: usize, name: &'a str) {
        let owner = Owner { name, words: vec![] };
        match bodies::calls(self.resolved, &self.resolved.document.operations[at])
            .calls
            .get(call)
            .map(|call| &call.shape)
        {
            Some(bodies::BodyShape::Members { object, .. }) => self.inside(*object, &owner),
            Some(bodies::BodyShape::Whole { value: Some(value), .. }) => self.place(value, &owner.child("body")),
            Some(bodies::BodyShape::Files { .. } | bodies::BodyShape::Whole { value: None, .. }) | None => {}
        }
    }

    /// What webhooks hold; for a document without operations, what its components hold.
    pub(super) fn events(&mut self) {
        for webhook in self.resolved.document.webhooks.iter().filter(|_| self.resolved.whole) {
            if let Some(value) = events::body(self.resolved, &webhook.operation) {
                self.place(&value, &Owner { name: "", words: vec![webhook.name.clone(), "event".to_owned()] });
            }
        }
        let library = self.resolved.document.operations.is_empty();
        for (name, &schema) in self.resolved.document.schemas.named.iter().filter(|_| library) {
            if let Some(value) = self.resolved.shapes.find(schema) {
                let owner = Owner { name: "", words: vec![name.clone()] };
                self.inside(value, &owner);
            }
        }
    }
}
