//! Sixteen bytes as a UUID (RFC 9562), which vendors ask for as a key, or as much of one as they take.

/// The length of a UUID with its dashes.
const WHOLE: usize = 36;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// The text of these bytes with this version set, of at most `max_length` characters. Where a UUID does not fit, its digits
/// are cut.
pub(crate) fn text(mut bytes: [u8; 16], version: u8, max_length: usize) -> String {
    bytes[6] = bytes[6] & 0x0f | version << 4;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut key = String::with_capacity(WHOLE);
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) && max_length >= WHOLE {
            key.push('-');
        }
        for half in [byte >> 4, byte & 0x0f] {
            key.push(char::from(DIGITS[usize::from(half)]));
        }
    }
    key.truncate(max_length);
    key
}
