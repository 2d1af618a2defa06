//! Values that are one piece of text: in a path, a header, an item of a list with commas.

use crate::codec::encode::{Encode, Members, Sequence, Sink};
use crate::codec::error::{EncodeError, Result};

/// The text of a value that is not compound, not percent-encoded; `None` for null.
pub fn scalar(value: &dyn Encode) -> Result<Option<String>, EncodeError> {
    let mut sink = ScalarSink(None);
    value.encode(&mut sink)?;
    Ok(sink.0)
}

/// A number as JSON writes it.
pub(super) fn float(value: f64) -> Result<String, EncodeError> {
    if value.is_finite() {
        Ok(serde_json::Value::from(value).to_string())
    } else {
        Err(EncodeError::new("a number must be finite"))
    }
}

struct ScalarSink(Option<String>);

impl Sink for ScalarSink {
    fn null(&mut self) -> Result<(), EncodeError> {
        Ok(())
    }
    fn bool(&mut self, value: bool) -> Result<(), EncodeError> {
        self.str(&value.to_string())
    }
    fn int(&mut self, value: i128) -> Result<(), EncodeError> {
        self.str(&value.to_string())
    }
    fn float(&mut self, value: f64) -> Result<(), EncodeError> {
        self.str(&float(value)?)
    }
    fn str(&mut self, value: &str) -> Result<(), EncodeError> {
        self.0 = Some(value.to_owned());
        Ok(())
    }
    fn array(&mut self, _items: &dyn Sequence) -> Result<(), EncodeError> {
        Err(EncodeError::new("an array cannot stand here, only text, a number or a boolean"))
    }
    fn object(&mut self, _members: &dyn Members) -> Result<(), EncodeError> {
        Err(EncodeError::new("an object cannot stand here, only text, a number or a boolean"))
    }
}
