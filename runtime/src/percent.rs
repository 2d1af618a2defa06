//! Percent-encoding (RFC 3986, 2.1): what stays as it is depends on the place.

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Appends `text`; all but RFC 3986's unreserved characters and those in `kept` become `%XX`.
pub(crate) fn escape_but(kept: &[u8], text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || kept.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', char::from(HEX[usize::from(byte >> 4)]), char::from(HEX[usize::from(byte & 15)])]);
        }
    }
}

/// Appends `text` as a value that cannot become structure: all but unreserved characters become `%XX`.
pub fn escape(text: &str, out: &mut String) {
    escape_but(b"", text, out);
}

/// The same as a string of its own: a segment of a path, a name or a value of a query.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

/// The bytes behind a text; a `%` that begins nothing stays.
pub(crate) fn decoded_bytes(text: &[u8]) -> Vec<u8> {
    let digit = |at: usize| char::from(*text.get(at)?).to_digit(16);
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        if let (b'%', Some(high), Some(low)) = (byte, digit(at + 1), digit(at + 2)) {
            // Two hexadecimal digits are a byte.
            bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
            at += 3;
        } else {
            bytes.push(byte);
            at += 1;
        }
    }
    bytes
}

/// The same of a name or value of a form or query, where `+` is a space.
pub(crate) fn form_decoded_bytes(text: &[u8]) -> Vec<u8> {
    let spaced: Vec<u8> = text.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect();
    decoded_bytes(&spaced)
}

/// The text behind a text; what is no UTF-8 becomes U+FFFD.
#[cfg(any(test, feature = "test-util"))]
pub(crate) fn decoded(text: &str) -> String {
    String::from_utf8_lossy(&decoded_bytes(text.as_bytes())).into_owned()
}

/// The same of a name or value of a form or query.
pub(crate) fn form_decoded(text: &str) -> String {
    String::from_utf8_lossy(&form_decoded_bytes(text.as_bytes())).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{decoded, escaped, form_decoded};

    #[test]
    fn what_is_written_is_read_again() {
        for text in ["a/b?c#d ä", "100 %", "a+b", ""] {
            assert_eq!(decoded(&escaped(text)), text);
            assert_eq!(form_decoded(&escaped(text)), text);
        }
        assert_eq!(escaped("a/b?c#d ä"), "a%2Fb%3Fc%23d%20%C3%A4");
    }

    #[test]
    fn a_sign_that_begins_nothing_stays() {
        assert_eq!(decoded("%+5%zz%4"), "%+5%zz%4");
        assert_eq!(form_decoded("a+b%2Bc"), "a b+c");
    }
}
