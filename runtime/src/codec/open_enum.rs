//! Enums: a table of values, open to others, and the one reader and writer that use it.

use super::drift::DriftKind;
use super::encode::Sink;
use super::error::{DecodeError, EncodeError, Result};
use super::input::Input;
use super::number;
use super::text::read_text;
use std::borrow::Borrow;
use std::fmt::{self, Debug};

/// An open enum of text. Implemented by generated code; `string_enums!` makes it readable and writable.
pub trait StringEnum {
    /// The known values: on the wire, and their Rust names.
    const VALUES: &'static [(&'static str, &'static str)];
    /// The value on the wire.
    fn as_str(&self) -> &str;
    /// Known value number `at`; `text` as it is for any number beyond.
    fn pick(at: usize, text: &str) -> Self
    where
        Self: Sized;
}

/// An open enum of integers. Implemented by generated code; `int_enums!` makes it readable and writable.
pub trait IntEnum {
    /// The known values: on the wire, and their Rust names.
    const VALUES: &'static [(i64, &'static str)];
    /// The value on the wire.
    fn as_i64(&self) -> i64;
    /// Known value number `at`; `value` as it is for any number beyond.
    fn pick(at: usize, value: i64) -> Self
    where
        Self: Sized;
}

/// An open enum of booleans, mostly of one known value, as in `deleted: true`. Implemented by generated code;
/// `bool_enums!` makes it readable and writable.
pub trait BoolEnum {
    /// The known values: on the wire, and their Rust names.
    const VALUES: &'static [(bool, &'static str)];
    /// The value on the wire.
    fn as_bool(&self) -> bool;
    /// Known value number `at`; `value` as it is for any number beyond.
    fn pick(at: usize, value: bool) -> Self
    where
        Self: Sized;
}

/// The number of a value in its table; beyond all where it is not listed.
fn find<T: PartialEq + ?Sized, V: Borrow<T>>(values: &[(V, &str)], value: &T) -> usize {
    values.iter().position(|(known, _)| known.borrow() == value).unwrap_or(usize::MAX)
}

/// Takes text; whether it is a known value.
trait Text {
    fn set(&mut self, text: &str) -> bool;
}

impl<T: StringEnum> Text for T {
    fn set(&mut self, text: &str) -> bool {
        let at = find(T::VALUES, text);
        *self = T::pick(at, text);
        at != usize::MAX
    }
}

#[doc(hidden)]
#[inline]
pub fn blank_string<T: StringEnum>() -> T {
    T::pick(usize::MAX, "")
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
#[inline]
pub fn write_string<T: StringEnum>(source: &T, sink: &mut dyn Sink) -> Result<(), EncodeError> {
    fn write(text: &str, values: &[(&str, &str)], sink: &mut dyn Sink) -> Result<(), EncodeError> {
        if sink.show(&Shown(values, text)) { Ok(()) } else { sink.str(text) }
    }
    write(source.as_str(), T::VALUES, sink)
}

#[doc(hidden)]
#[inline]
pub fn from_str<T: StringEnum>(text: &str) -> T {
    T::pick(find(T::VALUES, text), text)
}

#[doc(hidden)]
#[inline]
pub fn blank_int<T: IntEnum>() -> T {
    T::pick(usize::MAX, 0)
}

#[doc(hidden)]
pub fn read_int<T: IntEnum>(target: &mut T, input: &mut dyn Input) -> Result<bool> {
    let Some(value) = number::read_int(input)? else { return Ok(false) };
    let value = i64::try_from(value).map_err(|_| DecodeError::expected("integer", "a number out of its range"))?;
    *target = from_i64(value);
    if find(T::VALUES, &value) == usize::MAX {
        input.report(DriftKind::UnknownValue(&value.to_string()).here());
    }
    Ok(true)
}

#[doc(hidden)]
pub fn write_int<T: IntEnum>(source: &T, sink: &mut dyn Sink) -> Result<(), EncodeError> {
    let value = source.as_i64();
    if sink.show(&Shown(T::VALUES, &value)) { Ok(()) } else { sink.int(value.into()) }
}

#[doc(hidden)]
#[inline]
pub fn from_i64<T: IntEnum>(value: i64) -> T {
    T::pick(find(T::VALUES, &value), value)
}

#[doc(hidden)]
#[inline]
pub fn blank_bool<T: BoolEnum>() -> T {
    T::pick(usize::MAX, false)
}

#[doc(hidden)]
pub fn read_bool<T: BoolEnum>(target: &mut T, input: &mut dyn Input) -> Result<bool> {
    let Some(value) = number::read_bool(input)? else { return Ok(false) };
    *target = from_bool(value);
    if find(T::VALUES, &value) == usize::MAX {
        input.report(DriftKind::UnknownValue(if value { "true" } else { "false" }).here());
    }
    Ok(true)
}

#[doc(hidden)]
pub fn write_bool<T: BoolEnum>(source: &T, sink: &mut dyn Sink) -> Result<(), EncodeError> {
    let value = source.as_bool();
    if sink.show(&Shown(T::VALUES, &value)) { Ok(()) } else { sink.bool(value) }
}

#[doc(hidden)]
#[inline]
pub fn from_bool<T: BoolEnum>(value: bool) -> T {
    T::pick(find(T::VALUES, &value), value)
}

/// `Active`, or `Other("new")`: looked up only by a sink that shows it.
struct Shown<'a, V, T: ?Sized>(&'a [(V, &'a str)], &'a T);

impl<V: Borrow<T>, T: PartialEq + Debug + ?Sized> Debug for Shown<'_, V, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(values, value) = *self;
        match values.get(find(values, value)) {
            Some((_, name)) => f.write_str(name),
            None => write!(f, "Other({value:?})"),
        }
    }
}
