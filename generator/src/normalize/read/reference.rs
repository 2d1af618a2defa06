//! `$ref`: to what it leads, by JSON pointer (RFC 6901) in a URI fragment, to anywhere in the document.
//!
//! Wrong but common forms count: a bare name, a section that is slightly misnamed, a pointer that passes through
//! another `$ref`.

use super::{Node, Reader};
use crate::diag::Code;
use crate::normalize::v31::anchor;
use crate::pointer::Pointer;
use serde_json::Value;
use std::borrow::Cow;

/// How many `$ref`s a pointer may pass through, and how long a chain of them may be.
const MOST_HOPS: usize = 64;

/// Sections whose members people mean when they misname the section.
const MISNAMED: [&str; 5] = ["schema", "schemas", "definitions", "definition", "models"];

/// Follows a chain of `$ref`s from `node` to the first object that is none. `None`: reported.
pub(crate) fn follow<'d>(r: &mut Reader<'d, '_>, node: Node<'d>) -> Option<Node<'d>> {
    let mut node = node;
    for _ in 0..MOST_HOPS {
        let Some(text) = node.get("$ref").and_then(Value::as_str) else { return Some(node) };
        let at = node.at;
        node = find(r, text).or_else(|| {
            unresolved(r, text, &at.push("$ref"));
            None
        })?;
    }
    r.report(Code::RefCycle, &node.at, "this chain of `$ref`s never ends");
    None
}

/// Where a `$ref` leads, in one step.
pub(crate) fn find<'d>(r: &mut Reader<'d, '_>, text: &str) -> Option<Node<'d>> {
    let text = text.trim();
    let Some(fragment) = text.strip_prefix('#') else { return bare_name(r, text) };
    if fragment.is_empty() {
        return None;
    }
    let Some(path) = fragment.strip_prefix('/') else { return anchor::find(r, fragment) };
    let root = Node { value: r.root, at: Pointer::root() };
    walk(&root, path, &mut MOST_HOPS.clone()).or_else(|| misnamed_section(r, path))
}

/// Says that a `$ref` leads nowhere, and what it may have meant.
pub(crate) fn unresolved(r: &mut Reader<'_, '_>, text: &str, at: &Pointer) {
    if at.last().as_deref() == Some("$ref") && !text.trim_start().starts_with('#') {
        // Another file: why it was not read has been said when the document was loaded.
        return;
    }
    let root = Node { value: r.root, at: Pointer::root() };
    let (section, wanted) = text.trim().rsplit_once('/').unwrap_or(("", text));
    let wanted = unescape(wanted);
    let section = section.strip_prefix("#/").and_then(|path| walk(&root, path, &mut MOST_HOPS.clone()));
    let members = section.and_then(|section| section.value.as_object());
    let near = match members {
        Some(members) => r.nearest(&wanted, members.keys().map(String::as_str)),
        None => r.nearest_schema(&wanted),
    };
    let help = near.map_or_else(
        || format!("`{text}` is not in the document"),
        |near| format!("`{text}` is not in the document; the nearest name is `{near}`"),
    );
    r.report_help(Code::UnresolvedRef, at, "`$ref` points at nothing", Some(help));
}

/// Goes down from the root by keys as they are written, or else without percent codes; `hops` is for the whole search.
fn walk<'d>(root: &Node<'d>, path: &str, hops: &mut usize) -> Option<Node<'d>> {
    let plain = walk_plain(root, path, hops);
    plain.or_else(|| walk_plain(root, &percent_decode(path).filter(|decoded| decoded != path)?, hops))
}

/// Goes down from the root by keys, through `$ref`s that stand in the way.
fn walk_plain<'d>(root: &Node<'d>, path: &str, hops: &mut usize) -> Option<Node<'d>> {
    let mut node = root.clone();
    for key in path.split('/').map(unescape) {
        node = match step(&node, &key) {
            Some(next) => next,
            None => step(&pass(root, &node, hops)?, &key)?,
        };
    }
    Some(node)
}

/// One key down.
fn step<'d>(node: &Node<'d>, key: &str) -> Option<Node<'d>> {
    let value = match node.value {
        Value::Object(members) => members.get(key)?,
        Value::Array(items) => items.get(key.parse::<usize>().ok()?)?,
        _ => return None,
    };
    Some(Node { value, at: node.at.push(key) })
}

/// What stands behind the `$ref` that is in the way.
fn pass<'d>(root: &Node<'d>, node: &Node<'d>, hops: &mut usize) -> Option<Node<'d>> {
    let path = node.get("$ref")?.as_str()?.strip_prefix("#/")?;
    *hops = hops.checked_sub(1)?;
    walk(root, path, hops)
}

/// `$ref: Pet`: a named schema without its section.
fn bare_name<'d>(r: &mut Reader<'d, '_>, text: &str) -> Option<Node<'d>> {
    let name = text.strip_prefix("./").unwrap_or(text);
    named(r, name)
}

/// `#/components/schema/Pet`: a section that is not there, where the name is.
fn misnamed_section<'d>(r: &mut Reader<'d, '_>, path: &str) -> Option<Node<'d>> {
    let (section, name) = path.rsplit_once('/')?;
    let section = section.rsplit('/').next()?.to_ascii_lowercase();
    MISNAMED.contains(&section.as_str()).then(|| named(r, &unescape(name)))?
}

/// A named schema by its name.
fn named<'d>(r: &Reader<'d, '_>, name: &str) -> Option<Node<'d>> {
    r.queue.schemas.named.contains_key(name).then(|| super::components::named_schema(r, name))?
}

/// A key as it is, from its escaped form.
fn unescape(key: &str) -> Cow<'_, str> {
    if key.contains('~') { Cow::Owned(key.replace("~1", "/").replace("~0", "~")) } else { Cow::Borrowed(key) }
}

/// A fragment without its percent codes; `None` where that gives no text.
fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let code = (byte == b'%').then(|| tail.get(..2)).flatten();
        let code = code.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::percent_decode;

    #[test]
    fn percent_codes_are_read_and_lone_signs_are_kept() {
        assert_eq!(percent_decode("a%20b%2").as_deref(), Some("a b%2"));
        assert_eq!(percent_decode("100%+%zz").as_deref(), Some("100%+%zz"));
        assert_eq!(percent_decode("%ff"), None);
    }
}
