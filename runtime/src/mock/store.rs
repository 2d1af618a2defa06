//! What is known of the things that were made here or told of, by collection and id.

use super::answers::Draft;
use crate::Value;
use serde_json::Map;
use std::collections::HashMap;

/// Everything that is stored, by collection and id, in order of making.
#[derive(Debug, Default)]
pub(super) struct Store {
    items: HashMap<String, Vec<(String, Item)>>,
}

/// What is known of a thing.
#[derive(Debug)]
pub(super) enum Item {
    There(Told),
    Deleted,
}

/// What an answer told of a thing.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) members: Map<String, Value>,
    /// Where in the contract the schema of that answer is.
    pub(super) schema: Option<String>,
    /// Whether the thing was made here; otherwise it was there before, as far as anybody knows.
    pub(super) made: bool,
}

impl Item {
    pub(super) fn told(draft: &Draft, made: bool) -> Self {
        let members = draft.value.as_object().cloned().unwrap_or_default();
        Self::There(Told { members, schema: draft.pointer.clone(), made })
    }
}

impl Store {
    pub(super) fn find(&mut self, collection: &str, id: &str) -> Option<&mut Item> {
        self.items.get_mut(collection)?.iter_mut().find(|(known, _)| known == id).map(|(_, item)| item)
    }

    pub(super) fn put(&mut self, collection: &str, id: &str, item: Item) {
        if let Some(known) = self.find(collection, id) {
            *known = item;
        } else {
            self.items.entry(collection.to_owned()).or_default().push((id.to_owned(), item));
        }
    }

    /// Whether this was made here.
    pub(super) fn made(&mut self, collection: &str, id: &str) -> bool {
        matches!(self.find(collection, id), Some(Item::There(Told { made: true, .. })))
    }

    pub(super) fn forget(&mut self, collection: &str, id: &str) {
        if let Some(items) = self.items.get_mut(collection) {
            items.retain(|(known, _)| known != id);
        }
    }

    pub(super) fn all(&self, collection: &str) -> Vec<&Told> {
        let items = self.items.get(collection).into_iter().flatten();
        items.filter_map(|(_, item)| if let Item::There(told) = item { Some(told) } else { None }).collect()
    }
}
