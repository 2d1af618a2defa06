//! Operations, answers, servers, security.

use super::{AnswerHeader, Docs, EnumValue, FieldName, FnName, HeaderStruct, Paging, Ty, TypeName, VariantName};
use crate::document::{Method, Status, Style};
use crate::pointer::Pointer;

/// One call: a request struct, a method that builds it, and what comes back.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The vendor's operationId; `METHOD /path` where it has none.
    pub id: String,
    /// The request struct: `CreateCustomer`.
    pub name: TypeName,
    /// Index into [`Api::groups`](super::Api::groups).
    pub group: usize,
    /// The method on the group: `create`.
    pub method_name: FnName,
    /// For a call of its own for another media type of a body: the index of the operation that it belongs to.
    pub variant_of: Option<usize>,
    /// HTTP method.
    pub method: Method,
    /// The template as the vendor writes it; every `{name}` is the wire name of a path field.
    pub path: String,
    /// Query members fixed by the path template.
    pub fixed_query: Vec<(String, String)>,
    /// Summary and description.
    pub docs: Docs,
    /// `deprecated`.
    pub deprecated: bool,
    /// Where it stands.
    pub origin: Pointer,
    /// The request struct's fields: arguments first, then optional ones, in document order.
    pub fields: Vec<OpField>,
    /// What the body is, where there is one.
    pub body: Option<Body>,
    /// The media types of answers that the client can read, for the `Accept` header (RFC 9110, 12.5.1).
    pub accept: String,
    /// Every declared answer.
    pub answers: Vec<Answer>,
    /// The type of success.
    pub output: Outcome,
    /// The type of failure.
    pub error: Outcome,
    /// What reads the headers of its answers; `None`: none that callers want is declared.
    pub headers: Option<HeaderStruct>,
    /// Its own servers; empty: the API's.
    pub servers: Vec<Server>,
    /// Its own security; `None`: the API's.
    pub security: Option<Vec<Security>>,
    /// How its answers go on, where it is a list.
    pub paging: Option<Paging>,
}

impl Operation {
    /// The contract's name for it: method and path with what is fixed of its query, whatever the order.
    pub fn key(&self) -> String {
        let mut fixed: Vec<String> = self.fixed_query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        fixed.sort();
        let mark = if fixed.is_empty() { "" } else { "?" };
        format!("{} {}{mark}{}", self.method.as_str(), self.path, fixed.join("&"))
    }
}

/// A field of a request struct.
#[derive(Debug, Clone)]
pub struct OpField {
    /// The name on the wire (for `Place::WholeBody`: empty).
    pub wire: String,
    /// Unique key of the field in the serialised request: the wire name, or `query.name` where two places share one.
    pub key: String,
    /// The Rust name of field and setter.
    pub name: FieldName,
    /// Its type; `Option`/`Field` included.
    pub ty: Ty,
    /// What the vendor says of it.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
    /// Where it travels.
    pub place: Place,
    /// Required fields are arguments of the method unless they are filled in, the others setters.
    pub required: bool,
    /// May be null.
    pub nullable: bool,
    /// Not shown by `Debug`.
    pub secret: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// Null is sent as an empty string in forms (Stripe).
    pub clear_with_empty: bool,
    /// The only value it can have; its type is then that of the value.
    pub constant: Option<EnumValue>,
}

impl OpField {
    /// The value that `new` fills in by itself.
    pub fn filled(&self) -> Option<&EnumValue> {
        self.constant.as_ref().filter(|_| self.required && !self.nullable)
    }

    /// Whether the method asks for it.
    pub fn is_argument(&self) -> bool {
        self.required && self.filled().is_none()
    }
}

/// Where a field of a request travels, and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the path; `multi_segment`: its slashes stay.
    Path {
        /// simple, label or matrix.
        style: Style,
        /// RFC 6570 explode.
        explode: bool,
        /// Slashes in the value are kept (GitHub `{path}`).
        multi_segment: bool,
    },
    /// In the query string.
    Query {
        /// form, spaceDelimited, pipeDelimited, deepObject.
        style: Style,
        /// Repeat the key per item.
        explode: bool,
        /// Leave reserved characters as they are.
        allow_reserved: bool,
        /// Written as a JSON text.
        json: bool,
    },
    /// A header.
    Header {
        /// Written as a JSON text.
        json: bool,
    },
    /// A cookie.
    Cookie,
    /// A member of the body, which is an object.
    BodyMember {
        /// How a form or multipart body writes it.
        encoding: MemberEncoding,
    },
    /// The body as a whole.
    WholeBody,
    /// Nowhere itself: the media type that the body is sent as.
    MediaType,
}

/// How one member of a form or multipart body is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemberEncoding {
    /// Bracketed keys (`a[b]=c`), comma lists and so on; `None`: the body's own default.
    pub style: Option<Style>,
    /// Repeat the key per item.
    pub explode: Option<bool>,
    /// The media type of a multipart part.
    pub content_type: Option<String>,
}

