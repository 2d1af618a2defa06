//! 3.2 `additionalOperations`: methods by name, as they are on the wire.

use crate::document::Method;
use crate::normalize::read::{Node, paths};

/// The operations of a path item that stand there; `None` for a method that no client of ours can make.
pub(crate) fn methods<'d>(item: &Node<'d>) -> Vec<(Option<Method>, Node<'d>)> {
    let section = item.child("additionalOperations");
    section.iter().flat_map(Node::members).map(|(key, node)| (paths::method(key), node)).collect()
}
