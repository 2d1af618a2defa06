//! Resources that are made, read, changed, listed and deleted, so that flows can be tested.
//!
//! What the document says of answers holds for what is stored, too: of a request's members those are taken over with which
//! the answer is still valid. What one answer told of a thing is what the next one tells, where one schema of the document
//! is for both.

use super::Mock;
use super::answers::{Draft, set_at};
use super::given::Given;
use super::incoming::Incoming;
use super::role::Role;
use super::store::{Item, Store, Told};
use crate::Value;
use serde_json::Map;
use std::sync::PoisonError;

impl Mock {
    /// What is stored, as the answer says it; whether the request is for something that was deleted.
    pub(super) fn remember_and_recall(&self, at: usize, given: &Given, request: &Incoming, draft: &mut Draft) -> bool {
        let Some(role) = self.roles[at] else { return false };
        let path = self.router.bare(at, &request.path).trim_end_matches('/');
        let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        let sent = given.body.as_ref().and_then(|(_, body)| body.as_object()).cloned().unwrap_or_default();
        match role {
            Role::Create => {
                self.overlay(draft, "", &sent);
                if let Some(id) = self.item_parameter(at).and_then(|name| identity(&draft.value, &name)) {
                    store.put(path, &id, Item::told(draft, true));
                }
                false
            }
            Role::List => {
                self.list(at, &store.all(path), draft);
                false
            }
            Role::Read | Role::Update | Role::Delete => {
                let Some((collection, id)) = path.rsplit_once('/') else { return false };
                let id = crate::percent::decoded(id);
                match store.find(collection, &id) {
                    Some(Item::Deleted) => return true,
                    Some(Item::There(told)) => self.recall(draft, "", told),
                    None => self.name(at, &id, draft),
                }
                match role {
                    Role::Update => {
                        self.overlay(draft, "", &sent);
                        let made = store.made(collection, &id);
                        store.put(collection, &id, Item::told(draft, made));
                    }
                    Role::Delete => self.delete(at, &mut store, collection, &id),
                    Role::Create | Role::List | Role::Read => {}
                }
                false
            }
        }
    }

    /// The same for an answer without a body, which says nothing of what is stored.
    pub(super) fn remember_alone(&self, at: usize, given: &Given, request: &Incoming) -> bool {
        let Some(role @ (Role::Update | Role::Delete)) = self.roles[at] else { return false };
        let path = self.router.bare(at, &request.path).trim_end_matches('/');
        let Some((collection, id)) = path.rsplit_once('/') else { return false };
        let id = crate::percent::decoded(id);
        let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        match (store.find(collection, &id), role) {
            (Some(Item::Deleted), _) => return true,
            (_, Role::Delete) => self.delete(at, &mut store, collection, &id),
            (Some(Item::There(told)), _) => {
                let sent = given.body.as_ref().and_then(|(_, body)| body.as_object()).cloned();
                told.members.extend(sent.unwrap_or_default());
            }
            (None, _) => {}
        }
        false
    }

    /// Where the document has no answer for what is not there, only what was made here is known to be gone: a judge who deletes
    /// what was always there would be told what the document does not say.
    fn delete(&self, at: usize, store: &mut Store, collection: &str, id: &str) {
        let operation = &self.contract.operations[at];
        let tells_of_none = [404, 410].into_iter().any(|status| operation.answer(status).is_some());
        if tells_of_none || store.made(collection, id) {
            store.put(collection, id, Item::Deleted);
        } else {
            store.forget(collection, id);
        }
    }

    /// An answer about something that is not stored has at least its id.
    fn name(&self, at: usize, id: &str, draft: &mut Draft) {
        let parameter = self.contract.operations[at].path.rsplit('/').next().unwrap_or_default();
        let parameter = parameter.trim_matches(['{', '}']);
        let Some(members) = draft.value.as_object() else { return };
        let Some(key) = id_keys(parameter).into_iter().find(|key| members.contains_key(key)) else { return };
        let as_is =
            members[&key].is_number().then(|| id.parse::<i64>().ok()).flatten().map_or_else(|| id.into(), Value::from);
        self.overlay(draft, "", &Map::from_iter([(key, as_is)]));
    }

