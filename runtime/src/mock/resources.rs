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
use super::schemas::Side;
use super::shape::Shape;
use super::store::{Item, Told};
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
                let known = store.find(collection, &id);
                let made = known.as_ref().is_some_and(|item| item.is_made());
                match known {
                    Some(Item::Deleted) => return true,
                    Some(Item::There(told)) => self.recall(draft, "", told),
                    None => self.name(at, &id, draft),
                }
                match role {
                    Role::Update => {
                        self.overlay(draft, "", &sent);
                        store.put(collection, &id, Item::told(draft, made));
                    }
                    Role::Delete if made || self.tells_of_none(at) => store.put(collection, &id, Item::Deleted),
                    Role::Delete => store.forget(collection, &id),
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
            (Some(item), Role::Delete) if item.is_made() || self.tells_of_none(at) => *item = Item::Deleted,
            (Some(_), Role::Delete) => store.forget(collection, &id),
            (Some(Item::There(told)), _) => {
                let sent = given.body.as_ref().and_then(|(_, body)| body.as_object()).cloned();
                told.members.extend(sent.unwrap_or_default());
            }
            (None, Role::Delete) if self.tells_of_none(at) => store.put(collection, &id, Item::Deleted),
            (None, _) => {}
        }
        false
    }

    /// Whether the document has an answer for what is not there. Where it has none, only what was made here is known to be gone:
    /// a judge who deletes what was always there would be told what the document does not say.
    fn tells_of_none(&self, at: usize) -> bool {
        let words = ["404", "410", "4XX", "default"];
        let answers = &self.contract.operations[at].answers;
        answers.iter().any(|answer| words.iter().any(|word| answer.status.eq_ignore_ascii_case(word)))
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
        let root = &self.contract.value;
        let shape = |at: &Option<String>| Shape::of(root, at.as_ref().and_then(|at| root.pointer(at)));
        if shape(&draft.pointer).at(pointer).shares_an_object_with(&shape(&told.schema)) {
            let mut whole = draft.value.clone();
            set_at(&mut whole, pointer, told.members.clone().into());
            if self.is_valid(draft, &whole) {
                draft.value = whole;
                return;
            }
        }
        self.overlay(draft, pointer, &told.members);
    }

    fn is_valid(&self, draft: &Draft, value: &Value) -> bool {
        let accepts = |at: &String| self.schemas.accepts(&self.contract.value, Side::Answer, at, value);
        draft.pointer.as_ref().is_none_or(accepts)
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