/// The body of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// The media type that is sent: `application/json`.
    pub media_type: String,
    /// How the body is coded.
    pub coding: BodyCoding,
    /// Whether the document requires it.
    pub required: bool,
    /// Other media types that the same value can be sent as; the field at [`Place::MediaType`] chooses.
    pub choices: Vec<BodyChoice>,
    /// Other media types the document allows, as written.
    pub alternatives: Vec<String>,
}

/// Another way to send a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyChoice {
    /// The media type that is sent.
    pub media_type: String,
    /// How the body is coded.
    pub coding: BodyCoding,
    /// The method of the call that chooses it: `with_form`.
    pub method: FnName,
}

/// How bytes and values meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BodyCoding {
    /// JSON and `+json`.
    Json,
    /// `application/x-www-form-urlencoded`, nested as `a[b][0]=c`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// `text/*` as a string.
    Text,
    /// Anything else, as bytes.
    Bytes,
}

/// One declared answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Which statuses.
    pub status: Status,
    /// What the body is.
    pub content: AnswerContent,
    /// What the vendor says of it.
    pub docs: Docs,
    /// Other media types that the body may have, which only `send_for` asks for.
    pub alternatives: Vec<String>,
    /// Declared headers in document order.
    pub headers: Vec<AnswerHeader>,
    /// Index into the branches of `output` or `error` (0 when that is a single type).
    pub case: usize,
    /// Whether it belongs to `output` (2xx, 3xx where no 2xx is declared) or `error`.
    pub success: bool,
}

/// What the body of an answer is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum AnswerContent {
    /// No body, or one without a declared type that nobody reads: `()`.
    Empty,
    /// JSON of a type.
    Json(Ty),
    /// Text.
    Text,
    /// Bytes, buffered or streamed as the caller likes: `intertie::Download`.
    Bytes,
    /// `text/event-stream`: `intertie::Events<T>`.
    EventStream(Ty),
}

/// What a call gives on success, or on failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is declared: for errors the raw body (`intertie::Untyped`), for success the same.
    Undeclared,
    /// One type for all.
    Single(AnswerContent),
    /// Index into the crate's answer enums.
    Cases(AnswerEnum),
}

/// An enum over the answers of a call, named once and shared by operations with the same cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerEnum {
    /// Its Rust name: `GetRepoError`.
    pub name: TypeName,
    /// Whether this operation is the one whose file prints it.
    pub owner: bool,
    /// Its cases, in the order of [`Answer::case`].
    pub cases: Vec<AnswerCase>,
}

/// One case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerCase {
    /// `NotFound`.
    pub name: VariantName,
    /// What it holds.
    pub content: AnswerContent,
}

/// A server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The profile's name for it; empty: the document has none.
    pub name: String,
    /// May be relative; variables in braces.
    pub url: String,
    /// For people.
    pub docs: Docs,
    /// Name, default, allowed values.
    pub variables: Vec<(String, String, Vec<String>)>,
}

/// A way to prove who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityScheme {
    /// The vendor's name for it.
    pub name: String,
    /// What it is.
    pub kind: SecurityKind,
    /// For people.
    pub docs: Docs,
}

/// The kinds of security scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub enum SecurityKind {
    ApiKeyHeader(String),
    ApiKeyQuery(String),
    ApiKeyCookie(String),
    Basic,
    Bearer,
    /// Another HTTP scheme by name.
    Http(String),
    /// Flow name, authorization URL, token URL, refresh URL, scopes.
    OAuth2(Vec<OAuth2Flow>),
    OpenIdConnect(String),
}

/// One OAuth 2.0 flow.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub struct OAuth2Flow {
    /// `clientCredentials`, `authorizationCode`, `implicit`, `password`.
    pub kind: String,
    pub authorization_url: Option<String>,
    pub token_url: Option<String>,
    pub refresh_url: Option<String>,
    pub scopes: Vec<(String, String)>,
    /// How the client proves who it is when it asks for a token.
    pub client_auth: ClientAuth,
    /// Further members of a request for a token.
    pub fields: Vec<(String, String)>,
}

/// How a client proves who it is when it asks for a token (RFC 6749, 2.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClientAuth {
    /// HTTP Basic.
    #[default]
    Basic,
    /// Members of the body.
    Body,
}

/// Schemes that are needed together, with scopes. Empty: anonymous.
pub type Security = Vec<(String, Vec<String>)>;

/// Something the vendor sends.
#[derive(Debug, Clone)]
pub struct Event {
    /// The vendor's name: `push`.
    pub name: String,
    /// The variant of the crate's `Event` enum.
    pub variant: VariantName,
    /// What the body is; `None`: nothing declared.
    pub body: Option<Ty>,
    /// What the vendor says of it.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Pointer,
    /// For a callback: the operation (index) that asks for it.
    pub callback_of: Option<usize>,
}

impl Event {
    /// What its contract tests are called: `order_paid`.
    pub fn test_name(&self) -> String {
        self.variant.to_snake_case()
    }
}
