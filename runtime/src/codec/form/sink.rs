//! The sink that walks a value and hands out its pairs.

use super::scalar::{float, scalar};
use super::{Arrays, FormStyle, Nulls};
use crate::codec::MAX_DEPTH;
use crate::codec::encode::{Encode, Members, Sequence, Sink};
use crate::codec::error::{EncodeError, Result};
use crate::codec::object::Member;

/// Hands each pair of a key and a text to `take`.
pub(super) struct FormSink<'a> {
    pub(super) style: FormStyle,
    pub(super) escape: fn(&str, &mut String),
    pub(super) take: &'a mut dyn FnMut(&str, &str),
    /// The key so far.
    pub(super) key: String,
    pub(super) depth: usize,
    /// Whether the member at hand is cleared with an empty string.
    pub(super) clear: bool,
}

impl FormSink<'_> {
    /// Whether there is no name yet. A member's own name may be empty.
    fn is_bare(&self) -> bool {
        self.depth == 0 && self.key.is_empty()
    }

    fn put(&mut self, text: &str) -> Result<(), EncodeError> {
        if self.is_bare() {
            return Err(EncodeError::new("a form holds the members of an object, not a single value"));
        }
        let mut escaped = String::new();
        (self.escape)(text, &mut escaped);
        (self.take)(&self.key, &escaped);
        Ok(())
    }

    /// Writes `value` under the key that `extend` makes of this one.
    fn under(&mut self, extend: impl FnOnce(&mut String), clear: bool, value: &dyn Encode) -> Result<(), EncodeError> {
        if self.depth >= MAX_DEPTH {
            return Err(EncodeError::too_deep());
        }
        let (length, above) = (self.key.len(), self.clear);
        extend(&mut self.key);
        self.depth += 1;
        self.clear = clear;
        value.encode(self)?;
        self.clear = above;
        self.depth -= 1;
        self.key.truncate(length);
        Ok(())
    }

    fn joined(&mut self, items: &dyn Sequence) -> Result<(), EncodeError> {
        let (escape, mut text, mut first) = (self.escape, String::new(), true);
        items.each(&mut |item| {
            if !first {
                text.push(',');
            }
            first = false;
            escape(&scalar(item)?.unwrap_or_default(), &mut text);
            Ok(())
        })?;
        if !first {
            (self.take)(&self.key, &text);
        }
        Ok(())
    }
}

impl Sink for FormSink<'_> {
    fn null(&mut self) -> Result<(), EncodeError> {
        if self.is_bare() || (self.style.nulls == Nulls::Omit && !self.clear) { Ok(()) } else { self.put("") }
    }

    fn bool(&mut self, value: bool) -> Result<(), EncodeError> {
        self.put(if value { "true" } else { "false" })
    }

    fn int(&mut self, value: i128) -> Result<(), EncodeError> {
        self.put(&value.to_string())
    }

    fn float(&mut self, value: f64) -> Result<(), EncodeError> {
        self.put(&float(value)?)
    }

    fn str(&mut self, value: &str) -> Result<(), EncodeError> {
        self.put(value)
    }

    fn array(&mut self, items: &dyn Sequence) -> Result<(), EncodeError> {
        if self.is_bare() || self.clear && items.is_empty() {
            return self.put("");
        }
        let arrays = self.style.arrays;
        if arrays == Arrays::Comma {
            return self.joined(items);
        }
        let mut at = 0_usize;
        items.each(&mut |item| {
            let extend = |key: &mut String| match arrays {
                Arrays::Indexed => key.extend(["[", &at.to_string(), "]"]),
                Arrays::Brackets => key.push_str("[]"),
                Arrays::Repeat | Arrays::Comma => {}
            };
            self.under(extend, false, item)?;
            at += 1;
            Ok(())
        })
    }

    fn object(&mut self, members: &dyn Members) -> Result<(), EncodeError> {
        let (escape, top) = (self.escape, self.is_bare());
        members.each(&mut |entry| {
            let extend = |key: &mut String| {
                if top {
                    escape(entry.key, key);
                } else {
                    key.push('[');
                    escape(entry.key, key);
                    key.push(']');
                }
            };
            self.under(extend, entry.member.is_some_and(Member::is_clear_empty), entry.value)
        })
    }
}
