//! `security`: which schemes an operation needs, together and as alternatives.

use super::{Node, Reader};
use crate::diag::Code;
use crate::document::SecurityRequirement;
use serde_json::Value;

/// The alternatives that `node` asks for; `None` where it does not say.
pub(crate) fn requirements<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Option<Vec<SecurityRequirement>> {
    node.get("security").filter(|value| !value.is_null())?;
    let alternatives = r.list(node, "security");
    let is_open = alternatives.is_empty();
    let usable: Vec<_> = alternatives.into_iter().filter_map(|node| requirement(r, &node)).collect();
    // Where none can be met the operation is no more open than the others: the document's security holds.
    (is_open || !usable.is_empty()).then_some(usable)
}

/// Whether some alternative proves who calls.
pub(crate) fn proves(alternatives: &[SecurityRequirement]) -> bool {
    alternatives.iter().any(|schemes| !schemes.is_empty())
}

/// One alternative. One that needs an undeclared scheme cannot be met and is left out.
fn requirement<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Option<SecurityRequirement> {
    if let Value::String(name) = node.value {
        r.report(Code::WrongType, &node.at, "a security requirement should be an object");
        return declared(r, name, node).then(|| SecurityRequirement::from([(name.clone(), Vec::new())]));
    }
    if !node.value.is_object() {
        r.report(Code::WrongType, &node.at, "a security requirement should be an object; it was left out");
        return None;
    }
    let mut requirement = SecurityRequirement::new();
    for (name, _) in node.members() {
        if r.transport_schemes.contains(name) {
            continue;
        }
        if !declared(r, name, node) {
            return None;
        }
        requirement.insert(name.to_owned(), r.texts(node, name));
    }
    Some(requirement)
}

fn declared(r: &mut Reader<'_, '_>, name: &str, node: &Node<'_>) -> bool {
    if r.schemes.contains_key(name) {
        return true;
    }
    let names: Vec<String> = r.schemes.keys().cloned().collect();
    let near = r.nearest(name, names.iter().map(String::as_str));
    let help = near.map(|near| format!("the nearest declared scheme is `{near}`"));
    let message = format!("the security scheme `{name}` is not declared; what needs it was left out");
    r.report_once(Code::UnresolvedRef, &node.at, message, help);
    false
}
