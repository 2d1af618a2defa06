//! What the vendor's document says, as data that generated code holds in constants.
//!
//! Nothing here acts: [`request`](crate::request) and [`client`](mod@crate::client) read it.

mod operation;
mod paging;
mod place;
mod policy;

pub use operation::{AnswerCoding, AnswerSpec, BodyChoice, BodySpec, Coding, OperationSpec, Security, Status};
pub use paging::{PagingRule, PagingSpec};
pub(crate) use place::Part;
pub use place::{Place, Style};
pub use policy::{FailureRule, FailureTest, Idempotency, KeyPlace, Policy, RateLimit, ResetUnit};

/// A vendor's API.
#[derive(Debug)]
pub struct ApiSpec {
    /// Its title, for people.
    pub name: &'static str,
    /// Which document the client was generated from.
    pub spec: SpecId,
    /// Where it is served; the first is the default.
    pub servers: &'static [ServerSpec],
    /// The ways to prove who calls, by the vendor's names.
    pub schemes: &'static [SchemeSpec],
    /// Alternatives for operations that have none of their own.
    pub security: Security,
    /// What the document does not say.
    pub policy: &'static Policy,
}

#[cfg(all(feature = "test-util", feature = "reqwest"))]
impl ApiSpec {
    /// Of no document.
    pub(crate) const BLANK: Self = Self {
        name: "",
        spec: SpecId { vendor: "", version: "", digest: "" },
        servers: &[],
        schemes: &[],
        security: &[],
        policy: &Policy::NONE,
    };
}

/// The identity of a document: what a recorded answer must be read with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SpecId {
    /// The vendor's name in `intertie.toml`.
    pub vendor: &'static str,
    /// `info.version`.
    pub version: &'static str,
    /// SHA-256 of the source, lower-case hex.
    pub digest: &'static str,
}

/// A server of the document or of the profile.
#[derive(Debug)]
pub struct ServerSpec {
    /// What the profile calls it, such as `sandbox`; empty: it has no name.
    pub name: &'static str,
    /// Its URL, relative ones included; variables stand in braces.
    pub url: &'static str,
    /// The variables of the URL.
    pub variables: &'static [ServerVariable],
}

/// A variable of a server's URL.
#[derive(Debug)]
pub struct ServerVariable {
    /// Its name.
    pub name: &'static str,
    /// What it is unless the user says otherwise.
    pub default: &'static str,
    /// The values the document lists; empty: any.
    pub values: &'static [&'static str],
}

/// A way to prove who calls.
#[derive(Debug)]
pub struct SchemeSpec {
    /// The vendor's name for it.
    pub name: &'static str,
    /// What it is.
    pub kind: Scheme,
}

/// The kinds of [`SchemeSpec`].
#[derive(Debug)]
pub enum Scheme {
    /// A key in the header of this name.
    ApiKeyHeader(&'static str),
    /// A key in the query parameter of this name.
    ApiKeyQuery(&'static str),
    /// A key in the cookie of this name.
    ApiKeyCookie(&'static str),
    /// HTTP Basic.
    Basic,
    /// HTTP Bearer.
    Bearer,
    /// Another scheme of the `Authorization` header.
    Http(&'static str),
    /// OAuth 2.0.
    OAuth2(&'static [FlowSpec]),
    /// `OpenID` Connect, by its discovery URL.
    OpenIdConnect(&'static str),
}

/// One flow of OAuth 2.0.
#[derive(Debug)]
pub struct FlowSpec {
    /// `clientCredentials`, `authorizationCode`, `implicit` or `password`.
    pub kind: &'static str,
    /// Where a person agrees.
    pub authorization_url: Option<&'static str>,
    /// Where tokens are given; may be relative.
    pub token_url: Option<&'static str>,
    /// Where tokens are renewed, if elsewhere.
    pub refresh_url: Option<&'static str>,
    /// Scopes and what they allow.
    pub scopes: &'static [(&'static str, &'static str)],
    /// How the client proves who it is when it asks for a token.
    pub client_auth: ClientAuth,
    /// Further members of a request for a token, which this vendor wants: `account_id`.
    pub fields: &'static [(&'static str, &'static str)],
}

/// How a client proves who it is when it asks for a token (RFC 6749, 2.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClientAuth {
    /// Id and secret by HTTP Basic.
    #[default]
    Basic,
    /// `client_id` and `client_secret` in the body.
    Body,
}
