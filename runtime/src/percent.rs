//! Percent-encoding (RFC 3986, 2.1): what stays as it is depends on the place.

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// What stays as it is: RFC 3986's unreserved characters, and what a place has beside them.
pub(crate) struct Kept([bool; 128]);

impl Kept {
    /// The unreserved characters alone.
    pub(crate) const UNRESERVED: Self = Self::and(b"");

    /// The unreserved characters, and these.
    pub(crate) const fn and(more: &[u8]) -> Self {
        let mut kept = [false; 128];
        let mut byte = 0_u8;
        while byte < 128 {
            kept[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
            byte += 1;
        }
        let mut rest = more;
        while let [byte, more @ ..] = rest {
            kept[*byte as usize] = true;
            rest = more;
        }
        Self(kept)
    }

    fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).is_some_and(|kept| *kept)
    }
}

/// Appends `text`; what is not kept becomes `%XX`.
pub(crate) fn escape_but(kept: &Kept, text: &str, out: &mut String) {
    let mut rest = text;
    loop {
        // What is kept is ASCII, so a character that is not begins where the others end.
        let (plain, after) = rest.split_at(rest.bytes().take_while(|byte| kept.has(*byte)).count());
        out.push_str(plain);
        let Some(first) = after.chars().next() else { return };
        let (other, after) = after.split_at(first.len_utf8());
        for byte in other.bytes() {
            out.extend(['%', char::from(HEX[usize::from(byte >> 4)]), char::from(HEX[usize::from(byte & 15)])]);
        }
        rest = after;
    }
}

/// Appends `text` as a value that cannot become structure: all but unreserved characters become `%XX`.
pub fn escape(text: &str, out: &mut String) {
    escape_but(&Kept::UNRESERVED, text, out);
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
