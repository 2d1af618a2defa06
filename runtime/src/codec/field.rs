//! A member that a request can leave out, set to null, or set.

use super::decode::Decode;
use super::encode::{Encode, Sink};
use super::error::{EncodeError, Result};
use super::input::Input;
use crate::Map;

/// Absent, null or a value: "leave it as it is", "clear it", "set it".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub enum Field<T> {
    /// Not sent.
    #[default]
    Absent,
    /// Sent as null; in forms of vendors who want that, as an empty string.
    Null,
    /// Sent.
    Value(T),
}

impl<T> Field<T> {
    /// Whether it is not sent.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether it is sent as null.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether it has a value.
    pub const fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// The value by reference.
    pub const fn as_ref(&self) -> Field<&T> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(value),
        }
    }

    /// The value by mutable reference.
    pub const fn as_mut(&mut self) -> Field<&mut T> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(value),
        }
    }

    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The same state with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(change(value)),
        }
    }

    /// Sets the value.
    pub fn set(&mut self, value: impl Into<T>) {
        *self = Self::Value(value.into());
    }

    /// Sets null.
    pub fn clear(&mut self) {
        *self = Self::Null;
    }

    /// Leaves it out, and gives what it was.
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is null: who has no value to send leaves the member alone.
impl<T> From<Option<T>> for Field<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl From<&str> for Field<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.into())
    }
}

/// `[("order", "42")]` for a map.
impl<K: Into<String>, V: Into<T>, T, const N: usize> From<[(K, V); N]> for Field<Map<T>> {
    fn from(members: [(K, V); N]) -> Self {
        Self::Value(members.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }
}

/// `["web", "eu"]` for a list.
impl<V: Into<T>, T, const N: usize> From<[V; N]> for Field<Vec<T>> {
    fn from(items: [V; N]) -> Self {
        Self::Value(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Decode> Decode for Field<T> {
    #[inline]
    fn blank() -> Self {
        Self::Absent
    }
    #[inline]
    fn takes_null() -> bool {
        true
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        *self = Self::Value(T::blank());
        if let Self::Value(value) = self
            && !value.decode(input)?
        {
            *self = Self::Null;
        }
        Ok(true)
    }
}

impl<T: Encode> Encode for Field<T> {
    #[inline]
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        match self {
            Self::Value(value) => value.encode(sink),
            Self::Absent | Self::Null => sink.null(),
        }
    }
    #[inline]
    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}
