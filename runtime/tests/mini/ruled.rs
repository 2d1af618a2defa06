//! Acme's client with rules beside its document.

use intertie::spec::{self, ApiSpec, Idempotency, KeyPlace, Policy};
use intertie::{Client, Connect};

/// A client of Acme's document with this policy.
macro_rules! ruled {
    ($(#[$attribute:meta])* $name:ident: $policy:expr) => {
        $(#[$attribute])*
        #[derive(Debug, Clone)]
        pub(crate) struct $name(pub(crate) Client);

        impl Connect for $name {
            const API: &'static ApiSpec = &ApiSpec {
                name: "acme",
                spec: spec::SpecId { vendor: "acme", version: "2024-06", digest: "00" },
                servers: &[],
                schemes: &[],
                security: &[],
                policy: &$policy,
            };

            fn from_inner(inner: Client) -> Self {
                Self(inner)
            }
        }
    };
}

ruled! {
    /// Keys in a header for POST, a version header, a request id, and a reset header.
    Keyed: Policy {
        idempotency: Some(Idempotency {
            place: KeyPlace::Header("Idempotency-Key"),
            methods: &["POST"],
            operations: &[],
            max_length: 40,
        }),
        headers: &[("Acme-Version", "2024-06-01")],
        request_id: &["x-acme-call"],
        limit: Some(spec::RateLimit {
            calls: 0,
            seconds: 0,
            remaining: Some("x-left"),
            reset: Some(("x-reset", spec::ResetUnit::EpochSeconds)),
        }),
        ..Policy::NONE
    }
}

ruled! {
    /// Keys in a member of the body.
    KeyedInBody: Policy {
        idempotency: Some(Idempotency {
            place: KeyPlace::Member("IdempotencyKey"),
            methods: &["POST"],
            operations: &["createWidget", "createJson"],
            max_length: 36,
        }),
        ..Policy::NONE
    }
}
