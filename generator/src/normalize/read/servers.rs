//! `servers` with their variables, of a document, a path or an operation.

use super::{Node, Reader};
use crate::diag::Code;
use crate::document::{Server, ServerVariable};
use crate::normalize::swagger2;
use crate::path_template;
use indexmap::IndexMap;

/// The document's own servers.
pub(crate) fn document_servers<'d>(r: &mut Reader<'d, '_>, root: &Node<'d>) -> Vec<Server> {
    if r.is_swagger2() { swagger2::servers::servers(r, root) } else { servers(r, root) }
}

/// The `servers` member of `node`.
pub(crate) fn servers<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Vec<Server> {
    let mut servers = Vec::new();
    for node in r.list(node, "servers") {
        if let Some(url) = url(r, &node) {
            let description = r.text(&node, "description");
            let variables = variables(r, &node, &url);
            servers.push(Server { url, description, variables });
        }
    }
    servers
}

fn url<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Option<String> {
    let url = match node.value.as_str() {
        Some(url) => {
            r.report(Code::WrongType, &node.at, "a server should be an object with `url`");
            Some(url.to_owned())
        }
        None => r.text(node, "url"),
    };
    if url.is_none() {
        r.report(Code::MissingMember, &node.at, "a server without `url` was left out");
    }
    url.map(|url| url.trim().to_owned())
}

/// The declared variables that the URL has, then those that it has undeclared.
fn variables<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>, url: &str) -> IndexMap<String, ServerVariable> {
    let mut variables = IndexMap::new();
    for (name, node) in r.object(node, "variables").iter().flat_map(Node::members) {
        if url.contains(&format!("{{{name}}}")) {
            variables.insert(name.to_owned(), variable(r, &node));
        } else {
            r.report(Code::Ignored, &node.at, format!("the URL of the server has no variable `{name}`"));
        }
    }
    add_undeclared(r, node, url, &mut variables);
    variables
}

fn variable<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> ServerVariable {
    let mut enumeration = r.texts(node, "enum");
    let mut seen = std::collections::HashSet::new();
    enumeration.retain(|value| seen.insert(value.clone()));
    let default = r.text(node, "default").or_else(|| {
        r.report(Code::MissingMember, &node.at, "a server variable without `default`");
        enumeration.first().cloned()
    });
    ServerVariable { default: default.unwrap_or_default(), enumeration, description: r.text(node, "description") }
}

/// A variable that only the URL has: the user must give its value, so its default is empty.
pub(crate) fn add_undeclared(
    r: &mut Reader<'_, '_>,
    node: &Node<'_>,
    url: &str,
    variables: &mut IndexMap<String, ServerVariable>,
) {
    for name in names(url) {
        if !variables.contains_key(name) {
            r.report(Code::MissingMember, &node.at, format!("the server's variable `{name}` is not declared"));
            let variable = ServerVariable { default: String::new(), enumeration: Vec::new(), description: None };
            variables.insert(name.to_owned(), variable);
        }
    }
}

/// The names in braces.
fn names(url: &str) -> impl Iterator<Item = &str> {
    path_template::names(url).filter(|name| !name.is_empty())
}
