//! Forms: `customer=c1&metadata[order]=42&items[0][price]=p1`, for urlencoded bodies and for `deepObject` queries.
//!
//! The brackets are written as they are, as vendors document them; all that comes from values and keys is
//! percent-encoded, brackets included, so that no value can become structure.

mod scalar;
mod sink;

pub use crate::percent::escape;
pub use scalar::scalar;

use super::encode::Encode;
use super::error::{EncodeError, Result};
use sink::FormSink;

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
