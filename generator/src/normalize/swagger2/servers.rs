//! `schemes`, `host` and `basePath` -> servers; https first, whatever the order.
//!
//! A host with variables (`{dc}.api.mailchimp.com`) is not legal and still read: they become server variables.

use crate::diag::Code;
use crate::document::Server;
use crate::normalize::read::{Node, Reader, servers};
use indexmap::IndexMap;

/// One server for each of the document's schemes.
pub(crate) fn servers<'d>(r: &mut Reader<'d, '_>, root: &Node<'d>) -> Vec<Server> {
    let schemes = schemes(r, root);
    with_schemes(r, root, &schemes)
}

/// The servers of an operation that names its own schemes.
pub(crate) fn operation_servers<'d>(r: &mut Reader<'d, '_>, operation: &Node<'d>) -> Vec<Server> {
    let root = Node { value: r.root, at: crate::pointer::Pointer::root() };
    if operation.child("schemes").is_none() || operation.get("schemes") == root.get("schemes") {
        return Vec::new();
    }
    let schemes = schemes(r, operation);
    with_schemes(r, &root, &schemes)
}

fn with_schemes<'d>(r: &mut Reader<'d, '_>, root: &Node<'d>, schemes: &[String]) -> Vec<Server> {
    let base = r.text(root, "basePath").map(|base| base.trim().to_owned()).unwrap_or_default();
    let base = if base.is_empty() || base.starts_with('/') { base } else { format!("/{base}") };
    let Some(host) = host(r, root) else {
        let url = if base.is_empty() { "/".into() } else { base };
        return vec![Server { url, description: None, variables: IndexMap::new() }];
    };
    let mut servers = Vec::new();
    for scheme in schemes {
        let url = format!("{scheme}://{host}{base}");
        let mut variables = IndexMap::new();
        servers::add_undeclared(r, root, &url, &mut variables);
        servers.push(Server { url, description: None, variables });
    }
    servers
}

/// The host alone; some documents put a scheme before it or a slash behind.
fn host<'d>(r: &mut Reader<'d, '_>, root: &Node<'d>) -> Option<String> {
    let text = r.text(root, "host")?;
    let bare = text.trim().split_once("://").map_or(text.trim(), |(_, rest)| rest).trim_end_matches('/');
    if bare != text {
        r.report(Code::Mended, &root.at.push("host"), "`host` is a name without scheme or slash");
    }
    Some(bare.to_owned()).filter(|host| !host.is_empty())
}

fn schemes<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Vec<String> {
    let mut schemes: Vec<_> = r.texts(node, "schemes").into_iter().map(|scheme| scheme.to_ascii_lowercase()).collect();
    schemes.retain(|scheme| scheme == "https" || scheme == "http");
    schemes.sort_by_key(|scheme| scheme != "https");
    schemes.dedup();
    if schemes.is_empty() { vec!["https".into()] } else { schemes }
}
