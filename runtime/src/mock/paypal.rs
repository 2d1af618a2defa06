//! `PayPal` signs with a key that nobody else has, and says itself whether a signature is its own. So does its mock: it signs
//! with a key of its own, and answers the call that verifies.

use super::contract::{Contract, Operation};
use crate::codec::to_base64;
use chrono::{DateTime, SecondsFormat, Utc};
use ring::hmac;
use serde_json::Value;
use std::time::SystemTime;

/// What the mock signs with. No secret: it stands here.
const KEY: &[u8] = b"the key of a mock of PayPal";

/// The path of the call that verifies.
const VERIFY: &str = "/v1/notifications/verify-webhook-signature";

/// The call's last member, the event as the bytes that came.
const EVENT: &str = "\"webhook_event\":";

/// The headers that prove an event of this webhook.
pub(super) fn proof(webhook: &str, id: &str, body: &[u8], at: SystemTime) -> Vec<(&'static str, String)> {
    let time = DateTime::<Utc>::from(at).to_rfc3339_opts(SecondsFormat::Secs, true);
    vec![
        ("paypal-transmission-sig", signature([id, &time, webhook], body)),
        ("paypal-transmission-id", id.to_owned()),
        ("paypal-transmission-time", time),
        ("paypal-auth-algo", "SHA256withRSA".to_owned()),
        ("paypal-cert-url", "https://api.paypal.com/v1/notifications/certs/CERT-intertie".to_owned()),
    ]
}

impl Contract {
    /// Whether the vendor can be asked if a signature is its own.
    #[cfg(feature = "reqwest")]
    pub(crate) fn verifies_webhooks(&self) -> bool {
        self.operations.iter().any(|operation| operation.path.ends_with(VERIFY))
    }
}

/// What the call answers: whether the mock made this signature. `None`: it is another call.
pub(super) fn verdict(operation: &Operation, body: &[u8]) -> Option<&'static str> {
    if !operation.path.ends_with(VERIFY) {
        return None;
    }
    Some(if is_genuine(body).unwrap_or_default() { "SUCCESS" } else { "FAILURE" })
}

fn is_genuine(body: &[u8]) -> Option<bool> {
    let call: Value = serde_json::from_slice(body).ok()?;
    let member = |name: &str| call.get(name).and_then(Value::as_str);
    let text = std::str::from_utf8(body).ok()?;
    // Quotes in other members are escaped, so this is the member and no text.
    let (_, event) = text.split_once(EVENT)?;
    let event = event.strip_suffix('}')?;
    let made =
        signature([member("transmission_id")?, member("transmission_time")?, member("webhook_id")?], event.as_bytes());
    Some(member("transmission_sig") == Some(made.as_str()))
}

fn signature(named: [&str; 3], body: &[u8]) -> String {
    let mut signing = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, KEY));
    for text in named {
        signing.update(text.as_bytes());
        signing.update(b"|");
    }
    signing.update(body);
    // By PayPal's document a signature does not begin with another character than a letter, a digit or `_`.
    to_base64(signing.sign().as_ref()).replace(['+', '/'], "_")
}
