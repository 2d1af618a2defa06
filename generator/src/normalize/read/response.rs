//! `responses`: the declared answers of an operation.

use super::{Node, Reader, media, reference, status};
use crate::diag::Code;
use crate::document::{Header, MediaType, Response, Status};
use crate::normalize::swagger2;

/// Every answer in document order; of two for the same status the first stays.
pub(crate) fn responses<'d>(r: &mut Reader<'d, '_>, operation: &Node<'d>) -> Vec<Response> {
    let mut responses: Vec<Response> = Vec::new();
    let Some(declared) = r.object(operation, "responses") else {
        r.report(Code::MissingMember, &operation.at, "an operation without `responses`");
        return responses;
    };
    for (key, node) in declared.members().filter(|(key, _)| !key.starts_with("x-")) {
        let Some(status) = known_status(r, key, &node) else { continue };
        if responses.iter().any(|other| other.status == status) {
            r.report(Code::Ignored, &node.at, format!("another answer is declared for `{key}`"));
        } else if let Some(response) = shared(r, operation, node) {
            responses.push(Response { status, ..without_impossible_body(r, status, response) });
        }
    }
    responses
}

fn known_status(r: &mut Reader<'_, '_>, key: &str, node: &Node<'_>) -> Option<Status> {
    let status = status::status(key);
    match status {
        None => r.report(Code::WrongType, &node.at, format!("`{key}` is no HTTP status; the answer was left out")),
        Some(status) if status::is_regular(key, status) => {}
        Some(_) => r.report(Code::Mended, &node.at, format!("`{key}` is read as an HTTP status")),
    }
    status
}

/// The answer that stands at `node` or behind its `$ref`; those behind a `$ref` are read once.
fn shared<'d>(r: &mut Reader<'d, '_>, operation: &Node<'d>, node: Node<'d>) -> Option<Response> {
    let here = node.address();
    let node = reference::follow(r, node)?;
    if node.address() == here {
        return Some(response(r, operation, &node));
    }
    let produces = operation.get("produces").map_or(0, |list| std::ptr::from_ref(list).addr());
    let key = (node.address(), produces);
    if let Some(known) = r.responses.get(&key) {
        return Some(known.clone());
    }
    let response = response(r, operation, &node);
    r.responses.insert(key, response.clone());
    Some(response)
}

fn response<'d>(r: &mut Reader<'d, '_>, operation: &Node<'d>, node: &Node<'d>) -> Response {
    if !node.value.is_object() {
        r.report(Code::WrongType, &node.at, "an answer should be an object; it is read as one without content");
    }
    Response {
        origin: node.at.clone(),
        status: Status::Default,
        description: r.text(node, "description"),
        headers: headers(r, node),
        content: content(r, operation, node),
    }
}

/// OpenAPI 3's `content`, or Swagger 2.0's `schema`, which is met in OpenAPI 3 documents too.
fn content<'d>(r: &mut Reader<'d, '_>, operation: &Node<'d>, node: &Node<'d>) -> Vec<MediaType> {
    if node.child("content").is_some() || node.child("schema").is_none() {
        return media::content(r, node);
    }
    if !r.is_swagger2() {
        r.report(Code::Mended, &node.at.push("schema"), "`schema` of an answer belongs into a media type");
    }
    swagger2::response::content(r, operation, node)
}

/// RFC 9110: these statuses never have a body.
fn without_impossible_body(r: &mut Reader<'_, '_>, status: Status, mut response: Response) -> Response {
    if matches!(status, Status::Code(204 | 205 | 304)) && !response.content.is_empty() {
        r.report(Code::Ignored, &response.origin, "an answer with this status has no content");
        response.content.clear();
    }
    response
}

fn headers<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Vec<Header> {
    let mut headers = Vec::new();
    for (name, node) in r.object(node, "headers").iter().flat_map(Node::members) {
        let Some(node) = reference::follow(r, node) else { continue };
        if !node.value.is_object() {
            r.report(Code::WrongType, &node.at, "a header should be an object");
            continue;
        }
        let schema = super::parameter::schema(r, &node);
        let required = r.flag(&node, "required").unwrap_or(false);
        let deprecated = r.flag(&node, "deprecated").unwrap_or(false);
        let description = r.text(&node, "description");
        headers.push(Header { name: name.to_owned(), required, deprecated, description, schema });
    }
    headers
}
