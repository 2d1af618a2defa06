//! Types of other crates that are text on the wire, behind features of their names.

use super::decode::Decode;
use super::encode::{Encode, Sink};
use super::error::{DecodeError, EncodeError, Result};
use super::input::Input;
#[cfg(feature = "rust_decimal")]
use super::text::read_literal;
#[cfg(feature = "uuid")]
use super::text::read_text;

#[cfg(feature = "uuid")]
impl Decode for uuid::Uuid {
    #[inline]
    fn blank() -> Self {
        Self::nil()
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        read_text(input, "UUID", &mut |text| {
            *self = text.trim().parse().map_err(|_| DecodeError::expected("UUID", "string"))?;
            Ok(())
        })
    }
}

#[cfg(feature = "uuid")]
impl Encode for uuid::Uuid {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.str(&self.to_string())
    }
}

#[cfg(feature = "rust_decimal")]
impl Decode for rust_decimal::Decimal {
    #[inline]
    fn blank() -> Self {
        Self::ZERO
    }
    /// `"12.50"` keeps its digits; the number `12.5` is taken by its shortest text.
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        read_literal(input, "decimal", &mut |text| {
            let text = text.trim();
            let read = Self::from_str_exact(text).or_else(|_| Self::from_scientific(text));
            *self = read.map_err(|_| DecodeError::expected("decimal", "string"))?;
            Ok(())
        })
    }
}

#[cfg(feature = "rust_decimal")]
impl Encode for rust_decimal::Decimal {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.str(&self.to_string())
    }
}
