//! What of a vendor's own text may be shown in logs and errors.

/// The text, where it is a word of a protocol: `channel_not_found`, `REQUEST_DENIED`, `3161`. Sentences may quote what was
/// sent, and long words may be keys.
pub(crate) fn word(text: &str) -> Option<&str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    (!text.is_empty() && text.len() <= 40 && text.bytes().all(plain)).then_some(text)
}
