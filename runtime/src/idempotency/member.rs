//! A key as a member of the request's body. The body is bytes already, ours and therefore compact: a form or a JSON
//! object. Its numbers keep their digits, so the text is added to, not read and written anew.

use crate::client::ConfigError;
use crate::codec::value_at;
use crate::percent::{escaped, form_decoded};
use crate::pointer;
use crate::request::{Body, Request};
use crate::spec::{Coding, Idempotency, KeyPlace, OperationSpec};
use http::HeaderValue;
use http::header::CONTENT_TYPE;

/// Whether the request can hold the key.
pub(super) fn has_place(rule: &Idempotency, spec: &'static OperationSpec, request: &Request) -> bool {
    match rule.place {
        KeyPlace::Header(_) => true,
        KeyPlace::Member(_) => coding(spec, request).is_some(),
    }
}

/// How the body is written, where it can hold a member: as the request says, or else, without a body, the document.
fn coding(spec: &'static OperationSpec, request: &Request) -> Option<Coding> {
    let Some(media_type) = request.headers.get(CONTENT_TYPE) else {
        let declared = spec.body.as_ref()?.coding;
        return matches!(declared, Coding::Form | Coding::Json).then_some(declared);
    };
    let essence = media_type.to_str().ok()?.split(';').next()?.trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/x-www-form-urlencoded" => Some(Coding::Form),
        json if json == "application/json" || json.ends_with("+json") => Some(Coding::Json),
        _ => None,
    }
}

/// The member's text.
pub(super) fn get(spec: &'static OperationSpec, request: &Request, name: &str) -> Option<String> {
    let Body::Bytes(body) = &request.body else { return None };
    match coding(spec, request)? {
        Coding::Form => {
            let wanted = escaped(name);
            let pairs = std::str::from_utf8(body).ok()?.split('&').filter_map(|pair| pair.split_once('='));
            let value = pairs.into_iter().find(|(key, _)| *key == wanted)?.1;
            Some(form_decoded(value))
        }
        _ => value_at(body, &format!("/{}", pointer::escaped(name)))?.as_str().map(str::to_owned),
    }
}

/// Sets the member, unless it has this text already.
pub(super) fn set(
    spec: &'static OperationSpec,
    request: &mut Request,
    name: &str,
    key: &str,
) -> Result<(), ConfigError> {
    let nowhere = || ConfigError::new(format_args!("the request has no body that can hold `{name}`"));
    let (Some(coding), Some(body)) = (coding(spec, request), &spec.body) else { return Err(nowhere()) };
    match get(spec, request, name) {
        Some(own) if own == key => return Ok(()),
        Some(_) => {
            return Err(ConfigError::new(format_args!("the call has one key, and the operation's `{name}` another")));
        }
        None => {}
    }
    let text = match &request.body {
        Body::Empty => "",
        Body::Bytes(bytes) => std::str::from_utf8(bytes).map_err(|_| nowhere())?,
        Body::Stream(_) => return Err(nowhere()),
    };
    let text = match coding {
        Coding::Form if text.is_empty() => format!("{}={}", escaped(name), escaped(key)),
        Coding::Form => format!("{text}&{}={}", escaped(name), escaped(key)),
        _ => with_json_member(text, name, key).ok_or_else(nowhere)?,
    };
    request.body = Body::Bytes(text.into());
    if let Ok(media_type) = HeaderValue::from_str(body.media_type) {
        request.headers.entry(CONTENT_TYPE).or_insert(media_type);
    }
    Ok(())
}

/// The object with one member more, in front.
fn with_json_member(text: &str, name: &str, key: &str) -> Option<String> {
    let rest = if text.is_empty() { "}" } else { text.trim_start().strip_prefix('{')?.trim_start() };
    let comma = if rest.starts_with('}') { "" } else { "," };
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    Some(format!("{{{}:{}{comma}{rest}", quoted(name), quoted(key)))
}
