//! Headers: lists joined by commas, no line breaks, none that only the transport may set.

use super::error::{Reason, RequestError};
use super::node::{Flat, Node};
use super::{Slot, Values};
use crate::spec::Part;
use http::{HeaderMap, HeaderName, HeaderValue};

/// They say how the message is framed, or to whom it goes: a value here could smuggle a second request.
const TRANSPORT: &[&str] =
    &["host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "keep-alive", "expect"];

/// The header parameters of an operation.
pub(super) fn write(values: Values<'_>) -> Result<HeaderMap, RequestError> {
    let mut headers = HeaderMap::new();
    for slot in values.of(Part::Header) {
        if let Some(text) = text(slot).map_err(|reason| slot.error(reason))? {
            let name = name(slot.name()).ok_or_else(|| slot.error(Reason::HeaderName))?;
            let mut value = value(&text).ok_or_else(|| slot.error(Reason::HeaderValue))?;
            value.set_sensitive(slot.member.is_secret());
            headers.insert(name, value);
        }
    }
    Ok(headers)
}

/// A header name that a request may set.
pub(crate) fn name(text: &str) -> Option<HeaderName> {
    let name = HeaderName::from_bytes(text.as_bytes()).ok()?;
    (!TRANSPORT.contains(&name.as_str()) && !name.as_str().starts_with("proxy-")).then_some(name)
}

/// A header value; `None` where the text has control characters.
pub(crate) fn value(text: &str) -> Option<HeaderValue> {
    HeaderValue::from_bytes(text.as_bytes()).ok()
}

/// The same of a text of the document, which is not copied.
pub(super) fn fixed(text: &'static str) -> Option<HeaderValue> {
    let plain = text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    if plain { Some(HeaderValue::from_static(text)) } else { value(text) }
}

fn text(slot: Slot<'_>) -> Result<Option<String>, Reason> {
    let Some(value) = slot.present() else { return Ok(None) };
    if slot.place.is_json() {
        return Ok(Some(ascii(&crate::to_string(value)?)));
    }
    Ok(Flat::of(Node::of(value)?)?.map(|flat| match flat {
        Flat::Text(text) => text,
        Flat::List(items) => items.join(","),
        Flat::Map(members) => {
            let joint = if slot.place.explodes() { "=" } else { "," };
            members.iter().map(|(key, text)| format!("{key}{joint}{text}")).collect::<Vec<_>>().join(",")
        }
    }))
}

/// JSON text whose other characters are escaped: headers carry ASCII.
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            out.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    out
}