    /// The stored items in place of those made up.
    fn list(&self, at: usize, stored: &[&Told], draft: &mut Draft) {
        if stored.is_empty() {
            return;
        }
        let declared = self.contract.operations[at].paging.as_ref().map(|paging| paging.items.clone());
        let lists = draft.value.as_object().into_iter().flatten().filter(|(_, value)| value.is_array());
        let Some(pointer) = declared.or_else(|| {
            if draft.value.is_array() { Some(String::new()) } else { lists.map(|(name, _)| format!("/{name}")).next() }
        }) else {
            return;
        };
        let before = draft.value.clone();
        let model = before.pointer(&pointer).and_then(Value::as_array).and_then(|items| items.first()).cloned();
        let items = stored.iter().map(|item| model.clone().unwrap_or_else(|| item.members.clone().into())).collect();
        set_at(&mut draft.value, &pointer, Value::Array(items));
        for (index, item) in stored.iter().enumerate() {
            self.recall(draft, &format!("{pointer}/{index}"), item);
        }
    }

    /// Puts what is known of a thing at a pointer of an answer: as it is where the schema of what is there is that by which it
    /// was told, else in place of such members as may have these values.
    fn recall(&self, draft: &mut Draft, pointer: &str, told: &Told) {
        let there = self.shape_at(draft, pointer);
        if there.shares_an_object_with(&self.shape(told.schema.as_deref())) {
            let mut whole = draft.value.clone();
            set_at(&mut whole, pointer, told.members.clone().into());
            if self.is_valid(draft, &whole) {
                draft.value = whole;
                return;
            }
        }
        self.overlay(draft, pointer, &told.members);
    }

    /// Takes these members over into the object at a pointer, as far as the answer stays valid.
    fn overlay(&self, draft: &mut Draft, pointer: &str, members: &Map<String, Value>) {
        let put = |value: &mut Value, members: &mut dyn Iterator<Item = (&String, &Value)>| {
            if let Some(Value::Object(target)) = value.pointer_mut(pointer) {
                target.extend(members.map(|(name, value)| (name.clone(), value.clone())));
            }
        };
        let mut whole = draft.value.clone();
        put(&mut whole, &mut members.iter());
        if self.is_valid(draft, &whole) {
            draft.value = whole;
            return;
        }
        let mut value = draft.value.clone();
        for member in members {
            let mut next = value.clone();
            put(&mut next, &mut std::iter::once(member));
            if self.is_valid(draft, &next) {
                value = next;
            }
        }
        draft.value = value;
    }
}

/// The names under which an object may hold its id, the likeliest first.
fn id_keys(parameter: &str) -> Vec<String> {
    let mut keys = vec![parameter.to_owned(), "id".to_owned()];
    let bare = parameter.strip_suffix("_id").or_else(|| parameter.strip_suffix("Id")).unwrap_or(parameter);
    keys.extend([format!("{bare}_id"), format!("{bare}Id"), format!("{bare}_key"), bare.to_owned()]);
    keys.extend(["uuid", "uid", "sid", "key", "name"].map(str::to_owned));
    let lower = parameter.to_lowercase();
    keys.push(lower);
    keys
}

/// The id in an answer: among its members, or in an object that wraps the resource.
fn identity(value: &Value, parameter: &str) -> Option<String> {
    let members = value.as_object()?;
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let own = id_keys(parameter).into_iter().find_map(|key| text(members.get(&key)?));
    own.or_else(|| {
        let mut wrapped = members.values().filter_map(Value::as_object);
        wrapped.find_map(|inner| text(inner.get("id").or_else(|| inner.get(parameter))?))
    })
}
