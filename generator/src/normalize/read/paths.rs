//! `paths` and Microsoft's `x-ms-paths`: every path with its methods. What tells the paths of the latter apart is their query:
//! `/?comp=list`, `/?comp=properties`.

use super::operation::{Place, operation};
use super::{Node, Reader, components, reference, scalar};
use crate::diag::Code;
use crate::document::{Method, Operation};
use crate::normalize::v31;
use foldhash::{HashSet, HashSetExt};

/// What `paths` holds.
#[derive(Default)]
pub(crate) struct Paths {
    /// The operations that could be read.
    pub(crate) operations: Vec<Operation>,
    /// How many are declared.
    pub(crate) declared: usize,
}

/// Reads all operations in document order.
pub(crate) fn paths<'d>(r: &mut Reader<'d, '_>, root: &Node<'d>) -> Paths {
    let mut paths = Paths::default();
    let mut seen = HashSet::new();
    let sections = ["paths", "x-ms-paths"].map(|key| components::section(r, root, key));
    let all = sections.iter().flatten().flat_map(Node::members);
    for (path, node) in all.filter(|(path, _)| !path.starts_with("x-")) {
        let items = items(r, node);
        for (method, node) in methods(r, &items) {
            paths.declared += 1;
            let place = method.map(|method| Place { path, method, items: &items, is_event: false });
            match place {
                Some(place) => {
                    let read = operation(r, &place, &node);
                    if let Some(operation) = &read {
                        note_second(r, operation, &mut seen);
                    }
                    paths.operations.extend(read);
                }
                None => r.report(Code::DroppedOperation, &node.at, "this HTTP method is not known"),
            }
        }
    }
    paths
}

/// Two keys of `paths` may be one path, once what is never sent is off.
fn note_second(r: &mut Reader<'_, '_>, operation: &Operation, seen: &mut HashSet<(Method, String, String)>) {
    let query = format!("{:?}", operation.path_query);
    if !seen.insert((operation.method, operation.path.clone(), query)) {
        let message = format!("`{} {}` is there twice; both are generated", operation.method.as_str(), operation.path);
        r.report(Code::DuplicateOperation, &operation.origin, message);
    }
}

/// The path item and, before it, what stands behind its `$ref`.
pub(crate) fn items<'d>(r: &mut Reader<'d, '_>, node: Node<'d>) -> Vec<Node<'d>> {
    if !node.value.is_object() {
        let message = format!("a path should be an object, not {}", scalar::kind(node.value));
        r.report(Code::WrongType, &node.at, message);
        return Vec::new();
    }
    if node.get("$ref").is_none() {
        return vec![node];
    }
    reference::follow(r, node.clone()).into_iter().filter(|target| target.value.is_object()).chain([node]).collect()
}

/// Every method of the path items, the own one before one behind a `$ref`. `None`: a method that is not known.
pub(crate) fn methods<'d>(r: &mut Reader<'d, '_>, items: &[Node<'d>]) -> Vec<(Option<Method>, Node<'d>)> {
    let mut methods: Vec<(Option<Method>, Node<'d>)> = Vec::new();
    for item in items.iter().rev() {
        for (key, value) in item.value.as_object().into_iter().flatten() {
            let Some(method) = method(key) else {
                note_unknown(r, item, key);
                continue;
            };
            if !methods.iter().any(|(other, _)| *other == Some(method)) {
                methods.push((Some(method), Node { value, at: item.at.push(key) }));
            }
        }
        methods.extend(v31::additional_operations::methods(item));
    }
    methods
}

/// An HTTP method by its name, whatever its case.
pub(crate) fn method(key: &str) -> Option<Method> {
    Some(match key.len() {
        3 if key.eq_ignore_ascii_case("get") => Method::Get,
        3 if key.eq_ignore_ascii_case("put") => Method::Put,
        4 if key.eq_ignore_ascii_case("post") => Method::Post,
        4 if key.eq_ignore_ascii_case("head") => Method::Head,
        5 if key.eq_ignore_ascii_case("patch") => Method::Patch,
        5 if key.eq_ignore_ascii_case("trace") => Method::Trace,
        5 if key.eq_ignore_ascii_case("query") => Method::Query,
        6 if key.eq_ignore_ascii_case("delete") => Method::Delete,
        7 if key.eq_ignore_ascii_case("options") => Method::Options,
        _ => return None,
    })
}

fn note_unknown(r: &mut Reader<'_, '_>, item: &Node<'_>, key: &str) {
    let is_known =
        matches!(key, "parameters" | "servers" | "summary" | "description" | "$ref" | "additionalOperations");
    if !is_known && !key.starts_with("x-") {
        r.report(Code::Ignored, &item.at.push(key), format!("a path has no member `{key}`"));
    }
}
