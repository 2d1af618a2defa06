//! Forms: `customer=c1&metadata[order]=42&items[0][price]=p1`, for urlencoded bodies and for `deepObject` queries.
//!
//! The brackets are written as they are, as vendors document them; all that comes from values and keys is
//! percent-encoded, brackets included, so that no value can become structure.

use crate::codec::MAX_DEPTH;
use crate::codec::encode::{Encode, Members, Sequence, Sink};
use crate::codec::error::{EncodeError, Result};

/// How arrays and nulls are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct FormStyle {
    /// How arrays are written.
    pub arrays: Arrays,
    /// What null is.
    pub nulls: Nulls,
}

/// How arrays are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Arrays {
    /// `a[0]=x&a[1]=y`.
    #[default]
    Indexed,
    /// `a[]=x&a[]=y`.
    Brackets,
    /// `a=x&a=y`.
    Repeat,
    /// `a=x,y`; of text, numbers and booleans only.
    Comma,
}

/// What null is in a form, which has no word for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Nulls {
    /// An empty string: "clear it".
    #[default]
    Empty,
    /// Left out, unless the member's table says that it is cleared so.
    Omit,
}

/// The form of an object.
pub fn to_string(value: &dyn Encode, style: FormStyle) -> Result<String, EncodeError> {
    named("", value, style)
}

/// The form of a value of this name: `filter[status]=open`. With an empty name, that of an object's members.
pub fn named(name: &str, value: &dyn Encode, style: FormStyle) -> Result<String, EncodeError> {
    let mut out = String::new();
    let mut take = |key: &str, text: &str| {
        if !out.is_empty() {
            out.push('&');
        }
        out.push_str(key);
        out.push('=');
        out.push_str(text);
    };
    write(name, value, style, escape, &mut take)?;
    Ok(out)
}

/// The same as names and texts that are not percent-encoded yet, for multipart bodies.
pub fn pairs(name: &str, value: &dyn Encode, style: FormStyle) -> Result<Vec<(String, String)>, EncodeError> {
    let mut out = Vec::new();
    write(name, value, style, plain, &mut |key, text| out.push((key.to_owned(), text.to_owned())))?;
    Ok(out)
}

/// The text of a value that is not compound, not percent-encoded; `None` for null.
pub fn scalar(value: &dyn Encode) -> Result<Option<String>, EncodeError> {
    let mut sink = ScalarSink(None);
    value.encode(&mut sink)?;
    Ok(sink.0)
}

/// Percent-encodes all but RFC 3986's unreserved characters.
pub fn escape(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', char::from(HEX[usize::from(byte >> 4)]), char::from(HEX[usize::from(byte & 15)])]);
        }
    }
}

fn plain(text: &str, out: &mut String) {
    out.push_str(text);
}

fn write(
    name: &str,
    value: &dyn Encode,
    style: FormStyle,
    escape: fn(&str, &mut String),
    take: &mut dyn FnMut(&str, &str),
) -> Result<(), EncodeError> {
    let mut key = String::new();
    escape(name, &mut key);
    value.encode(&mut FormSink { style, escape, take, key, depth: 0, clear: false })
}

struct FormSink<'a> {
    style: FormStyle,
    escape: fn(&str, &mut String),
    take: &'a mut dyn FnMut(&str, &str),
    /// The key so far.
    key: String,
    depth: usize,
    /// Whether the member at hand is cleared with an empty string.
    clear: bool,
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
                Arrays::Indexed => *key += &format!("[{at}]"),
                Arrays::Brackets => *key += "[]",
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
            self.under(extend, entry.member.is_some_and(super::Member::is_clear_empty), entry.value)
        })
    }
}

fn float(value: f64) -> Result<String, EncodeError> {
    if value.is_finite() {
        Ok(serde_json::Value::from(value).to_string())
    } else {
        Err(EncodeError::new("a number must be finite"))
    }
}

struct ScalarSink(Option<String>);

impl ScalarSink {
    fn put(&mut self, text: String) -> Result<(), EncodeError> {
        self.0 = Some(text);
        Ok(())
    }
}

impl Sink for ScalarSink {
    fn null(&mut self) -> Result<(), EncodeError> {
        Ok(())
    }
    fn bool(&mut self, value: bool) -> Result<(), EncodeError> {
        self.put(value.to_string())
    }
    fn int(&mut self, value: i128) -> Result<(), EncodeError> {
        self.put(value.to_string())
    }
    fn float(&mut self, value: f64) -> Result<(), EncodeError> {
        self.put(float(value)?)
    }
    fn str(&mut self, value: &str) -> Result<(), EncodeError> {
        self.put(value.to_owned())
    }
    fn array(&mut self, _items: &dyn Sequence) -> Result<(), EncodeError> {
        Err(EncodeError::new("an array cannot stand here, only text, a number or a boolean"))
    }
    fn object(&mut self, _members: &dyn Members) -> Result<(), EncodeError> {
        Err(EncodeError::new("an object cannot stand here, only text, a number or a boolean"))
    }
}
