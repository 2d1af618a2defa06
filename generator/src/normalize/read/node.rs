//! A value of the raw document together with its place.

use crate::pointer::Pointer;
use indexmap::IndexMap;
use serde_json::Value;

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Node<'d> {
    /// The value.
    pub(crate) value: &'d Value,
    /// Its place.
    pub(crate) at: Pointer,
}

impl<'d> Node<'d> {
    /// The member `key` of an object, null included.
    pub(crate) fn get(&self, key: &str) -> Option<&'d Value> {
        self.value.get(key)
    }

    /// The member `key` of an object with its place; null counts as absent.
    pub(crate) fn child(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(Self { value, at: self.at.push(key) })
    }

    /// All members of an object with their places; nothing for other values.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&'d str, Self)> + use<'d, '_> {
        let members = self.value.as_object().into_iter().flatten();
        members.map(|(key, value)| (key.as_str(), Self { value, at: self.at.push(key) }))
    }

    /// All items of a list with their places; nothing for other values.
    pub(crate) fn items(&self) -> impl Iterator<Item = Self> + use<'d, '_> {
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items.map(|(index, value)| Self { value, at: self.at.index(index) })
    }

    /// The address of the value: the same for the same place of the document, however it was reached.
    pub(crate) fn address(&self) -> usize {
        std::ptr::from_ref(self.value).addr()
    }

    /// The `x-` members.
    pub(crate) fn extensions(&self) -> IndexMap<String, Value> {
        let members = self.value.as_object().into_iter().flatten();
        members.filter(|(key, _)| key.starts_with("x-")).map(|(key, value)| (key.clone(), value.clone())).collect()
    }
}
