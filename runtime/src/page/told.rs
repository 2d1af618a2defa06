//! What an answer tells about pages, as it was found there: cursors, numbers, and what cannot be read.

use super::PageError;
use super::error::Reason;
use crate::codec::DecodeError;
use serde_json::Value;

/// Whether a value is a cursor, a link or an id: absent, null and empty text are none.
pub(super) fn is_there(value: &Value) -> bool {
    !value.is_null() && value.as_str() != Some("")
}

/// A whole number, also as text.
pub(super) fn number(value: &Value) -> Option<u64> {
    let float = || value.as_f64().filter(|number| number.fract() == 0.0 && (0.0..9e15).contains(number));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, not negative and small")]
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok()).or_else(|| float().map(|number| number as u64))
}

/// The error of a reading as one about pages.
pub(super) fn unreadable(error: DecodeError) -> PageError {
    Reason::Answer(error).into()
}

#[cfg(test)]
mod tests {
    use super::number;
    use serde_json::json;

    #[test]
    fn numbers_are_read_in_any_form() {
        let all = [json!(3), json!("3"), json!(3.0), json!("x"), json!(-1), json!(0.5), json!(null)];
        assert_eq!(all.map(|value| number(&value)), [Some(3), Some(3), Some(3), None, None, None, None]);
    }
}
