//! An OAuth 2.0 scheme has one flow, whose members stand on the scheme: `flow: accessCode`, `application`, ...

use crate::diag::Code;
use crate::normalize::read::{Node, Reader, security_scheme};
use openapiv3::OAuth2Flows;

/// Adds the scheme's one flow.
pub(crate) fn add_flow<'d>(r: &mut Reader<'d, '_>, flows: &mut OAuth2Flows, node: &Node<'d>) {
    match r.text(node, "flow") {
        Some(name) => security_scheme::add_flow(r, flows, &name, node),
        None => r.report(Code::MissingMember, &node.at, "an OAuth 2.0 scheme without flows"),
    }
}
