//! The profile's servers instead of the document's.

use super::super::docs;
use crate::ir::{Api, Server};
use crate::profile;

pub(super) fn apply(api: &mut Api, servers: &[profile::Server]) {
    if servers.is_empty() {
        return;
    }
    let server = |server: &profile::Server| Server {
        name: server.name.clone(),
        url: server.url.clone(),
        docs: docs::text(Some(&server.docs)),
        variables: server.variables.clone(),
    };
    let before = std::mem::replace(&mut api.servers, servers.iter().map(server).collect());
    // Google Maps repeats its server at every operation: that means the API's.
    let is_the_first = |own: &[Server]| matches!(own, [one] if same(&one.url, &servers[0].url));
    for operation in &mut api.operations {
        if operation.servers == before || is_the_first(&operation.servers) {
            operation.servers.clear();
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    a.trim_end_matches('/') == b.trim_end_matches('/')
}
