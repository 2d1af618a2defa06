//! What the journal holds of a step: JSON that programs of later versions read.

use super::error::Failure;
use super::recorded::SpecMark;
use super::redact::redact;
use crate::codec::base64;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A step in the journal. The names are part of the format: they do not change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Entry {
    /// A vendor's answer.
    Answer(Answered),
    /// What a step of the flow's own gave.
    Value(Value),
    /// A failure.
    Failed(Failed),
}

/// A vendor's answer: as it came, so that a client of another version can read it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    #[serde(flatten)]
    pub(crate) body: Content,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) content_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) request_id: Option<String>,
    #[serde(flatten)]
    pub(crate) by: By,
    /// What it has that the document does not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) drift: Vec<Drift>,
    /// Whether it was found instead of called for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) found: bool,
}

/// What an answer has that its document does not say: where, and what kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Drift {
    pub(crate) place: String,
    pub(crate) kind: String,
}

/// What was called, by what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct By {
    pub(crate) operation: String,
    pub(crate) spec: SpecMark,
    pub(crate) client: String,
    pub(crate) attempts: u32,
}

/// A failure, and of a call what was called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Failed {
    #[serde(flatten)]
    pub(crate) failure: Failure,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) by: Option<By>,
}

/// The bytes of an answer, as readable as they are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Content {
    Json(Value),
    Text(String),
    Base64(String),
}

impl Content {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        match (std::str::from_utf8(bytes), serde_json::from_slice(bytes)) {
            (Ok(text), Ok(_)) if !keeps_numbers(text) => Self::Text(text.into()),
            (_, Ok(value)) => Self::Json(value),
            (Ok(text), Err(_)) => Self::Text(text.into()),
            (Err(_), Err(_)) => Self::Base64(base64::encode(bytes)),
        }
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

/// Whether a `Value` keeps all numbers as they are written: else such JSON stays text.
fn keeps_numbers(json: &str) -> bool {
    let mut in_text = false;
    let mut rest = json.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'"' => in_text = !in_text,
            b'\\' => rest = rest.get(1..).unwrap_or_default(),
            b'-' | b'0'..=b'9' if !in_text => {
                let end = after.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
                let (tail, following) = after.split_at(end.unwrap_or(after.len()));
                if !is_kept(byte, tail) {
                    return false;
                }
                rest = following;
            }
            _ => {}
        }
    }
    true
}

/// Whether a number is printed as it was written: up to 15 digits, no exponent, no zeros after the fraction's last digit.
fn is_kept(first: u8, tail: &[u8]) -> bool {
    let is_plain = tail.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.'));
    let has_fraction = tail.contains(&b'.');
    let is_minus_zero = first == b'-' && tail == b"0";
    is_plain && tail.len() < 15 && !(has_fraction && tail.ends_with(b"0")) && !is_minus_zero
}

impl Entry {
    pub(crate) fn into_value(mut self) -> Value {
        // A body is often large: it is moved, the rest is written.
        let body = self.take_json();
        // Strings, numbers and values: nothing of it cannot be JSON.
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if let Some((place, body)) = body
            && let Some(slot) = value.pointer_mut(place)
        {
            *slot = body;
        }
        value
    }

    /// What it holds of JSON, and where that stands.
    fn take_json(&mut self) -> Option<(&'static str, Value)> {
        match self {
            Self::Answer(Answered { body: Content::Json(body), .. }) => Some(("/answer/json", body.take())),
            Self::Value(value) => Some(("/value", value.take())),
            Self::Answer(_) | Self::Failed(_) => None,
        }
    }

    pub(crate) fn from_value(value: Value) -> Result<Self, String> {
        serde_json::from_value(value).map_err(|error| error.to_string())
    }
}

/// Of a step that failed, what kind of failure it is, in one word.
pub(crate) fn reason(value: &Value) -> Option<&str> {
    value.get("failed")?.get("reason")?.as_str()
}

#[cfg(test)]
mod tests {
    use super::Content;

    #[test]
    fn what_comes_goes_back_as_it_came() {
        let cases: &[&[u8]] = &[b"{\"a\":1.5}", b"{\"n\":123456789012345678901234567890}", b"", b"plain", &[0, 255]];
        for bytes in cases {
            let kept = serde_json::to_string(&Content::of(bytes)).expect("JSON");
            let back: Content = serde_json::from_str(&kept).expect("what was written");
            assert_eq!(back.bytes(), *bytes, "{kept}");
        }
    }

    #[test]
    fn numbers_stay_as_they_are_written() {
        let is_text = |json: &str| matches!(Content::of(json.as_bytes()), Content::Text(_));
        assert!(!is_text(r#"{"sid":"SM00000000000000000001","a\\":1,"b\"12345678901234567890":[1,-2.5,0,100,0.25]}"#));
        for number in ["1234567890.12345678", "1.50", "1e2", "1E2", "-0", "0.0", "123456789012345678"] {
            assert!(is_text(&format!(r#"{{"a\\":{number}}}"#)), "{number}");
        }
    }

    #[test]
    fn secrets_are_left_out_of_every_kind() {
        let mut json = Content::of(b"{\"client_secret\":\"s1\",\"n\":123456789012345678901234567890}");
        json.redact(&[]);
        let mut text = Content::of(b"s2");
        text.redact(&["s2".into()]);
        let all = format!("{json:?}{text:?}");
        assert!(!all.contains("s1") && !all.contains("s2"), "{all}");
    }
}
