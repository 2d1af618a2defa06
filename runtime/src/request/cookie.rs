//! Cookies: one header, percent-encoded values (RFC 6265 has no encoding of its own).

use super::error::{Reason, RequestError};
use super::node::{Flat, Node};
use super::path::pairs;
use super::{Slot, Values};
use crate::percent::escaped;
use crate::spec::Part;
use http::HeaderValue;

/// The `Cookie` header, if there is any cookie.
pub(super) fn write(values: Values<'_>) -> Result<Option<HeaderValue>, RequestError> {
    let mut cookies = Vec::new();
    for slot in values.of(Part::Cookie) {
        let text = text(slot).map_err(|reason| slot.error(reason))?;
        cookies.extend(text.map(|text| format!("{}={text}", escaped(slot.name()))));
    }
    if cookies.is_empty() {
        return Ok(None);
    }
    let mut value = HeaderValue::from_str(&cookies.join("; ")).map_err(|_| RequestError::whole(Reason::HeaderValue))?;
    value.set_sensitive(true);
    Ok(Some(value))
}

fn text(slot: Slot<'_>) -> Result<Option<String>, Reason> {
    let Some(value) = slot.present() else { return Ok(None) };
    let node = if slot.place.is_json() { Node::Text(crate::to_string(value)?) } else { Node::of(value)? };
    Ok(Flat::of(node)?.map(|flat| match flat {
        Flat::Text(text) => escaped(&text),
        Flat::List(items) => items.iter().map(|item| escaped(item)).collect::<Vec<_>>().join(","),
        Flat::Map(members) => pairs(&members, false).join(","),
    }))
}
