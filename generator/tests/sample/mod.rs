//! A small API that has everything: built by hand, so that tests of `render` need no document.

mod operations;
mod types;

#[allow(unused_imports, reason = "each user of the sample takes a part")]
pub(crate) use operations::{operation, query};
#[allow(unused_imports, reason = "each user of the sample takes a part")]
pub(crate) use types::{field, scalar};

use intertie_generator::document::Dialect;
use intertie_generator::ir::names::{Name, Scope};
#[allow(clippy::wildcard_imports, reason = "it is all about the IR")]
use intertie_generator::ir::*;
use intertie_generator::pointer::Pointer;

/// What tries to leave its place: quotes, ends of comments, code, direction marks.
pub(crate) const HOSTILE: &str = "\"#; */ {} {{x}} \\ \u{202e}evil\u{2066} ```rust\npanic!()\n``` <script> [x] \r\0 // #[doc]\n\n    fn main() { panic!() }";

/// A name for `wire`, in a scope of its own.
pub(crate) fn name<N: Name>(wire: &str) -> N {
    Scope::default().claim(wire)
}

pub(crate) fn docs(text: &str) -> Docs {
    Docs(text.to_owned())
}

pub(crate) fn origin() -> Pointer {
    Pointer::root()
}

pub(crate) fn group(wire: &str) -> Group {
    Group { name: name(wire), handle: name(wire), docs: docs("What a group is for."), feature: wire.to_owned() }
}

/// Everything that the IR can say.
pub(crate) fn acme() -> Api {
    let types = types::all();
    let operations = operations::all();
    Api {
        name: name("acme"),
        title: "Acme \"API\"".to_owned(),
        docs: docs(&format!("Sells anvils. See https://acme.example/docs.\n\n{HOSTILE}")),
        version: "2026-01-01.\"x\"".to_owned(),
        digest: "0".repeat(64),
        dialect: Dialect::OpenApi30,
        servers: vec![Server {
            name: "live".to_owned(),
            url: "https://{region}.acme.example/v1".to_owned(),
            docs: Docs::default(),
            variables: vec![("region".to_owned(), "eu".to_owned(), vec!["eu".to_owned(), "us".to_owned()])],
        }],
        security_schemes: schemes(),
        security: vec![vec![("bearer".to_owned(), Vec::new())], vec![("oauth".to_owned(), vec!["read".to_owned()])]],
        types,
        modules: vec![
            Module { name: name("shared"), feature: None },
            Module { name: name("orders"), feature: Some("orders".to_owned()) },
        ],
        groups: vec![group("customers"), group("orders"), group("files")],
        operations,
        policy: policy(),
        paging: vec![],
        events: events(),
        declared_operations: 12,
        sliced_out: 2,
        dropped: vec![("GET /odd".to_owned(), "its path has `{` without `}`".to_owned())],
        deepest_cycle: 1,
        promises: None,
    }
}

fn policy() -> Policy {
    Policy {
        idempotency: Some(Idempotency {
            place: KeyPlace::Header("Idempotency-Key".to_owned()),
            methods: vec!["POST".to_owned()],
            operations: vec!["odd\"\u{202e}*/ id\r".to_owned()],
            max_length: 64,
        }),
        headers: vec![("Acme-Version".to_owned(), "2024-06\"".to_owned())],
        request_id: vec!["X-Request-Id".to_owned()],
        limit: Some(RateLimit {
            calls: 10,
            seconds: 1,
            remaining: Some("X-Left".to_owned()),
            reset: Some(("X-Reset".to_owned(), ResetUnit::EpochMilliseconds)),
        }),
        failures: [
            FailureTest::Is(false),
            FailureTest::NoneOf(vec!["OK".to_owned()]),
            FailureTest::OneOf(vec!["BAD".to_owned()]),
            FailureTest::Present,
        ]
        .map(|test| FailureRule {
            operations: vec![],
            member: "/ok".to_owned(),
            test,
            code: Some("/error".to_owned()),
            message: None,
            as_status: vec![("SLOW \"DOWN\"".to_owned(), 429)],
        })
        .to_vec(),
        webhook: Some(WebhookScheme::Stripe),
    }
}

fn schemes() -> Vec<SecurityScheme> {
    let flow = OAuth2Flow {
        kind: "clientCredentials".to_owned(),
        authorization_url: None,
        token_url: Some("https://acme.example/token".to_owned()),
        refresh_url: None,
        scopes: vec![("read".to_owned(), "Reads \"all\"".to_owned())],
        client_auth: ClientAuth::Body,
        fields: vec![("audience".to_owned(), "acme".to_owned())],
    };
    let kinds = [
        ("bearer", SecurityKind::Bearer),
        ("basic", SecurityKind::Basic),
        ("header", SecurityKind::ApiKeyHeader("X-Key".to_owned())),
        ("query", SecurityKind::ApiKeyQuery("key".to_owned())),
        ("cookie", SecurityKind::ApiKeyCookie("sid".to_owned())),
        ("digest", SecurityKind::Http("digest".to_owned())),
        ("oauth", SecurityKind::OAuth2(vec![flow])),
        ("openid", SecurityKind::OpenIdConnect("https://acme.example/.well-known".to_owned())),
    ];
    let scheme = |(name, kind): (&str, _)| SecurityScheme { name: name.to_owned(), kind, docs: Docs::default() };
    kinds.into_iter().map(scheme).collect()
}

fn events() -> Vec<Event> {
    let event = |wire: &str, variant: &str, body| Event {
        name: wire.to_owned(),
        variant: name(variant),
        body,
        docs: docs(HOSTILE),
        origin: origin(),
        callback_of: None,
    };
    vec![
        event("customer.created", "CustomerCreated", Some(types::named("Customer"))),
        event("ping\"", "Ping", None),
        event("customer.created", "CustomerCreated2", Some(types::named("Customer"))),
    ]
}
