//! The bytes of an answer in the journal: JSON that a person can read, where that says the same as the bytes.

use super::redact::redact;
use crate::codec::base64;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The bytes of an answer, as readable as they are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Content {
    Json(Value),
    Text(String),
    Base64(String),
}

impl Content {
    /// The content, and whether it has every member of the bytes: of one that comes twice, JSON keeps the last.
    pub(crate) fn of(bytes: &[u8]) -> (Self, bool) {
        let Ok(text) = std::str::from_utf8(bytes) else { return (Self::Base64(base64::encode(bytes)), true) };
        let Ok(value) = serde_json::from_str(text) else { return (Self::Text(text.into()), true) };
        let written = Written::of(text);
        if !written.keeps_numbers {
            return (Self::Text(text.into()), true);
        }
        let is_whole = members(&value) == written.members;
        (Self::Json(value), is_whole)
    }

    /// Leaves secrets out; whether there was any.
    pub(crate) fn redact(&mut self, secrets: &[String]) -> bool {
        match self {
            Self::Json(value) => redact(value, secrets),
            Self::Text(text) => {
                let mut value = serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone()));
                let has_secrets = redact(&mut value, secrets);
                if has_secrets {
                    *self = match value {
                        Value::String(text) => Self::Text(text),
                        value => Self::Json(value),
                    };
                }
                has_secrets
            }
            Self::Base64(_) => false,
        }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Json(value) => value.to_string().into_bytes(),
            Self::Text(text) => text.as_bytes().to_vec(),
            Self::Base64(text) => base64::decode(text).unwrap_or_default(),
        }
    }
}

/// How many members the objects of it have.
fn members(value: &Value) -> usize {
    match value {
        Value::Object(all) => all.len() + all.values().map(members).sum::<usize>(),
        Value::Array(items) => items.iter().map(members).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// What JSON text has that a `Value` of it may not have.
struct Written {
    members: usize,
    /// Whether each number is printed as it is written: else the text is kept.
    keeps_numbers: bool,
}

impl Written {
    /// Of text that is JSON.
    fn of(json: &str) -> Self {
        let (mut written, mut in_text) = (Self { members: 0, keeps_numbers: true }, false);
        let mut rest = json.as_bytes();
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            match byte {
                b'"' => in_text = !in_text,
                b'\\' => rest = rest.get(1..).unwrap_or_default(),
                b':' if !in_text => written.members += 1,
                b'-' | b'0'..=b'9' if !in_text => {
                    let in_number = |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
                    let (tail, following) = after.split_at(after.iter().take_while(|byte| in_number(byte)).count());
                    written.keeps_numbers &= is_kept(byte, tail);
                    rest = following;
                }
                _ => {}
            }
        }
        written
    }
}

/// Whether a number is printed as it was written: up to 15 digits, no exponent, no zeros after the fraction's last digit.
fn is_kept(first: u8, tail: &[u8]) -> bool {
    let is_plain = tail.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.'));
    let has_fraction = tail.contains(&b'.');
    let is_minus_zero = first == b'-' && tail == b"0";
    is_plain && tail.len() < 15 && !(has_fraction && tail.ends_with(b"0")) && !is_minus_zero
}

#[cfg(test)]
mod tests {
    use super::Content;

    #[test]
    fn what_comes_goes_back_as_it_came() {
        let cases: &[&[u8]] = &[b"{\"a\":1.5}", b"{\"n\":123456789012345678901234567890}", b"", b"plain", &[0, 255]];
        for bytes in cases {
            let kept = serde_json::to_string(&Content::of(bytes).0).expect("JSON");
            let back: Content = serde_json::from_str(&kept).expect("what was written");
            assert_eq!(back.bytes(), *bytes, "{kept}");
        }
    }

    #[test]
    fn numbers_stay_as_they_are_written() {
        let is_text = |json: &str| matches!(Content::of(json.as_bytes()).0, Content::Text(_));
        assert!(!is_text(r#"{"sid":"SM00000000000000000001","a\\":1,"b\"12345678901234567890":[1,-2.5,0,100,0.25]}"#));
        for number in ["1234567890.12345678", "1.50", "1e2", "1E2", "-0", "0.0", "123456789012345678"] {
            assert!(is_text(&format!(r#"{{"a\\":{number}}}"#)), "{number}");
        }
    }

    #[test]
    fn a_member_that_comes_twice_is_missed() {
        let has_all = |json: &str| Content::of(json.as_bytes()).1;
        assert!(has_all(r#"{"a":{"b:":1},"c":[{"d":":"},{"d":"\":"}]}"#));
        assert!(!has_all(r#"{"a":{"b":1,"b":2}}"#));
    }

    #[test]
    fn secrets_are_left_out_of_every_kind() {
        let (mut json, _) = Content::of(b"{\"client_secret\":\"s1\",\"n\":123456789012345678901234567890}");
        json.redact(&[]);
        let (mut text, _) = Content::of(b"s2");
        text.redact(&["s2".into()]);
        let all = format!("{json:?}{text:?}");
        assert!(!all.contains("s1") && !all.contains("s2"), "{all}");
    }
}
