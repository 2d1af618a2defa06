//! Text, the types that are text on the wire, and nothing.

use super::decode::Decode;
use super::encode::{Encode, Sink};
use super::error::{EncodeError, Result};
use super::input::{Input, Visit};

/// Reads text and hands it to `take`; numbers and booleans as they are written in JSON. `false` for null.
pub(super) fn read_text(
    input: &mut dyn Input,
    wanted: &'static str,
    take: &mut dyn FnMut(&str) -> Result<()>,
) -> Result<bool> {
    struct Reader<'a> {
        wanted: &'static str,
        take: &'a mut dyn FnMut(&str) -> Result<()>,
        found: bool,
    }
    impl Visit for Reader<'_> {
        fn expected(&self) -> &'static str {
            self.wanted
        }
        fn bool(&mut self, value: bool) -> Result<()> {
            self.str(if value { "true" } else { "false" })
        }
        fn int(&mut self, value: i128) -> Result<()> {
            self.str(&value.to_string())
        }
        fn float(&mut self, value: f64) -> Result<()> {
            self.str(&serde_json::Value::from(value).to_string())
        }
        fn str(&mut self, value: &str) -> Result<()> {
            self.found = true;
            (self.take)(value)
        }
    }
    let mut reader = Reader { wanted, take, found: false };
    input.visit(&mut reader)?;
    Ok(reader.found)
}

impl Decode for String {
    #[inline]
    fn blank() -> Self {
        String::new()
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        read_text(input, "string", &mut |text| {
            text.clone_into(self);
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
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        input.skip().map(|()| true)
    }
}

impl Encode for () {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.null()
    }
}
