//! Text, the types that are text on the wire, and nothing.

use super::decode::Decode;
use super::drift::DriftKind;
use super::encode::{Encode, Sink};
use super::error::{EncodeError, Result};
use super::input::{Input, Visit};

/// Reads text and hands it to `take`; numbers and booleans too, as they are written in JSON. `false` for null.
pub(super) fn read_text(
    input: &mut dyn Input,
    wanted: &'static str,
    take: &mut dyn FnMut(&str) -> Result<()>,
) -> Result<bool> {
    let mut reader = Reader { wanted, take, found: false, other: false };
    input.visit(&mut reader)?;
    let (found, other) = (reader.found, reader.other);
    if other {
        input.report(DriftKind::OtherType.here());
    }
    Ok(found)
}

/// The same, where a number is as good as text.
#[cfg(feature = "rust_decimal")]
pub(super) fn read_literal(
    input: &mut dyn Input,
    wanted: &'static str,
    take: &mut dyn FnMut(&str) -> Result<()>,
) -> Result<bool> {
    let mut reader = Reader { wanted, take, found: false, other: false };
    input.visit(&mut reader)?;
    Ok(reader.found)
}

struct Reader<'a> {
    wanted: &'static str,
    take: &'a mut dyn FnMut(&str) -> Result<()>,
    found: bool,
    /// Whether it was no text.
    other: bool,
}

impl Reader<'_> {
    fn literal(&mut self, text: &str) -> Result<()> {
        self.other = true;
        self.str(text)
    }
}

impl Visit for Reader<'_> {
    fn expected(&self) -> &'static str {
        self.wanted
    }
    fn bool(&mut self, value: bool) -> Result<()> {
        self.literal(if value { "true" } else { "false" })
    }
    fn int(&mut self, value: i128) -> Result<()> {
        self.literal(&value.to_string())
    }
    fn float(&mut self, value: f64) -> Result<()> {
        self.literal(&serde_json::Value::from(value).to_string())
    }
    fn str(&mut self, value: &str) -> Result<()> {
        self.found = true;
        (self.take)(value)
    }
}

impl Decode for String {
    #[inline]
    fn blank() -> Self {
        String::new()
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        read_text(input, "string", &mut |text| {
            // A blank one has no room that could be used again, and `clone_into` would take more than is needed.
            *self = String::from(text);
            Ok(())
        })
    }
}

impl Encode for String {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.str(self)
    }
}

impl Encode for str {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.str(self)
    }
}

/// An answer without content; reads whatever comes.
impl Decode for () {
    #[inline]
    fn blank() -> Self {}
    #[inline]
    fn takes_null() -> bool {
        true
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        input.skip().map(|()| true)
    }
}

impl Encode for () {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.null()
    }
}
