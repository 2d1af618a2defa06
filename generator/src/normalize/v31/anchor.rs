//! `$ref: "#name"`: a schema by its `$anchor` or `$dynamicAnchor`.

use crate::normalize::read::{Node, Reader};
use crate::pointer::Pointer;
use foldhash::HashMap;
use serde_json::Value;

/// The schema with that anchor. The document is searched once, when the first anchor is asked for.
pub(crate) fn find<'d>(r: &mut Reader<'d, '_>, name: &str) -> Option<Node<'d>> {
    let root = r.root;
    r.anchors.get_or_insert_with(|| anchors(root)).get(name).cloned()
}

fn anchors(root: &Value) -> HashMap<String, Node<'_>> {
    let mut anchors = HashMap::default();
    let mut waiting = vec![Node { value: root, at: Pointer::root() }];
    while let Some(node) = waiting.pop() {
        for key in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = node.get(key).and_then(Value::as_str) {
                anchors.entry(name.to_owned()).or_insert_with(|| node.clone());
            }
        }
        waiting.extend(node.members().map(|(_, node)| node));
        waiting.extend(node.items());
    }
    anchors
}
