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
    // Twilio repeats the document's servers at every path: those mean the API's.
    for operation in api.operations.iter_mut().filter(|operation| operation.servers == before) {
        operation.servers.clear();
    }
}
