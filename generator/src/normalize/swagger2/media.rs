//! `consumes` and `produces`: of the operation, or else of the document.

use crate::normalize::read::{Node, Reader, media};
use crate::pointer::Pointer;

/// The media types that hold for an operation under `key`; empty where nobody says.
pub(crate) fn types<'d>(r: &mut Reader<'d, '_>, operation: &Node<'d>, key: &str) -> Vec<String> {
    let root = Node { value: r.root, at: Pointer::root() };
    let holder = if operation.child(key).is_some() { operation } else { &root };
    let mut types: Vec<String> = Vec::new();
    for text in r.texts(holder, key) {
        let name = media::checked_name(r, &text, holder);
        types.extend(name.filter(|name| !types.contains(name)));
    }
    types
}
