//! `components.securitySchemes`, and Swagger 2.0's `securityDefinitions`.

use super::{Node, Reader, components, reference};
use crate::diag::Code;
use crate::normalize::swagger2;
use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, ImplicitOAuth2Flow, OAuth2Flows,
    PasswordOAuth2Flow, SecurityScheme,
};

/// Every declared scheme that a request can show.
pub(crate) fn schemes<'d>(r: &mut Reader<'d, '_>, root: &Node<'d>) -> IndexMap<String, SecurityScheme> {
    let components = components::section(r, root, "components");
    let modern = components.and_then(|components| components::section(r, &components, "securitySchemes"));
    let old = components::section(r, root, "securityDefinitions");
    let mut schemes = IndexMap::new();
    for (name, node) in modern.iter().chain(&old).flat_map(Node::members) {
        if let Some(scheme) = reference::follow(r, node).and_then(|node| scheme(r, name, &node)) {
            schemes.entry(name.to_owned()).or_insert(scheme);
        }
    }
    schemes
}

fn scheme<'d>(r: &mut Reader<'d, '_>, name: &str, node: &Node<'d>) -> Option<SecurityScheme> {
    let kind = r.text(node, "type").unwrap_or_default();
    let description = r.text(node, "description");
    let extensions = node.extensions();
    match kind.trim().to_ascii_lowercase().as_str() {
        "apikey" => {
            let (location, name) = (location(r, node), key_name(r, node)?);
            Some(SecurityScheme::APIKey { location, name, description, extensions })
        }
        "http" => {
            let bearer_format = r.text(node, "bearerFormat");
            let scheme = http_scheme(r, node);
            Some(SecurityScheme::HTTP { scheme, bearer_format, description, extensions })
        }
        // Swagger 2.0 has `basic`; `bearer` is a common slip.
        scheme @ ("basic" | "bearer") => {
            Some(SecurityScheme::HTTP { scheme: scheme.into(), bearer_format: None, description, extensions })
        }
        "oauth2" => Some(SecurityScheme::OAuth2 { flows: flows(r, node), description, extensions }),
        "openidconnect" => {
            let open_id_connect_url = r.text(node, "openIdConnectUrl").unwrap_or_default();
            Some(SecurityScheme::OpenIDConnect { open_id_connect_url, description, extensions })
        }
        "mutualtls" => {
            r.report(Code::Ignored, &node.at, "mutual TLS is a matter of the connection, not of requests");
            r.transport_schemes.insert(name.to_owned());
            None
        }
        _ => {
            r.report(Code::WrongType, &node.at, format!("`{kind}` is no type of security scheme; it was left out"));
            None
        }
    }
}

fn location<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> APIKeyLocation {
    match r.text(node, "in").unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "query" => APIKeyLocation::Query,
        "cookie" => APIKeyLocation::Cookie,
        "header" => APIKeyLocation::Header,
        _ => {
            r.report(Code::MissingMember, &node.at, "an API key without a known `in`; read as a header");
            APIKeyLocation::Header
        }
    }
}

fn key_name<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> Option<String> {
    let name = r.text(node, "name").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    if name.is_none() {
        r.report(Code::MissingMember, &node.at, "an API key without `name` was left out");
    }
    name
}

fn http_scheme<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> String {
    let scheme = r.text(node, "scheme").map(|scheme| scheme.trim().to_ascii_lowercase());
    scheme.filter(|scheme| !scheme.is_empty()).unwrap_or_else(|| {
        r.report(Code::MissingMember, &node.at, "an HTTP scheme without `scheme`; read as bearer");
        "bearer".into()
    })
}

fn flows<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> OAuth2Flows {
    let mut flows = OAuth2Flows::default();
    match r.object(node, "flows") {
        Some(node) => node.members().for_each(|(name, node)| add_flow(r, &mut flows, name, &node)),
        None => swagger2::oauth2::add_flow(r, &mut flows, node),
    }
    flows
}

/// Adds the flow of that name, in OpenAPI 3's spelling or in Swagger 2.0's.
pub(crate) fn add_flow<'d>(r: &mut Reader<'d, '_>, flows: &mut OAuth2Flows, name: &str, node: &Node<'d>) {
    if name.starts_with("x-") {
        return;
    }
    let refresh_url = r.text(node, "refreshUrl");
    let scopes = scopes(r, node);
    let extensions = node.extensions();
    match name.to_ascii_lowercase().as_str() {
        "implicit" => {
            let authorization_url = endpoint(r, node, "authorizationUrl");
            flows.implicit = Some(ImplicitOAuth2Flow { authorization_url, refresh_url, scopes, extensions });
        }
        "password" => {
            let token_url = endpoint(r, node, "tokenUrl");
            flows.password = Some(PasswordOAuth2Flow { refresh_url, token_url, scopes, extensions });
        }
        "clientcredentials" | "application" => {
            let token_url = endpoint(r, node, "tokenUrl");
            flows.client_credentials = Some(ClientCredentialsOAuth2Flow { refresh_url, token_url, scopes, extensions });
        }
        "authorizationcode" | "accesscode" => {
            let (authorization_url, token_url) = (endpoint(r, node, "authorizationUrl"), endpoint(r, node, "tokenUrl"));
            let flow = AuthorizationCodeOAuth2Flow { authorization_url, token_url, refresh_url, scopes, extensions };
            flows.authorization_code = Some(flow);
        }
        _ => r.report(Code::Ignored, &node.at, format!("the OAuth 2.0 flow `{name}` is not known")),
    }
}

fn endpoint<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>, key: &str) -> String {
    let url = r.text(node, key).map(|url| url.trim().to_owned()).filter(|url| !url.is_empty());
    url.unwrap_or_else(|| {
        r.report(Code::MissingMember, &node.at, format!("an OAuth 2.0 flow without `{key}`"));
        String::new()
    })
}

/// Scopes with what they are for; a plain list of names counts.
fn scopes<'d>(r: &mut Reader<'d, '_>, node: &Node<'d>) -> IndexMap<String, String> {
    if node.get("scopes").is_some_and(serde_json::Value::is_array) {
        return r.texts(node, "scopes").into_iter().map(|name| (name, String::new())).collect();
    }
    let Some(scopes) = r.object(node, "scopes") else { return IndexMap::new() };
    scopes.members().map(|(name, _)| (name.to_owned(), r.text(&scopes, name).unwrap_or_default())).collect()
}
