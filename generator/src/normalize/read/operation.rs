//! One method of one path.

use super::template::template;
use super::{Node, Reader, body, header_rules, parameters, response, scalar, security, servers, webhook};
use crate::diag::Code;
use crate::document::{Location, Method, Operation, RequestBody, Server};
use crate::normalize::swagger2;

/// Where an operation stands.
pub(crate) struct Place<'d, 'p> {
    /// Its key in `paths`; for what the vendor sends, its name.
    pub(crate) path: &'p str,
    /// Its method.
    pub(crate) method: Method,
    /// The path items it stands in: the one behind a `$ref` first.
    pub(crate) items: &'p [Node<'d>],
    /// Whether the vendor makes the call.
    pub(crate) is_event: bool,
}

/// Reads an operation. `None`: it is no object at all, which was reported.
pub(crate) fn operation<'d>(r: &mut Reader<'d, '_>, place: &Place<'d, '_>, node: &Node<'d>) -> Option<Operation> {
    if !node.value.is_object() {
        let message = format!("an operation should be an object, not {}", scalar::kind(node.value));
        r.report(Code::DroppedOperation, &node.at, message);
        return None;
    }
    let holders: Vec<&Node> = place.items.iter().chain([node]).collect();
    let gathered = parameters::gather(r, &holders);
    let mut operation = Operation {
        origin: node.at.clone(),
        method: place.method,
        path: place.path.to_owned(),
        path_query: Vec::new(),
        operation_id: operation_id(r, node),
        tags: tags(r, node),
        summary: r.text(node, "summary"),
        description: r.text(node, "description"),
        deprecated: r.flag(node, "deprecated").unwrap_or(false),
        parameters: gathered.parameters,
        ignored: Vec::new(),
        body: request_body(r, node, place.method, gathered.body_parts),
        responses: response::responses(r, node),
        security: security::requirements(r, node),
        servers: own_servers(r, place, node),
        callbacks: Vec::new(),
        extensions: node.extensions(),
    };
    if place.is_event {
        operation.parameters.retain(|parameter| parameter.location != Location::Path);
    } else {
        operation.callbacks = webhook::callbacks(r, node);
        settle_path(r, place, &mut operation);
        header_rules::apply(r, &mut operation);
    }
    Some(operation)
}

/// Splits the key of `paths` and makes the parameters agree with it.
fn settle_path(r: &mut Reader<'_, '_>, place: &Place<'_, '_>, operation: &mut Operation) {
    let is_path = |parameter: &&crate::document::Parameter| parameter.location == Location::Path;
    let declared: Vec<&str> = operation.parameters.iter().filter(is_path).map(|p| p.name.as_str()).collect();
    let template = template(place.path, &declared);
    if template.path != place.path {
        let message = format!("the path is called as `{}`", template.path);
        r.report(Code::Mended, &operation.origin, message);
    }
    parameters::agree(r, &mut operation.parameters, &template, &operation.origin);
    operation.path = template.path;
    operation.path_query = template.query;
}

fn request_body<'d>(
    r: &mut Reader<'d, '_>,
    node: &Node<'d>,
    method: Method,
    parts: Vec<Node<'d>>,
) -> Option<RequestBody> {
    let declared = body::body(r, node, method);
    if declared.is_some() || parts.is_empty() {
        return declared;
    }
    Some(swagger2::body::body(r, node, parts))
}

fn operation_id<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Option<String> {
    r.text(node, "operationId").map(|id| id.trim().to_owned()).filter(|id| !id.is_empty())
}

/// Tags by name, each once.
fn tags<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for item in r.list(node, "tags") {
        let name = if item.value.is_object() { r.text(&item, "name") } else { scalar::plain_text(item.value) };
        if !item.value.is_string() {
            r.report(Code::WrongType, &item.at, "a tag should be a string");
        }
        tags.extend(name.filter(|name| !name.is_empty() && !tags.contains(name)));
    }
    tags
}

/// The operation's servers, or else those of its path.
fn own_servers<'d>(r: &mut Reader<'d, '_>, place: &Place<'d, '_>, node: &Node<'d>) -> Vec<Server> {
    if r.is_swagger2() {
        return swagger2::servers::operation_servers(r, node);
    }
    let holders = [node].into_iter().chain(place.items.iter().rev());
    let servers = holders.map(|holder| servers::servers(r, holder)).find(|servers| !servers.is_empty());
    let servers = servers.unwrap_or_default();
    r.note_server_variables(&servers);
    servers
}
