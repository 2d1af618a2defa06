//! `application/x-www-form-urlencoded`, as the WHATWG URL standard reads it, but to bytes: what libraries give is text in
//! which all that is not UTF-8 is the same sign, so that different bodies would have one signature.

/// The pairs of a form, in their order, decoded. An invalid escape stays as it is.
pub(super) fn pairs(text: &[u8]) -> impl Iterator<Item = (Vec<u8>, Vec<u8>)> + '_ {
    let pieces = text.split(|byte| *byte == b'&').filter(|piece| !piece.is_empty());
    pieces.map(|piece| {
        let at = piece.iter().position(|byte| *byte == b'=');
        let (key, value) = at.map_or((piece, &[][..]), |at| (&piece[..at], &piece[at + 1..]));
        (decoded(key), decoded(value))
    })
}

fn decoded(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        at += 1;
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => match text.get(at..at + 2).and_then(escaped) {
                Some(byte) => {
                    bytes.push(byte);
                    at += 2;
                }
                None => bytes.push(b'%'),
            },
            _ => bytes.push(*byte),
        }
    }
    bytes
}

fn escaped(digits: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*digits.get(at)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}
