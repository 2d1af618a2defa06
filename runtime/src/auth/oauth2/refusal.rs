//! A token endpoint's refusal (RFC 6749, 5.2), also in the shapes that vendors made up, without what it may repeat of the
//! request.

use crate::auth::AuthError;
use crate::retry::retry_after;
use http::header::{DATE, HeaderName, RETRY_AFTER};
use http::{HeaderMap, StatusCode};
use serde_json::Value;

/// How much of a vendor's text is told.
const LENGTH: usize = 200;

/// The error of an answer. `reveals` says whether a text holds a secret of the request.
pub(super) fn read(
    url: &str,
    status: StatusCode,
    headers: &HeaderMap,
    answer: &Value,
    reveals: impl Fn(&str) -> bool,
) -> AuthError {
    let text = |pointers: &[&str]| {
        let found = pointers.iter().find_map(|pointer| answer.pointer(pointer)?.as_str());
        found
            .filter(|text| !text.is_empty() && !reveals(text))
            .map(|text| text.chars().take(LENGTH).collect::<String>())
    };
    // FedEx has a list, HubSpot `status`.
    let code = text(&["/error", "/error/code", "/errors/0/code", "/status", "/code"]);
    let description = text(&["/error_description", "/error/message", "/errors/0/message", "/message"]);
    let mut reason = format!("no token from {url}: {status}");
    for part in [&code, &description].into_iter().flatten() {
        reason = format!("{reason}: {}", part.escape_debug());
    }
    if code.is_none() && description.is_none() && status.is_success() {
        reason += ": the answer holds no token";
    }
    let header = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let pause = header(RETRY_AFTER).and_then(|text| retry_after::parse(text, header(DATE)));
    let error = AuthError::new(reason).with_retry_after(pause);
    match code {
        Some(code) => error.with_code(code),
        None => error,
    }
}
