//! `src/client.rs`: what is fixed of the client is a macro of the runtime; here are the vendor's facts.

mod policy;

use super::codec::operations::alternatives;
use super::docs;
use super::frame::Frame;
use super::text::{Code, literal, literals, slice};
use crate::ir::{ClientAuth, OAuth2Flow, SecurityKind, SecurityScheme, Server};

/// The client and what the vendor's document says of servers and security.
pub(super) fn file(frame: &Frame<'_>) -> String {
    let api = frame.api;
    let mut code = Code::with_capacity(8 << 10);
    code.raw(frame.header());
    code.put("//! The client: builder, servers, ways to prove who calls.");
    code.blank();
    code.open(format_args!("intertie::client! {{"));
    code.line(format_args!("/// A client for {}.", docs::one_line(&api.title).trim_end_matches('.')));
    code.open(format_args!("api: intertie::spec::ApiSpec {{"));
    code.line(format_args!("name: {},", literal(api.name.as_str())));
    code.open(format_args!("spec: intertie::spec::SpecId {{"));
    code.line(format_args!("vendor: {},", literal(api.name.as_str())));
    code.line(format_args!("version: {},", literal(&api.version)));
    code.line(format_args!("digest: {},", literal(&api.digest)));
    code.close("},");
    code.line(format_args!("servers: {},", servers(&api.servers)));
    code.open(format_args!("schemes: &["));
    for scheme in &api.security_schemes {
        code.line(format_args!("{},", self::scheme(scheme)));
    }
    code.close("],");
    code.line(format_args!("security: {},", alternatives(&api.security)));
    policy::put(&mut code, &api.policy);
    code.close("},");
    code.close("}");
    code.finish()
}

/// `&[intertie::spec::ServerSpec { .. }]`.
pub(super) fn servers(servers: &[Server]) -> String {
    slice(servers.iter().map(|server| {
        let variables = slice(server.variables.iter().map(|(name, default, allowed)| {
            format!(
                "intertie::spec::ServerVariable {{ name: {}, default: {}, values: {} }}",
                literal(name),
                literal(default),
                literals(allowed.iter().map(String::as_str))
            )
        }));
        format!(
            "intertie::spec::ServerSpec {{ name: {}, url: {}, variables: {variables} }}",
            literal(&server.name),
            literal(&server.url)
        )
    }))
}

fn scheme(scheme: &SecurityScheme) -> String {
    let kind = match &scheme.kind {
        SecurityKind::ApiKeyHeader(name) => format!("ApiKeyHeader({})", literal(name)),
        SecurityKind::ApiKeyQuery(name) => format!("ApiKeyQuery({})", literal(name)),
        SecurityKind::ApiKeyCookie(name) => format!("ApiKeyCookie({})", literal(name)),
        SecurityKind::Basic => "Basic".to_owned(),
        SecurityKind::Bearer => "Bearer".to_owned(),
        SecurityKind::Http(name) => format!("Http({})", literal(name)),
        SecurityKind::OAuth2(flows) => format!("OAuth2({})", slice(flows.iter().map(flow))),
        SecurityKind::OpenIdConnect(url) => format!("OpenIdConnect({})", literal(url)),
    };
    format!("intertie::spec::SchemeSpec {{ name: {}, kind: intertie::spec::Scheme::{kind} }}", literal(&scheme.name))
}

fn flow(flow: &OAuth2Flow) -> String {
    let address =
        |url: &Option<String>| url.as_ref().map_or("None".to_owned(), |url| format!("Some({})", literal(url)));
    let scopes = slice(flow.scopes.iter().map(|(name, docs)| format!("({}, {})", literal(name), literal(docs))));
    let client_auth = match flow.client_auth {
        ClientAuth::Basic => "intertie::spec::ClientAuth::Basic",
        ClientAuth::Body => "intertie::spec::ClientAuth::Body",
    };
    let fields = slice(flow.fields.iter().map(|(name, value)| format!("({}, {})", literal(name), literal(value))));
    format!(
        "intertie::spec::FlowSpec {{ kind: {}, authorization_url: {}, token_url: {}, refresh_url: {}, scopes: {scopes}, \
         client_auth: {client_auth}, fields: {fields} }}",
        literal(&flow.kind),
        address(&flow.authorization_url),
        address(&flow.token_url),
        address(&flow.refresh_url)
    )
}
