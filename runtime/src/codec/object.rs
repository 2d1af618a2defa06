//! Structs: a table of members, and the one reader and the one writer that use it.

use super::decode::Decode;
use super::encode::{Encode, Entry, Members, Sink};
use super::error::{DecodeError, EncodeError, Result};
use super::input::{Entries, Input, Visit};
mod constant;
mod member;
mod read;
mod write;

pub use member::{Member, Table, no_member, no_member_mut, optional, required, table};
#[doc(hidden)]
pub use read::read;
#[doc(hidden)]
pub use write::write;

/// A struct. Implemented by generated code; `objects!` makes it readable and writable.
///
/// What is written and what is read are apart, so that a program that only reads a type does not compile the other half.
pub trait Object {
    /// The name, and the members in the order of `get`.
    const TABLE: Table;
    /// A value to read into.
    fn blank() -> Self
    where
        Self: Sized;
    /// Member number `at`; the last one for any number beyond.
    fn get(&self, at: usize) -> &dyn Encode;
    /// The same, to read into.
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode;
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
pub trait Rest {
    /// The (blank) value for this key.
    fn entry(&mut self, key: &str) -> &mut dyn Decode;
    /// Hands each to `take`, in order.
    fn each(&self, take: &mut dyn FnMut(&str, &dyn Encode) -> Result<(), EncodeError>) -> Result<(), EncodeError>;
}

/// [`Object`] without its consts, to be written.
#[doc(hidden)]
pub trait Written {
    fn table(&self) -> &'static Table;
    fn member(&self, at: usize) -> &dyn Encode;
    fn others(&self) -> Option<&dyn Rest>;
}

/// [`Object`] without its consts, to be read into.
#[doc(hidden)]
pub trait Readable {
    fn table(&self) -> &'static Table;
    fn member_mut(&mut self, at: usize) -> &mut dyn Decode;
    fn others_mut(&mut self) -> Option<&mut dyn Rest>;
}

impl<T: Object> Written for T {
    #[inline]
    fn table(&self) -> &'static Table {
        &const { T::TABLE }
    }
    #[inline]
    fn member(&self, at: usize) -> &dyn Encode {
        self.get(at)
    }
    #[inline]
    fn others(&self) -> Option<&dyn Rest> {
        self.rest()
    }
}

impl<T: Object> Readable for T {
    #[inline]
    fn table(&self) -> &'static Table {
        &const { T::TABLE }
    }
    #[inline]
    fn member_mut(&mut self, at: usize) -> &mut dyn Decode {
        self.get_mut(at)
    }
    #[inline]
    fn others_mut(&mut self) -> Option<&mut dyn Rest> {
        self.rest_mut()
    }
}
