//! Bytes as base64 text (RFC 4648): written with the standard alphabet and padding, read also with the URL-safe one,
//! without padding, and with line breaks.

use super::decode::Decode;
use super::encode::{Encode, Sink};
use super::error::{DecodeError, EncodeError, Result};
use super::input::Input;
use super::text::read_text;
use std::fmt;

/// Bytes that are base64 text on the wire.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Base64(pub Vec<u8>);

impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64([{} bytes])", self.0.len())
    }
}

impl<T: Into<Vec<u8>>> From<T> for Base64 {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Decode for Base64 {
    #[inline]
    fn blank() -> Self {
        Self::default()
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        read(&mut self.0, input)
    }
}

impl Encode for Base64 {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        if sink.show(self) { Ok(()) } else { sink.str(&encode(&self.0)) }
    }
}

/// Reads base64 text into `bytes`.
pub(super) fn read(bytes: &mut Vec<u8>, input: &mut dyn Input) -> Result<bool> {
    read_text(input, "base64 text", &mut |text| {
        *bytes = decode(text).ok_or_else(|| DecodeError::expected("base64 text", "string"))?;
        Ok(())
    })
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The text of these bytes.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().enumerate().fold(0_u32, |group, (at, byte)| group | u32::from(*byte) << (16 - 8 * at));
        for at in 0..4 {
            let sextet = (group >> (18 - 6 * at)) & 63;
            text.push(if at <= chunk.len() { char::from(ALPHABET[sextet as usize]) } else { '=' });
        }
    }
    text
}

/// The same with the URL-safe alphabet and without padding (RFC 7515, 2).
#[cfg(feature = "oauth2")]
pub(crate) fn encode_url(bytes: &[u8]) -> String {
    encode(bytes).trim_end_matches('=').replace('+', "-").replace('/', "_")
}

/// The bytes of this text.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut group, mut bits, mut padding) = (0_u32, 0, false);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        if byte == b'=' {
            padding = true;
            continue;
        }
        if padding {
            return None;
        }
        group = group << 6 | sextet(byte)?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(group >> bits & 255).ok()?);
        }
    }
    // Six bits over are a character too many; others must be the zeros that fill the last one.
    (bits < 6).then_some(bytes)
}

fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}
