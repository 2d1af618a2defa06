//! The path: the template's text and the values between, in the styles simple, label and matrix (RFC 6570).

use super::error::{Reason, RequestError};
use super::node::{Flat, Node};
use super::{Slot, Values};
use crate::percent::{Kept, escape, escape_but, escaped};
use crate::spec::{Part, Style};

/// What RFC 3986 allows in a segment beside the unreserved, plus what is encoded already.
const LITERAL: Kept = Kept::and(b"/%!$&'()*+,;=:@");

/// Fills the template.
pub(super) fn write(template: &'static str, values: Values<'_>) -> Result<String, RequestError> {
    let mut out = String::with_capacity(template.len() + 32);
    if !template.starts_with('/') {
        out.push('/');
    }
    let mut rest = template;
    while let Some((literal, name, after)) = next_name(rest) {
        escape_but(&LITERAL, literal, &mut out);
        let found = values.of(Part::Path).find(|slot| slot.name() == name);
        let slot = found.ok_or_else(|| RequestError::member(name, Reason::NoSuchPathValue))?;
        expand(slot, &mut out).map_err(|reason| slot.error(reason))?;
        rest = after;
    }
    escape_but(&LITERAL, rest, &mut out);
    // URL parsers resolve such segments, `%2e` included, and would call another operation.
    if out.split('/').any(is_dots) {
        return Err(RequestError::whole(Reason::DotSegment));
    }
    Ok(out)
}

/// The text before the next `{name}`, the name, and the text after it.
fn next_name(template: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let (literal, after) = template.split_once('{')?;
    let (name, after) = after.split_once('}')?;
    Some((literal, name, after))
}

/// Whether a segment is one or two dots, each as it is or encoded.
fn is_dots(segment: &str) -> bool {
    let dot = |text: &str| match text.get(..3) {
        Some(encoded) if encoded.eq_ignore_ascii_case("%2e") => Some(3),
        _ => text.starts_with('.').then_some(1),
    };
    let Some(first) = dot(segment) else { return false };
    let rest = &segment[first..];
    rest.is_empty() || dot(rest) == Some(rest.len())
}

fn expand(slot: Slot<'_>, out: &mut String) -> Result<(), Reason> {
    let value = slot.present().ok_or(Reason::EmptyPathValue)?;
    let node = if slot.place.is_json() { Node::Text(crate::to_string(value)?) } else { Node::of(value)? };
    let flat = Flat::of(node)?.ok_or(Reason::EmptyPathValue)?;
    let empty = match &flat {
        Flat::Text(text) => text.is_empty(),
        Flat::List(items) => items.iter().all(String::is_empty),
        Flat::Map(members) => members.is_empty(),
    };
    if empty {
        return Err(Reason::EmptyPathValue);
    }
    if slot.place.is_multi_segment()
        && let Flat::Text(text) = &flat
    {
        return segments(text, out);
    }
    styled(slot.name(), &flat, slot.place.style.unwrap_or(Style::Simple), slot.place.explodes(), out);
    Ok(())
}

/// Text whose slashes stay. Empty segments but the last would be folded by some servers, and change the meaning.
fn segments(text: &str, out: &mut String) -> Result<(), Reason> {
    let count = text.split('/').count();
    for (at, segment) in text.split('/').enumerate() {
        if segment.is_empty() && at + 1 < count {
            return Err(Reason::EmptyPathValue);
        }
        if at > 0 {
            out.push('/');
        }
        escape(segment, out);
    }
    Ok(())
}

/// The table of styles for `path`; a style that is not of it counts as simple.
fn styled(name: &str, flat: &Flat, style: Style, explode: bool, out: &mut String) {
    let (lead, separator, named) = match style {
        Style::Label => (".", if explode { "." } else { "," }, false),
        Style::Matrix => (";", if explode { ";" } else { "," }, true),
        _ => ("", ",", false),
    };
    *out += lead;
    let named_once = named && (!explode || matches!(flat, Flat::Text(_)));
    if named_once {
        escape(name, out);
        out.push('=');
    }
    let items = match flat {
        Flat::Text(text) => return escape(text, out),
        Flat::List(items) if named && explode => {
            let name = escaped(name);
            items.iter().map(|item| format!("{name}={}", escaped(item))).collect()
        }
        Flat::List(items) => items.iter().map(|item| escaped(item)).collect(),
        Flat::Map(members) => pairs(members, explode),
    };
    *out += &items.join(separator);
}

/// `R=100`, `G=200`, or the same names and values one after the other.
pub(super) fn pairs(members: &[(String, String)], explode: bool) -> Vec<String> {
    let joint = if explode { "=" } else { "," };
    members.iter().map(|(key, text)| format!("{}{joint}{}", escaped(key), escaped(text))).collect()
}
