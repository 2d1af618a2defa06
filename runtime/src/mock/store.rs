//! Resources that are made, read, changed, listed and deleted, so that flows can be tested.
//!
//! A collection is a path with POST; its items are that path and one parameter. What the document says of answers holds for
//! what is stored, too: of a request's members those are taken over with which the answer is still valid.

use super::Mock;
use super::answers::{Draft, set_at};
use super::contract::{Contract, Operation};
use super::given::Given;
use super::incoming::Incoming;
use super::schemas::Side;
use crate::Value;
use serde_json::Map;
use std::collections::HashMap;
use std::sync::PoisonError;

/// What an operation does to a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Create,
    List,
    Read,
    Update,
    Delete,
}

/// Everything that is stored, by collection and id, in order of making; `None`: it was deleted.
#[derive(Debug, Default)]
pub(super) struct Store {
    items: HashMap<String, Vec<(String, Option<Value>)>>,
}

impl Store {
    fn find(&self, collection: &str, id: &str) -> Option<&Option<Value>> {
        self.items.get(collection)?.iter().find(|(known, _)| known == id).map(|(_, value)| value)
    }

    fn put(&mut self, collection: &str, id: &str, value: Option<Value>) {
        let items = self.items.entry(collection.to_owned()).or_default();
        match items.iter_mut().find(|(known, _)| known == id) {
            Some((_, known)) => *known = value,
            None => items.push((id.to_owned(), value)),
        }
    }

    fn all(&self, collection: &str) -> Vec<Value> {
        self.items.get(collection).into_iter().flatten().filter_map(|(_, value)| value.clone()).collect()
    }
}

/// What each operation does, parallel to the contract's operations.
pub(super) fn roles(contract: &Contract) -> Vec<Option<Role>> {
    let creates = |path: &str| contract.operations.iter().any(|one| one.method == "POST" && one.path == path);
    let role = |operation: &Operation| match item_of(&operation.path) {
        Some(collection) if creates(collection) => match operation.method.as_str() {
            "GET" => Some(Role::Read),
            "PUT" | "PATCH" | "POST" => Some(Role::Update),
            "DELETE" => Some(Role::Delete),
            _ => None,
        },
        _ => {
            let has_items = contract.operations.iter().any(|one| item_of(&one.path) == Some(operation.path.as_str()));
            match operation.method.as_str() {
                "POST" if has_items => Some(Role::Create),
                "GET" if has_items && creates(&operation.path) => Some(Role::List),
                _ => None,
            }
        }
    };
    contract.operations.iter().map(role).collect()
}

/// The collection's path, of a path that ends in one parameter.
fn item_of(path: &str) -> Option<&str> {
    let (collection, last) = path.rsplit_once('/')?;
    (last.starts_with('{') && last.ends_with('}') && last.matches('{').count() == 1).then_some(collection)
}

impl Mock {
    /// What is stored, as the answer says it; whether the request is for something that was deleted.
    pub(super) fn remember_and_recall(&self, at: usize, given: &Given, request: &Incoming, draft: &mut Draft) -> bool {
        let Some(role) = self.roles[at] else { return false };
        let path = request.path.trim_end_matches('/');
        let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        let sent = given.body.as_ref().and_then(|(_, body)| body.as_object()).cloned().unwrap_or_default();
        match role {
            Role::Create => {
                self.overlay(draft, "", &sent);
                if let Some(id) = self.item_parameter(at).and_then(|name| identity(&draft.value, &name)) {
                    store.put(path, &id, Some(draft.value.clone()));
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
                    Some(None) => return true,
                    Some(Some(known)) => {
                        let known = known.as_object().cloned().unwrap_or_default();
                        self.overlay(draft, "", &known);
                    }
                    None => self.name(at, &id, draft),
                }
                match role {
                    Role::Update => {
                        self.overlay(draft, "", &sent);
                        store.put(collection, &id, Some(draft.value.clone()));
                    }
                    Role::Delete => store.put(collection, &id, None),
                    Role::Create | Role::List | Role::Read => {}
                }
                false
            }
        }
    }

    /// The same for an answer without a body, which says nothing of what is stored: of what was not made here, nothing is known.
    pub(super) fn remember_alone(&self, at: usize, given: &Given, request: &Incoming) -> bool {
        let Some(role @ (Role::Update | Role::Delete)) = self.roles[at] else { return false };
        let Some((collection, id)) = request.path.trim_end_matches('/').rsplit_once('/') else { return false };
        let id = crate::percent::decoded(id);
        let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        let known = store.find(collection, &id).cloned();
        match (known, role) {
            (Some(None), _) => return true,
            (Some(_), Role::Delete) => store.put(collection, &id, None),
            (Some(Some(Value::Object(mut known))), _) => {
                let sent = given.body.as_ref().and_then(|(_, body)| body.as_object()).cloned();
                known.extend(sent.unwrap_or_default());
                store.put(collection, &id, Some(Value::Object(known)));
            }
            _ => {}
        }
        false
    }

    /// Whether an operation makes what is stored.
    pub(super) fn creates(&self, at: usize) -> bool {
        self.roles[at] == Some(Role::Create)
    }

    /// The name of the parameter in the path of this collection's items.
    fn item_parameter(&self, at: usize) -> Option<String> {
        let path = &self.contract.operations[at].path;
        let item = self.contract.operations.iter().find(|one| item_of(&one.path) == Some(path))?;
        let last = item.path.rsplit('/').next()?;
        Some(last.trim_matches(['{', '}']).to_owned())
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
    fn list(&self, at: usize, stored: &[Value], draft: &mut Draft) {
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
        let items = stored.iter().map(|item| model.clone().unwrap_or_else(|| item.clone())).collect();
        set_at(&mut draft.value, &pointer, Value::Array(items));
        for (index, item) in stored.iter().enumerate() {
            let item = item.as_object().cloned().unwrap_or_default();
            self.overlay(draft, &format!("{pointer}/{index}"), &item);
        }
    }

    /// Takes these members over into the object at a pointer, as far as the answer stays valid.
    fn overlay(&self, draft: &mut Draft, pointer: &str, members: &Map<String, Value>) {
        let accepts = |value: &Value| {
            draft.pointer.as_ref().is_none_or(|at| self.schemas.accepts(&self.contract.value, Side::Answer, at, value))
        };
        let put = |value: &mut Value, members: &mut dyn Iterator<Item = (&String, &Value)>| {
            if let Some(Value::Object(target)) = value.pointer_mut(pointer) {
                target.extend(members.map(|(name, value)| (name.clone(), value.clone())));
            }
        };
        let mut whole = draft.value.clone();
        put(&mut whole, &mut members.iter());
        if accepts(&whole) {
            draft.value = whole;
            return;
        }
        let mut value = draft.value.clone();
        for member in members {
            let mut next = value.clone();
            put(&mut next, &mut std::iter::once(member));
            if accepts(&next) {
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
