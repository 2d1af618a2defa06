//! What the vendor sends: the shared reading of webhooks and callbacks.

use super::operation::{Place, operation};
use super::{Node, Reader, paths, reference};
use crate::diag::Code;
use crate::document::Webhook;

/// The operations of the path item of an event.
pub(crate) fn events<'d>(r: &mut Reader<'d, '_>, name: &str, node: Node<'d>) -> Vec<Webhook> {
    let items = paths::items(r, node);
    let mut events = Vec::new();
    for (method, node) in paths::methods(r, &items) {
        let Some(method) = method else {
            r.report(Code::Ignored, &node.at, "this HTTP method is not known");
            continue;
        };
        let place = Place { path: name, method, items: &items, is_event: true };
        let read = operation(r, &place, &node);
        events.extend(read.map(|operation| Webhook { name: name.to_owned(), operation }));
    }
    events
}

/// The `callbacks` of an operation. A callback's own callbacks are not read, so a circle of them ends.
pub(crate) fn callbacks<'d>(r: &mut Reader<'d, '_>, operation: &Node<'d>) -> Vec<Webhook> {
    let mut callbacks = Vec::new();
    for (name, node) in r.object(operation, "callbacks").iter().flat_map(Node::members) {
        let Some(node) = reference::follow(r, node) else { continue };
        if !node.value.is_object() {
            r.report(Code::WrongType, &node.at, "a callback should be an object");
        }
        for (expression, item) in node.members().filter(|(key, _)| !key.starts_with("x-")) {
            callbacks.extend(events(r, &format!("{name} {expression}"), item));
        }
    }
    callbacks
}
