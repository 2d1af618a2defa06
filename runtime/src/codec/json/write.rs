//! Compact JSON text.

use super::scan::{is_plain, stands_for_itself};
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

    /// Writes the inside of a string.
    #[inline]
    fn text(&mut self, text: &str) {
        if is_plain(text.as_bytes()) {
            self.out.extend_from_slice(text.as_bytes());
        } else {
            self.escaped(text);
        }
    }

    #[inline(never)]
    fn escaped(&mut self, text: &str) {
        for byte in text.bytes() {
            if stands_for_itself(byte) {
                self.out.push(byte);
            } else {
                self.escape(byte);
            }
        }
    }

    /// Writes a byte that cannot stand for itself.
    fn escape(&mut self, byte: u8) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            0x0c => b'f',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            _ => {
                self.out.extend_from_slice(b"\\u00");
                self.out.extend([HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
                return;
            }
        };
        self.out.extend([b'\\', short]);
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
        self.out.push(b'"');
        self.text(value);
        self.out.push(b'"');
        Ok(())
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
            self.out.extend_from_slice(&[mark, b'"']);
            mark = b',';
            self.text(entry.key);
            self.out.extend_from_slice(b"\":");
            entry.value.encode(self)
        })?;
        self.out.extend_from_slice(if mark == b'{' { b"{}" } else { b"}" });
        self.depth -= 1;
        Ok(())
    }
}
