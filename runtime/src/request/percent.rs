//! Percent-encoding: what stays as it is depends on the place.

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Appends `text`; all but RFC 3986's unreserved characters and those in `kept` become `%XX`.
pub(super) fn escape_but(kept: &[u8], text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || kept.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', char::from(HEX[usize::from(byte >> 4)]), char::from(HEX[usize::from(byte & 15)])]);
        }
    }
}

/// Appends `text` as a value that cannot become structure.
pub(super) fn escape(text: &str, out: &mut String) {
    escape_but(b"", text, out);
}

/// The same as a string of its own.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}
