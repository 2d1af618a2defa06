//! 3.1 `webhooks`, and `x-webhooks` (GitHub), which is the same in 3.0.

use crate::document::Webhook;
use crate::normalize::read::{Node, Reader, components, webhook};

/// Every event of both sections.
pub(crate) fn webhooks<'d>(r: &mut Reader<'d, '_>, root: &Node<'d>) -> Vec<Webhook> {
    let mut webhooks = Vec::new();
    for section in ["webhooks", "x-webhooks"] {
        let section = components::section(r, root, section);
        for (name, node) in section.iter().flat_map(Node::members) {
            if !name.starts_with("x-") {
                webhooks.extend(webhook::events(r, name, node));
            }
        }
    }
    webhooks
}
