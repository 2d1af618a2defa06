//! What stands for a required member that is not there, where its type has something for that: no items, no members.
//!
//! In: a blank value. Out: whether it may stay, and be given to a caller. No text, number or time is made up.

use super::decode::Decode;
use super::error::Result;
use super::input::{Entries, Input, Items, Visit};
use super::{Const, MAX_DEPTH};

/// Whether this is now a value that says no more than that nothing came: an empty list or map, a struct of what may be
/// absent, null of any JSON; or the only value that there is.
pub(super) fn fill(target: &mut dyn Decode, only: Option<Const>, depth: usize) -> bool {
    depth < MAX_DEPTH && matches!(target.decode(&mut Nothing { only, depth }), Ok(true))
}

/// The absence of a value, or the value that goes without saying.
struct Nothing {
    only: Option<Const>,
    depth: usize,
}

impl Input for Nothing {
    fn visit(&mut self, visitor: &mut dyn Visit) -> Result<()> {
        match self.only {
            Some(Const::Str(text)) => visitor.str(text),
            Some(Const::Int(number)) => visitor.int(number.into()),
            Some(Const::Bool(value)) => visitor.bool(value),
            None => visitor.array(&mut Empty).or_else(|_| visitor.object(&mut Empty)),
        }
    }
    fn skip(&mut self) -> Result<()> {
        Ok(())
    }
    fn depth(&self) -> usize {
        self.depth
    }
    fn is_nothing(&self) -> bool {
        self.only.is_none()
    }
}

/// No items, and no members.
struct Empty;

impl Items for Empty {
    fn next(&mut self, _each: &mut dyn FnMut(&mut dyn Input) -> Result<()>) -> Result<bool> {
        Ok(false)
    }
}

impl Entries for Empty {
    fn next(&mut self, _each: &mut dyn FnMut(&str, &mut dyn Input) -> Result<()>) -> Result<bool> {
        Ok(false)
    }
}
