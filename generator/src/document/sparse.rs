//! [`Sparse`]: what most schemas do not have takes the room of a pointer. A document has tens of thousands of schemas.

use super::Bounds;
use indexmap::IndexMap;
use serde_json::Value;
use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;

/// A value that is mostly blank; it is stored apart once it is written to.
#[derive(Debug, Clone)]
pub struct Sparse<T>(Option<Box<T>>);

/// A type with a value that says nothing.
pub trait Blank: Default + 'static {
    /// That value.
    fn blank() -> &'static Self;
}

impl Blank for Bounds {
    fn blank() -> &'static Self {
        static BLANK: LazyLock<Bounds> = LazyLock::new(Bounds::default);
        &BLANK
    }
}

impl Blank for IndexMap<String, Value> {
    fn blank() -> &'static Self {
        static BLANK: LazyLock<IndexMap<String, Value>> = LazyLock::new(IndexMap::new);
        &BLANK
    }
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Blank> Deref for Sparse<T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or_else(|| T::blank())
    }
}

impl<T: Blank> DerefMut for Sparse<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}
