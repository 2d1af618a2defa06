//! The section of named schemas: `components.schemas` or `definitions`. Each name gets its id before all else.

use super::{Node, Reader, reference};
use crate::pointer::Pointer;

/// Registers every named schema, in document order.
pub(crate) fn register<'d>(r: &mut Reader<'d, '_>, root: &Node<'d>) {
    for section in sections(r, root) {
        for (name, node) in section.members() {
            r.queue.named(node, name);
        }
    }
}

/// The schema that has this name.
pub(crate) fn named_schema<'d>(r: &Reader<'d, '_>, name: &str) -> Option<Node<'d>> {
    let root = Node { value: r.root, at: Pointer::root() };
    let own = root.child("components").and_then(|components| components.child("schemas"));
    let own = own.and_then(|schemas| schemas.child(name));
    own.or_else(|| root.child("definitions").and_then(|definitions| definitions.child(name)))
}

/// Both sections, whichever the dialect: documents that were converted by hand have the other's.
fn sections<'d>(r: &mut Reader<'d, '_>, root: &Node<'d>) -> Vec<Node<'d>> {
    let components = section(r, root, "components");
    let schemas = components.and_then(|components| section(r, &components, "schemas"));
    let definitions = section(r, root, "definitions");
    [schemas, definitions].into_iter().flatten().collect()
}

/// A section of the document, behind a `$ref` where one stands in its place.
pub(crate) fn section<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>, key: &str) -> Option<Node<'d>> {
    let section = r.object(node, key)?;
    reference::follow(r, section)
}
