//! Enums: a table of values, open to others, and the one reader and writer that use it.

use super::drift::DriftKind;
use super::error::{DecodeError, Result};
use super::input::Input;
use super::number;
use super::text::read_text;
use std::fmt;

/// An open enum of text.
pub trait StringEnum: Clone + PartialEq + 'static {
    /// The known values.
    const VALUES: &'static [(&'static str, Self)];
    /// The Rust names of the known values, for `Debug`; where left out, the text is shown.
    const NAMES: &'static [&'static str] = &[];
    /// The value on the wire.
    fn as_str(&self) -> &str;
    /// A value that is not listed.
    fn other(text: String) -> Self;
}

/// An open enum of integers.
pub trait IntEnum: Clone + PartialEq + 'static {
    /// The known values.
    const VALUES: &'static [(i64, Self)];
    /// The Rust names of the known values, for `Debug`; where left out, the number is shown.
    const NAMES: &'static [&'static str] = &[];
    /// The value on the wire.
    fn as_i64(&self) -> i64;
    /// A value that is not listed.
    fn other(value: i64) -> Self;
}

/// An open enum of booleans: mostly one known value, as in `deleted: true`.
pub trait BoolEnum: Clone + PartialEq + 'static {
    /// The known values.
    const VALUES: &'static [(bool, Self)];
    /// The Rust names of the known values, for `Debug`; where left out, the boolean is shown.
    const NAMES: &'static [&'static str] = &[];
    /// The value on the wire.
    fn as_bool(&self) -> bool;
    /// A value that is not listed.
    fn other(value: bool) -> Self;
}

/// Takes text; whether it is a known value. [`StringEnum`] without its consts.
trait Text {
    fn set(&mut self, text: &str) -> bool;
}

impl<T: StringEnum> Text for T {
    fn set(&mut self, text: &str) -> bool {
        let known = T::VALUES.iter().find(|(wire, _)| *wire == text);
        *self = known.map_or_else(|| T::other(text.to_owned()), |(_, value)| value.clone());
        known.is_some()
    }
}

#[doc(hidden)]
#[inline]
pub fn read_string<T: StringEnum>(target: &mut T, input: &mut dyn Input) -> Result<bool> {
    fn read(target: &mut dyn Text, input: &mut dyn Input) -> Result<bool> {
        let mut unknown = None;
        let found = read_text(input, "string", &mut |text| {
            if !target.set(text) {
                unknown = Some(text.to_owned());
            }
            Ok(())
        })?;
        if let Some(text) = unknown {
            input.report(DriftKind::UnknownValue(&text).here());
        }
        Ok(found)
    }
    read(target, input)
}

#[doc(hidden)]
pub fn from_str<T: StringEnum>(text: &str) -> T {
    let known = T::VALUES.iter().find(|(wire, _)| *wire == text);
    known.map_or_else(|| T::other(text.to_owned()), |(_, value)| value.clone())
}

#[doc(hidden)]
pub fn string_debug<T: StringEnum>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let at = T::VALUES.iter().position(|(_, known)| known == value);
    debug(at, T::NAMES, &value.as_str(), f)
}

#[doc(hidden)]
pub fn read_int<T: IntEnum>(target: &mut T, input: &mut dyn Input) -> Result<bool> {
    let Some(value) = number::read_int(input)? else { return Ok(false) };
    let value = i64::try_from(value).map_err(|_| DecodeError::expected("integer", "a number out of its range"))?;
    *target = from_i64(value);
    if T::VALUES.iter().all(|(wire, _)| *wire != value) {
        input.report(DriftKind::UnknownValue(&value.to_string()).here());
    }
    Ok(true)
}

#[doc(hidden)]
pub fn from_i64<T: IntEnum>(value: i64) -> T {
    T::VALUES.iter().find(|(wire, _)| *wire == value).map_or_else(|| T::other(value), |(_, known)| known.clone())
}

#[doc(hidden)]
pub fn int_debug<T: IntEnum>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let at = T::VALUES.iter().position(|(_, known)| known == value);
    debug(at, T::NAMES, &value.as_i64(), f)
}

#[doc(hidden)]
pub fn read_bool<T: BoolEnum>(target: &mut T, input: &mut dyn Input) -> Result<bool> {
    let Some(value) = number::read_bool(input)? else { return Ok(false) };
    *target = from_bool(value);
    if T::VALUES.iter().all(|(wire, _)| *wire != value) {
        input.report(DriftKind::UnknownValue(if value { "true" } else { "false" }).here());
    }
    Ok(true)
}

#[doc(hidden)]
pub fn from_bool<T: BoolEnum>(value: bool) -> T {
    T::VALUES.iter().find(|(wire, _)| *wire == value).map_or_else(|| T::other(value), |(_, known)| known.clone())
}

#[doc(hidden)]
pub fn bool_debug<T: BoolEnum>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let at = T::VALUES.iter().position(|(_, known)| known == value);
    debug(at, T::NAMES, &value.as_bool(), f)
}

/// `Active`, or the value where the name is not known, or `Other("new")`.
fn debug(at: Option<usize>, names: &[&str], value: &dyn fmt::Debug, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match at {
        Some(at) => match names.get(at) {
            Some(name) => f.pad(name),
            None => value.fmt(f),
        },
        None => f.debug_tuple("Other").field(value).finish(),
    }
}
