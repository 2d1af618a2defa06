//! Keeps secrets out of journals: what an answer holds of tokens and passwords is replaced before it is written.
//!
//! The body of the flow is given what the journal has, on its first run as on every other.

use serde_json::Value;

/// What stands in the journal instead.
pub(crate) const REDACTED: &str = "[redacted]";

/// Ends of names under which vendors send what opens doors, whatever the document says of them.
const NAMES: &[&str] = &[
    "secret",
    "password",
    "passwd",
    "accesstoken",
    "refreshtoken",
    "idtoken",
    // Zoom's: who has it is the host.
    "starturl",
    "authtoken",
    "bearertoken",
    "apikey",
    "privatekey",
    "secretkey",
    "securitycode",
    "cvc",
    "cvv",
];

/// Replaces texts under such names, and texts that the client read as secrets; whether there was any.
pub(crate) fn redact(value: &mut Value, secrets: &[String]) -> bool {
    match value {
        Value::Object(members) => {
            let hide = |(name, value): (&String, &mut Value)| match value {
                Value::String(text) if is_secret_name(name) && !text.is_empty() => {
                    REDACTED.clone_into(text);
                    true
                }
                other => redact(other, secrets),
            };
            members.iter_mut().map(hide).fold(false, |any, one| any | one)
        }
        Value::Array(items) => items.iter_mut().map(|item| redact(item, secrets)).fold(false, |any, one| any | one),
        Value::String(text) if !text.is_empty() && secrets.contains(text) => {
            REDACTED.clone_into(text);
            true
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// `client_secret`, `clientSecret` and `Client-Secret` are one name.
fn is_secret_name(name: &str) -> bool {
    let plain = || name.bytes().rev().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    NAMES.iter().any(|end| plain().take(end.len()).eq(end.bytes().rev()))
}

#[cfg(test)]
mod tests {
    use super::redact;
    use serde_json::json;

    #[test]
    fn by_name_and_by_value_at_any_depth() {
        let mut value =
            json!({"id": "pi_1", "client_secret": "s1", "list": [{"accessToken": "s2", "n": 1}], "pin": "s3"});
        assert!(redact(&mut value, &["s3".into()]));
        let text = value.to_string();
        assert!(!text.contains("s1") && !text.contains("s2") && !text.contains("s3"), "{text}");
        assert_eq!(value["id"], "pi_1");
        assert!(!redact(&mut json!({"secret_question": "which", "password": null, "n": 1}), &[]));
    }
}
