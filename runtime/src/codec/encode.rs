//! Writing, seen from the types: what can be written ([`Encode`]), what takes it ([`Sink`]), and the compound values.

use super::error::{EncodeError, Result};
use super::file::File;
use super::object::Member;
use std::fmt::Debug;

/// A value that can be written.
pub trait Encode {
    /// Tells the sink what this is, with exactly one call; null for what is absent.
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError>;

    /// Whether there is nothing to write: `None`, `Field::Absent`.
    fn is_absent(&self) -> bool {
        false
    }
}

/// What takes one value: JSON text, a form, a tree, a query parameter.
pub trait Sink {
    /// `null`.
    fn null(&mut self) -> Result<(), EncodeError>;
    /// `true`, `false`.
    fn bool(&mut self, value: bool) -> Result<(), EncodeError>;
    /// A whole number.
    fn int(&mut self, value: i128) -> Result<(), EncodeError>;
    /// Any other number; a sink that cannot say infinity or NaN refuses them.
    fn float(&mut self, value: f64) -> Result<(), EncodeError>;
    /// Text.
    fn str(&mut self, value: &str) -> Result<(), EncodeError>;
    /// Items in their order.
    fn array(&mut self, items: &dyn Sequence) -> Result<(), EncodeError>;
    /// Members in their order.
    fn object(&mut self, members: &dyn Members) -> Result<(), EncodeError>;
    /// What the value looks like to people: `true` where the sink took it in place of the value, as `Debug` does.
    fn show(&mut self, _shown: &dyn Debug) -> bool {
        false
    }
    /// Bytes with a name and a media type; base64 text where there is no better way.
    fn file(&mut self, file: &File) -> Result<(), EncodeError> {
        match file.bytes() {
            Some(bytes) => self.str(&super::base64::encode(bytes)),
            None => Err(EncodeError::new("a stream can only be sent as a body or a part of one, not as text")),
        }
    }
}

/// The items of an array.
pub trait Sequence {
    /// Hands each to `take`, in order.
    fn each(&self, take: &mut dyn FnMut(&dyn Encode) -> Result<(), EncodeError>) -> Result<(), EncodeError>;
    /// How many there are, where known.
    fn len(&self) -> Option<usize> {
        None
    }
    /// Whether there is none, as far as known.
    fn is_empty(&self) -> bool {
        self.len() == Some(0)
    }
}

/// The members of an object that are to be written: the absent ones are left out already.
pub trait Members {
    /// The Rust name of the struct; none of a map.
    fn name(&self) -> Option<&'static str> {
        None
    }
    /// Hands each to `take`, in order.
    fn each(&self, take: &mut dyn FnMut(Entry<'_>) -> Result<(), EncodeError>) -> Result<(), EncodeError>;
}

/// A member on its way to a sink.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    /// Its name on the wire.
    pub key: &'a str,
    /// What the table says of it; none for the keys of a map.
    pub member: Option<&'a Member>,
    /// Its value. An absent one is required, and writes null.
    pub value: &'a dyn Encode,
}
