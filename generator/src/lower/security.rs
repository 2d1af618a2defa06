//! Servers and security.

use super::docs;
use crate::document::{self, Document, SecurityRequirement};
use crate::ir::{ClientAuth, OAuth2Flow, Security, SecurityKind, SecurityScheme, Server};
use openapiv3::{APIKeyLocation, SecurityScheme as Declared};

pub(super) fn servers(declared: &[document::Server]) -> Vec<Server> {
    let server = |s: &document::Server| Server {
        name: String::new(),
        url: s.url.clone(),
        docs: docs::text(s.description.as_deref()),
        variables: s.variables.iter().map(|(n, v)| (n.clone(), v.default.clone(), v.enumeration.clone())).collect(),
    };
    declared.iter().map(server).collect()
}

pub(super) fn requirements(declared: &[SecurityRequirement]) -> Vec<Security> {
    declared.iter().map(|needed| needed.iter().map(|(name, scopes)| (name.clone(), scopes.clone())).collect()).collect()
}

pub(super) fn schemes(document: &Document) -> Vec<SecurityScheme> {
    document.security_schemes.iter().map(|(name, declared)| scheme(name, declared)).collect()
}

fn scheme(name: &str, declared: &Declared) -> SecurityScheme {
    let (kind, description) = match declared {
        Declared::APIKey { location, name, description, .. } => {
            let kind = match location {
                APIKeyLocation::Query => SecurityKind::ApiKeyQuery(name.clone()),
                APIKeyLocation::Header => SecurityKind::ApiKeyHeader(name.clone()),
                APIKeyLocation::Cookie => SecurityKind::ApiKeyCookie(name.clone()),
            };
            (kind, description)
        }
        Declared::HTTP { scheme, description, .. } => {
            let kind = match scheme.to_ascii_lowercase().as_str() {
                "basic" => SecurityKind::Basic,
                "bearer" => SecurityKind::Bearer,
                other => SecurityKind::Http(other.to_owned()),
            };
            (kind, description)
        }
        Declared::OAuth2 { flows, description, .. } => (SecurityKind::OAuth2(oauth2(flows)), description),
        Declared::OpenIDConnect { open_id_connect_url, description, .. } => {
            (SecurityKind::OpenIdConnect(open_id_connect_url.clone()), description)
        }
    };
    SecurityScheme { name: name.to_owned(), kind, docs: docs::text(description.as_deref()) }
}

fn oauth2(flows: &openapiv3::OAuth2Flows) -> Vec<OAuth2Flow> {
    let mut out = Vec::new();
    let mut add = |kind: &str,
                   authorization: Option<&String>,
                   token: Option<&String>,
                   refresh: Option<&String>,
                   scopes: &indexmap::IndexMap<String, String>| {
        out.push(OAuth2Flow {
            kind: kind.to_owned(),
            authorization_url: authorization.cloned(),
            token_url: token.cloned(),
            refresh_url: refresh.cloned(),
            scopes: scopes.iter().map(|(name, text)| (name.clone(), docs::line(text))).collect(),
            client_auth: ClientAuth::default(),
            fields: Vec::new(),
        });
    };
    if let Some(f) = &flows.authorization_code {
        add("authorizationCode", Some(&f.authorization_url), Some(&f.token_url), f.refresh_url.as_ref(), &f.scopes);
    }
    if let Some(f) = &flows.client_credentials {
        add("clientCredentials", None, Some(&f.token_url), f.refresh_url.as_ref(), &f.scopes);
    }
    if let Some(f) = &flows.implicit {
        add("implicit", Some(&f.authorization_url), None, f.refresh_url.as_ref(), &f.scopes);
    }
    if let Some(f) = &flows.password {
        add("password", None, Some(&f.token_url), f.refresh_url.as_ref(), &f.scopes);
    }
    out
}
