//! Structs: a table of members, and the one reader, writer and `Debug` that use it.

use super::decode::Part;
use super::encode::{Entry, Members, Sink};
use super::error::{DecodeError, EncodeError, Result};
use super::input::{Entries, Input, Visit};
use std::fmt;

mod member;
mod read;
mod write;

pub use member::{Member, no_member, no_member_mut, optional, required};
#[doc(hidden)]
pub use read::read;
#[doc(hidden)]
pub use write::{debug, write};

/// A struct. Implemented by generated code; `objects!` makes it readable and writable.
pub trait Object {
    /// The Rust name.
    const NAME: &'static str;
    /// The members in the order of `get`.
    const MEMBERS: &'static [Member];
    /// A value to read into.
    fn blank() -> Self
    where
        Self: Sized;
    /// Member number `at`; the last one for any number beyond.
    fn get(&self, at: usize) -> &dyn Part;
    /// The same, to read into.
    fn get_mut(&mut self, at: usize) -> &mut dyn Part;
    /// The members that are not in the table.
    fn rest(&self) -> Option<&dyn Rest> {
        None
    }
    /// The same, to read into.
    fn rest_mut(&mut self) -> Option<&mut dyn Rest> {
        None
    }
}

/// A map that takes the members which are not in the table.
pub trait Rest: fmt::Debug {
    /// The (blank) value for this key.
    fn entry(&mut self, key: &str) -> &mut dyn Part;
    /// Hands each to `take`, in order.
    fn each(&self, take: &mut dyn FnMut(&str, &dyn Part) -> Result<(), EncodeError>) -> Result<(), EncodeError>;
}

/// [`Object`] without its consts, so that it can be a trait object.
#[doc(hidden)]
pub trait Table {
    fn name(&self) -> &'static str;
    fn members(&self) -> &'static [Member];
    fn member(&self, at: usize) -> &dyn Part;
    fn member_mut(&mut self, at: usize) -> &mut dyn Part;
    fn others(&self) -> Option<&dyn Rest>;
    fn others_mut(&mut self) -> Option<&mut dyn Rest>;
}

impl<T: Object> Table for T {
    #[inline]
    fn name(&self) -> &'static str {
        T::NAME
    }
    #[inline]
    fn members(&self) -> &'static [Member] {
        T::MEMBERS
    }
    #[inline]
    fn member(&self, at: usize) -> &dyn Part {
        self.get(at)
    }
    #[inline]
    fn member_mut(&mut self, at: usize) -> &mut dyn Part {
        self.get_mut(at)
    }
    #[inline]
    fn others(&self) -> Option<&dyn Rest> {
        self.rest()
    }
    #[inline]
    fn others_mut(&mut self) -> Option<&mut dyn Rest> {
        self.rest_mut()
    }
}
