//! Reading, seen from the types: one value ([`Input`]), what accepts it ([`Visit`]), and the parts of the compound ones.
//!
//! In: some format's value. Out: calls of the visitor.

use super::drift::Drift;
use super::error::{DecodeError, Result};

/// One value being read.
pub trait Input {
    /// Reads the value, once, and tells the visitor what it is.
    fn visit(&mut self, visitor: &mut dyn Visit) -> Result<()>;

    /// Passes over the value. Nothing happens where it was read already.
    fn skip(&mut self) -> Result<()>;

    /// Reads the value where it is null; whether it was. A format that cannot tell beforehand says no.
    fn null(&mut self) -> Result<bool> {
        Ok(false)
    }

    /// The value as a tree, where the input is one.
    fn tree(&self) -> Option<&serde_json::Value> {
        None
    }

    /// The text from this value on, where the input is JSON text: what it is can be found out before it is read.
    fn ahead(&self) -> Option<&str> {
        None
    }

    /// The value was read from the text ahead, of which it was so many bytes.
    fn passed(&mut self, _bytes: usize) {}

    /// How deep the value is.
    fn depth(&self) -> usize;

    /// Whether anybody listens to [`report`](Self::report).
    fn listens(&self) -> bool {
        false
    }

    /// Whether a required member may be missing where its type can do without. Not while branches of a union are tried:
    /// there it tells that the branch is another.
    fn forgives(&self) -> bool {
        true
    }

    /// Whether there is no value at all, not even null.
    fn is_nothing(&self) -> bool {
        false
    }

    /// Tells whoever listens that something at or in this value is not as the document says; the path starts here.
    fn report(&self, _drift: Drift<'_>) {}
}

/// What accepts a value. Null is accepted, as "nothing was read"; each other kind is an error unless overridden.
pub trait Visit {
    /// What is wanted, for errors: `integer`.
    fn expected(&self) -> &'static str;

    /// `null`.
    fn null(&mut self) -> Result<()> {
        Ok(())
    }

    /// `true`, `false`.
    fn bool(&mut self, _value: bool) -> Result<()> {
        Err(DecodeError::expected(self.expected(), "boolean"))
    }

    /// A number without fraction that fits.
    fn int(&mut self, _value: i128) -> Result<()> {
        Err(DecodeError::expected(self.expected(), "integer"))
    }

    /// Any other number.
    fn float(&mut self, _value: f64) -> Result<()> {
        Err(DecodeError::expected(self.expected(), "number"))
    }

    /// Text.
    fn str(&mut self, _value: &str) -> Result<()> {
        Err(DecodeError::expected(self.expected(), "string"))
    }

    /// An array. What is not taken from `items` is passed over.
    fn array(&mut self, _items: &mut dyn Items) -> Result<()> {
        Err(DecodeError::expected(self.expected(), "array"))
    }

    /// An object. What is not taken from `entries` is passed over.
    fn object(&mut self, _entries: &mut dyn Entries) -> Result<()> {
        Err(DecodeError::expected(self.expected(), "object"))
    }
}

/// The items of an array.
pub trait Items {
    /// Hands the next item to `each`; `false` after the last.
    fn next(&mut self, each: &mut dyn FnMut(&mut dyn Input) -> Result<()>) -> Result<bool>;
}

/// The members of an object.
pub trait Entries {
    /// Hands the next member to `each`; `false` after the last.
    fn next(&mut self, each: &mut dyn FnMut(&str, &mut dyn Input) -> Result<()>) -> Result<bool>;

    /// The same, where the key of the next member is `likely` this one: text that JSON writes as it is. To compare takes
    /// less than to read.
    fn next_like(&mut self, _likely: &str, each: &mut dyn FnMut(&str, &mut dyn Input) -> Result<()>) -> Result<bool> {
        self.next(each)
    }
}
