//! What the profile says, and who may call.

use super::set;
use crate::ir::{
    FailureRule, FailureTest, Idempotency, KeyPlace, NextPage, Paging, Policy, Security, SecurityKind, SecurityScheme,
    Server,
};
use serde_json::{Map, Value, json};

/// The URLs, variables filled in with their defaults.
pub(super) fn servers(servers: &[Server]) -> Vec<String> {
    let url = |server: &Server| {
        server
            .variables
            .iter()
            .fold(server.url.clone(), |url, (name, default, _)| url.replace(&format!("{{{name}}}"), default))
    };
    servers.iter().map(url).collect()
}

pub(super) fn schemes(schemes: &[SecurityScheme]) -> Map<String, Value> {
    let scheme = |scheme: &SecurityScheme| {
        let kind = match &scheme.kind {
            SecurityKind::ApiKeyHeader(name) => json!({ "kind": "header", "name": name }),
            SecurityKind::ApiKeyQuery(name) => json!({ "kind": "query", "name": name }),
            SecurityKind::ApiKeyCookie(name) => json!({ "kind": "cookie", "name": name }),
            SecurityKind::Basic => json!({ "kind": "http", "name": "basic" }),
            SecurityKind::Bearer | SecurityKind::OAuth2(_) | SecurityKind::OpenIdConnect(_) => {
                json!({ "kind": "http", "name": "bearer" })
            }
            SecurityKind::Http(name) => json!({ "kind": "http", "name": name }),
        };
        (scheme.name.clone(), kind)
    };
    schemes.iter().map(scheme).collect()
}

/// Alternatives; within one, all are needed.
pub(super) fn security(alternatives: &[Security]) -> Value {
    let names = |needed: &Security| needed.iter().map(|(name, _)| Value::from(name.as_str())).collect::<Vec<_>>();
    alternatives.iter().map(names).collect()
}

pub(super) fn policy(policy: &Policy) -> Value {
    let mut out = Map::new();
    set(&mut out, "idempotency", policy.idempotency.as_ref().map(idempotency));
    let headers: Map<String, Value> =
        policy.headers.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    set(&mut out, "headers", headers);
    set(&mut out, "requestId", policy.request_id.clone());
    set(&mut out, "failures", policy.failures.iter().map(failure).collect::<Vec<_>>());
    set(&mut out, "webhook", policy.webhook.map(crate::ir::WebhookScheme::name));
    Value::Object(out)
}

fn idempotency(rule: &Idempotency) -> Value {
    let place = match &rule.place {
        KeyPlace::Header(name) => json!({ "header": name }),
        KeyPlace::Member(name) => json!({ "member": name }),
    };
    json!({ "place": place, "methods": rule.methods, "operations": rule.operations, "maxLength": rule.max_length })
}

fn failure(rule: &FailureRule) -> Value {
    let test = match &rule.test {
        FailureTest::Is(value) => json!({ "is": value }),
        FailureTest::NoneOf(texts) => json!({ "noneOf": texts }),
        FailureTest::OneOf(texts) => json!({ "oneOf": texts }),
        FailureTest::Present => json!("present"),
    };
    json!({ "operations": rule.operations, "member": rule.member, "test": test })
}

/// How the answers of a list go on.
pub(super) fn paging(paging: &Paging) -> Value {
    let next = match &paging.next {
        NextPage::Cursor { param, cursor, more } => {
            json!({ "cursor": { "param": param, "cursor": cursor, "more": more } })
        }
        NextPage::LastId { param, id, more, .. } => json!({ "lastId": { "param": param, "id": id, "more": more } }),
        NextPage::Offset { param, limit, total } => {
            json!({ "offset": { "param": param, "limit": limit, "total": total } })
        }
        NextPage::Page { param, first, limit, pages, .. } => {
            json!({ "page": { "param": param, "first": first, "limit": limit, "pages": pages } })
        }
        NextPage::LinkHeader => json!("linkHeader"),
        NextPage::NextUrl { url } => json!({ "nextUrl": { "url": url } }),
    };
    json!({ "items": paging.items, "next": next })
}
