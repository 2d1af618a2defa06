//! Unions: a table of what tells the branches apart, and the one reader that uses it.

use super::decode::Decode;
use super::encode::{Encode, Sink};
use super::error::{EncodeError, Result};
use super::object::Member;

mod choose;
mod finding;
mod outline;
mod read;
mod stream;

pub(crate) use outline::{Mark, Members, Outline};
#[doc(hidden)]
pub use read::read;

/// Writes what the branch holds.
#[doc(hidden)]
#[inline]
pub fn write(source: &impl Union, sink: &mut dyn Sink) -> Result<(), EncodeError> {
    source.part().encode(sink)
}

/// `true`, `false`.
pub const BOOLEAN: u8 = 1;
/// Whole numbers. A branch that takes any number has [`NUMBER`] too or alone.
pub const INTEGER: u8 = 2;
/// Any number.
pub const NUMBER: u8 = 4;
/// Text.
pub const STRING: u8 = 8;
/// Arrays.
pub const ARRAY: u8 = 16;
/// Objects.
pub const OBJECT: u8 = 32;

/// How a union's branch is chosen. See [`Union`] for the order of the rules.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The member that names the branch.
    pub discriminator: Option<&'static str>,
    /// The branches in document order.
    pub branches: &'static [Branch],
}

/// One branch of a union.
#[derive(Debug, Clone, Copy)]
pub struct Branch {
    /// Discriminator values that choose it.
    pub tags: &'static [&'static str],
    /// Members with known values that choose it, where all hold.
    pub constants: &'static [(&'static str, &'static [Const])],
    /// Required members no other branch has; any of them chooses it.
    pub unique: &'static [&'static str],
    /// The JSON types it can be read from.
    pub kinds: u8,
    /// The members, where it is a struct.
    pub members: &'static [Member],
}

/// A value that a member must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Const {
    /// Text.
    Str(&'static str),
    /// A whole number.
    Int(i64),
    /// `true`, `false`.
    Bool(bool),
}

/// One of several types. Implemented by generated code; `unions!` makes it readable and writable.
///
/// The branch is the one whose tag the discriminator says; else whose constants all hold; else that has a unique member;
/// else that alone is of the value's JSON type; else that fits best: no required member missing, then most known
/// members, then fewest unknown ones, then document order. What fits none, or fails in the branch chosen, is kept as it came.
pub trait Union {
    /// How the branch is chosen.
    const CHOICE: &'static Choice;
    /// A value to read into.
    fn blank() -> Self
    where
        Self: Sized;
    /// Becomes branch number `at`, blank, and gives its content; `Other` for any number beyond.
    fn select(&mut self, at: usize) -> &mut dyn Decode;
    /// The content.
    fn part(&self) -> &dyn Encode;
    /// What fits no branch.
    fn other(value: serde_json::Value) -> Self;
}

/// [`Union`] without its consts, so that it can be a trait object.
#[doc(hidden)]
pub trait Pick {
    fn choice(&self) -> &'static Choice;
    fn choose(&mut self, at: usize) -> &mut dyn Decode;
    fn keep(&mut self, value: serde_json::Value);
}

impl<T: Union> Pick for T {
    #[inline]
    fn choice(&self) -> &'static Choice {
        T::CHOICE
    }
    #[inline]
    fn choose(&mut self, at: usize) -> &mut dyn Decode {
        self.select(at)
    }
    #[inline]
    fn keep(&mut self, value: serde_json::Value) {
        *self = T::other(value);
    }
}
