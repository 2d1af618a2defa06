//! `application/x-www-form-urlencoded`, as the WHATWG URL standard reads it, but to bytes: what libraries give is text in
//! which all that is not UTF-8 is the same sign, so that different bodies would have one signature.

use crate::percent::form_decoded_bytes;

/// The pairs of a form, in their order, decoded. An invalid escape stays as it is.
pub(super) fn pairs(text: &[u8]) -> impl Iterator<Item = (Vec<u8>, Vec<u8>)> + '_ {
    let pieces = text.split(|byte| *byte == b'&').filter(|piece| !piece.is_empty());
    pieces.map(|piece| {
        let at = piece.iter().position(|byte| *byte == b'=');
        let (key, value) = at.map_or((piece, &[][..]), |at| (&piece[..at], &piece[at + 1..]));
        (form_decoded_bytes(key), form_decoded_bytes(value))
    })
}
