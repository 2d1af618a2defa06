//! Bytes -> text: byte order marks, UTF-16, and bytes that are no Unicode at all.

use super::Source;
use super::input::Read;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::pointer::Pointer;
use sha2::{Digest, Sha256};

/// Decodes a file; bytes that cannot be read are replaced and reported.
pub(super) fn decode(read: Read, sink: &mut Sink) -> Source {
    let digest = Sha256::digest(&read.bytes).into();
    let (text, clean) = text(read.bytes);
    if !clean {
        let line = text.find(char::REPLACEMENT_CHARACTER).map_or(1, |at| 1 + text[..at].matches('\n').count());
        let place = Place { file: read.name.clone(), line, column: 1 };
        let found = Diagnostic::new(Code::Encoding, &Pointer::root(), "some bytes are not Unicode and were replaced");
        sink.push(found.help("save the file as UTF-8").at(place));
    }
    Source { name: read.name, path: read.path, text: text.into(), digest }
}

/// The text, and whether nothing was lost. Without a byte order mark, a zero byte first or second means UTF-16: both
/// JSON and YAML start with an ASCII character (RFC 4627, section 3).
fn text(bytes: Vec<u8>) -> (String, bool) {
    match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest.to_vec()),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0, second, ..] if *second != 0 => utf16(&bytes, u16::from_be_bytes),
        [first, 0, ..] if *first != 0 => utf16(&bytes, u16::from_le_bytes),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: Vec<u8>) -> (String, bool) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, true),
        Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), false),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, bool) {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut clean = rest.is_empty();
    let mut text = String::with_capacity(pairs.len());
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        clean &= decoded.is_ok();
        text.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    (text, clean)
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn reads_every_encoding_that_exporters_write() {
        let wanted = ("{\"a\": \"é\"}".to_owned(), true);
        let little: Vec<u8> = wanted.0.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = wanted.0.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text([&[0xEF, 0xBB, 0xBF], wanted.0.as_bytes()].concat()), wanted);
        assert_eq!(text([&[0xFF, 0xFE], little.as_slice()].concat()), wanted);
        assert_eq!(text([&[0xFE, 0xFF], big.as_slice()].concat()), wanted);
        assert_eq!(text(little), wanted);
        assert_eq!(text(big), wanted);
    }

    #[test]
    fn replaces_what_is_no_unicode() {
        assert_eq!(text(b"caf\xe9: 1".to_vec()), ("caf\u{FFFD}: 1".to_owned(), false));
    }
}
