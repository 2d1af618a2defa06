//! Numbers and booleans, and numbers in strings.

use super::decode::Decode;
use super::drift::DriftKind;
use super::encode::{Encode, Sink};
use super::error::{DecodeError, EncodeError, Result};
use super::input::{Input, Visit};

/// Up to here every whole `f64` is the number that was written.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Reads a whole number: `12`, `12.0`, `"12"`.
pub(super) fn read_int(input: &mut dyn Input) -> Result<Option<i128>> {
    struct Reader(Option<i128>, bool);
    impl Visit for Reader {
        fn expected(&self) -> &'static str {
            "integer"
        }
        fn int(&mut self, value: i128) -> Result<()> {
            self.0 = Some(value);
            Ok(())
        }
        fn float(&mut self, value: f64) -> Result<()> {
            self.0 = Some(whole(value)?);
            Ok(())
        }
        fn str(&mut self, value: &str) -> Result<()> {
            self.1 = true;
            let text = value.trim();
            self.0 = Some(match text.parse() {
                Ok(value) => value,
                Err(_) => whole(parse(text).ok_or_else(|| DecodeError::expected("integer", "string"))?)?,
            });
            Ok(())
        }
    }
    let mut reader = Reader(None, false);
    input.visit(&mut reader)?;
    if reader.1 {
        input.report(DriftKind::OtherType.here());
    }
    Ok(reader.0)
}

#[expect(clippy::cast_possible_truncation, reason = "checked to be whole and in range")]
fn whole(value: f64) -> Result<i128> {
    if value.fract() != 0.0 {
        Err(DecodeError::expected("integer", "number"))
    } else if value.abs() > EXACT {
        Err(out_of_range("integer"))
    } else {
        Ok(value as i128)
    }
}

#[cold]
fn out_of_range(wanted: &'static str) -> DecodeError {
    DecodeError::expected(wanted, "a number out of its range")
}

/// A finite number in a string, without Rust's `inf` and `nan`.
fn parse(text: &str) -> Option<f64> {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte)) {
        return None;
    }
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// Reads any number: `1.5`, `12`, `"1.5"`.
pub(super) fn read_float(input: &mut dyn Input) -> Result<Option<f64>> {
    struct Reader(Option<f64>, bool);
    impl Visit for Reader {
        fn expected(&self) -> &'static str {
            "number"
        }
        #[expect(clippy::cast_precision_loss, reason = "that is what a JSON number as f64 means")]
        fn int(&mut self, value: i128) -> Result<()> {
            self.0 = Some(value as f64);
            Ok(())
        }
        fn float(&mut self, value: f64) -> Result<()> {
            self.0 = Some(value);
            Ok(())
        }
        fn str(&mut self, value: &str) -> Result<()> {
            self.1 = true;
            self.0 = Some(parse(value.trim()).ok_or_else(|| DecodeError::expected("number", "string"))?);
            Ok(())
        }
    }
    let mut reader = Reader(None, false);
    input.visit(&mut reader)?;
    if reader.1 {
        input.report(DriftKind::OtherType.here());
    }
    Ok(reader.0)
}

/// Reads `true` and `"true"`.
pub(super) fn read_bool(input: &mut dyn Input) -> Result<Option<bool>> {
    struct Reader(Option<bool>, bool);
    impl Visit for Reader {
        fn expected(&self) -> &'static str {
            "boolean"
        }
        fn bool(&mut self, value: bool) -> Result<()> {
            self.0 = Some(value);
            Ok(())
        }
        fn str(&mut self, value: &str) -> Result<()> {
            self.1 = true;
            self.0 = Some(value.parse().map_err(|_| DecodeError::expected("boolean", "string"))?);
            Ok(())
        }
    }
    let mut reader = Reader(None, false);
    input.visit(&mut reader)?;
    if reader.1 {
        input.report(DriftKind::OtherType.here());
    }
    Ok(reader.0)
}

macro_rules! integers {
    ($($int:ident)*) => { $(
        impl Decode for $int {
            #[inline]
            fn blank() -> Self {
                0
            }
            fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
                let Some(value) = read_int(input)? else { return Ok(false) };
                *self = value.try_into().map_err(|_| out_of_range(stringify!($int)))?;
                Ok(true)
            }
        }

        impl Encode for $int {
            fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
                sink.int(i128::from(*self))
            }
        }
    )* };
}

integers! { i32 i64 u32 u64 i128 }

impl Decode for f64 {
    #[inline]
    fn blank() -> Self {
        0.0
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        let Some(value) = read_float(input)? else { return Ok(false) };
        *self = value;
        Ok(true)
    }
}

impl Encode for f64 {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.float(*self)
    }
}

impl Decode for f32 {
    #[inline]
    fn blank() -> Self {
        0.0
    }
    #[expect(clippy::cast_possible_truncation, reason = "rounding is meant, infinity is refused")]
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        let Some(value) = read_float(input)? else { return Ok(false) };
        *self = value as f32;
        if self.is_finite() { Ok(true) } else { Err(out_of_range("f32")) }
    }
}

impl Encode for f32 {
    /// By its shortest decimal: `0.1f32` is `0.1` on the wire, not `0.10000000149011612`.
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.float(self.to_string().parse().unwrap_or_else(|_| f64::from(*self)))
    }
}

impl Decode for bool {
    #[inline]
    fn blank() -> Self {
        false
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        let Some(value) = read_bool(input)? else { return Ok(false) };
        *self = value;
        Ok(true)
    }
}

impl Encode for bool {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.bool(*self)
    }
}
