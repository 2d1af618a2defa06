//! Compact JSON text.

use crate::codec::MAX_DEPTH;
use crate::codec::encode::{Encode, Members, Sequence, Sink};
use crate::codec::error::{EncodeError, Result};
use serde_json::ser::{CompactFormatter, Formatter};

/// Compact JSON text.
pub fn to_vec(value: &dyn Encode) -> Result<Vec<u8>, EncodeError> {
    let mut sink = JsonSink { out: Vec::with_capacity(128), depth: 0 };
    value.encode(&mut sink)?;
    Ok(sink.out)
}

/// Compact JSON text.
pub fn to_string(value: &dyn Encode) -> Result<String, EncodeError> {
    String::from_utf8(to_vec(value)?).map_err(EncodeError::new)
}

struct JsonSink {
    out: Vec<u8>,
    depth: usize,
}

impl JsonSink {
    fn enter(&mut self) -> Result<(), EncodeError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(EncodeError::too_deep()) } else { Ok(()) }
    }
}

impl Sink for JsonSink {
    fn null(&mut self) -> Result<(), EncodeError> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn bool(&mut self, value: bool) -> Result<(), EncodeError> {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn int(&mut self, value: i128) -> Result<(), EncodeError> {
        let written = match i64::try_from(value) {
            Ok(value) => CompactFormatter.write_i64(&mut self.out, value),
            Err(_) => CompactFormatter.write_i128(&mut self.out, value),
        };
        written.map_err(EncodeError::new)
    }

    fn float(&mut self, value: f64) -> Result<(), EncodeError> {
        if !value.is_finite() {
            return Err(EncodeError::new("JSON has no infinity and no NaN"));
        }
        CompactFormatter.write_f64(&mut self.out, value).map_err(EncodeError::new)
    }

    fn str(&mut self, value: &str) -> Result<(), EncodeError> {
        serde_json::to_writer(&mut self.out, value).map_err(EncodeError::new)
    }

    fn array(&mut self, items: &dyn Sequence) -> Result<(), EncodeError> {
        self.enter()?;
        let mut mark = b'[';
        items.each(&mut |item| {
            self.out.push(mark);
            mark = b',';
            item.encode(self)
        })?;
        self.out.extend_from_slice(if mark == b'[' { b"[]" } else { b"]" });
        self.depth -= 1;
        Ok(())
    }

    fn object(&mut self, members: &dyn Members) -> Result<(), EncodeError> {
        self.enter()?;
        let mut mark = b'{';
        members.each(&mut |entry| {
            self.out.push(mark);
            mark = b',';
            self.str(entry.key)?;
            self.out.push(b':');
            entry.value.encode(self)
        })?;
        self.out.extend_from_slice(if mark == b'{' { b"{}" } else { b"}" });
        self.depth -= 1;
        Ok(())
    }
}
