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

ruled! {
    /// Failures in answers of status 200: `ok` everywhere, `status` for one operation.
    Slackish: Policy {
        request_id: &["x-acme-call"],
        failures: &[
            spec::FailureRule {
                operations: &["MaybeWidget"],
                member: "/status",
                test: spec::FailureTest::NoneOf(&["OK", "ZERO_RESULTS"]),
                code: Some("/status"),
                message: None,
                as_status: &[],
            },
            spec::FailureRule {
                operations: &[],
                member: "/ok",
                test: spec::FailureTest::Is(false),
                code: Some("/error"),
                message: Some("/message"),
                as_status: &[("ratelimited", 429), ("internal_error", 500)],
            },
        ],
        ..Policy::NONE
    }
}

ruled! {
    /// Errors of items.
    Items: Policy {
        failures: &[spec::FailureRule {
            operations: &[],
            member: "/errors",
            test: spec::FailureTest::Present,
            code: None,
            message: None,
            as_status: &[],
        }],
        ..Policy::NONE
    }
}

ruled! {
    /// Ten calls a second, and headers that tell how many are left.
    Limited: Policy {
        limit: Some(spec::RateLimit {
            calls: 10,
            seconds: 1,
            remaining: Some("x-left"),
            reset: Some(("x-reset", spec::ResetUnit::Seconds)),
        }),
        ..Policy::NONE
    }
}
