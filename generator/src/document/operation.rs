//! Operations: parameters, bodies and answers, whatever the dialect declared them as.

use super::{SchemaId, SecurityRequirement, Server};
use crate::pointer::Pointer;
use indexmap::IndexMap;
use serde_json::Value;

/// HTTP's methods that OpenAPI knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are HTTP's")]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
    /// 3.2.
    Query,
}

impl Method {
    /// Upper case, as on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
        }
    }
}

/// One method of one path.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Where it stands.
    pub origin: Pointer,
    /// Its method.
    pub method: Method,
    /// Its template as written, `#fragment` and query removed: `/v1/customers/{customer}`.
    pub path: String,
    /// Literal query members that stood in the path template (`/x?action=y`).
    pub path_query: Vec<(String, String)>,
    /// `operationId`.
    pub operation_id: Option<String>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// Path-level and own parameters, merged; own ones win.
    pub parameters: Vec<Parameter>,
    /// Header parameters that OpenAPI says to ignore, with their places.
    pub ignored: Vec<(String, Pointer)>,
    /// `requestBody`, or Swagger 2.0 body and formData parameters.
    pub body: Option<RequestBody>,
    /// `responses`, in document order.
    pub responses: Vec<Response>,
    /// Its own security; `None`: the document's.
    pub security: Option<Vec<SecurityRequirement>>,
    /// Its own or its path's servers; empty: the document's.
    pub servers: Vec<Server>,
    /// What the vendor calls back.
    pub callbacks: Vec<Webhook>,
    /// Every `x-` member.
    pub extensions: IndexMap<String, Value>,
}

/// An event that the vendor sends to the user.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// Its key in `webhooks`, or `callback name + expression`.
    pub name: String,
    /// The request as the vendor makes it.
    pub operation: Operation,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// How a parameter or form member is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    /// Swagger 2.0 `collectionFormat: tsv`.
    TabDelimited,
    DeepObject,
}

/// A parameter, its style decided.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub struct Parameter {
    pub origin: Pointer,
    pub name: String,
    pub location: Location,
    pub required: bool,
    pub deprecated: bool,
    pub description: Option<String>,
    pub style: Style,
    pub explode: bool,
    pub allow_reserved: bool,
    /// `None`: no schema was declared; treat as a string.
    pub schema: Option<SchemaId>,
    /// `content` instead of `schema`: the media type the value is coded in.
    pub content: Option<String>,
    pub extensions: IndexMap<String, Value>,
}

/// What a request carries.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub struct RequestBody {
    pub origin: Pointer,
    pub description: Option<String>,
    pub required: bool,
    pub content: Vec<MediaType>,
}

/// One media type of a body.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub struct MediaType {
    pub origin: Pointer,
    /// As written, trimmed: `application/json; charset=utf-8`.
    pub name: String,
    pub schema: Option<SchemaId>,
    /// Per property of a form or multipart body.
    pub encoding: IndexMap<String, Encoding>,
    /// Declared examples, in order.
    pub examples: Vec<Value>,
}

/// How one property of a form or multipart body is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub struct Encoding {
    pub content_type: Option<String>,
    pub style: Option<Style>,
    pub explode: Option<bool>,
}

/// Which answers a declaration is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// `404`.
    Code(u16),
    /// `4XX` as 4.
    Range(u8),
    /// `default`.
    Default,
}

/// One declared answer.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub struct Response {
    pub origin: Pointer,
    pub status: Status,
    pub description: Option<String>,
    pub headers: Vec<Header>,
    pub content: Vec<MediaType>,
}

/// A declared header of an answer.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub struct Header {
    pub name: String,
    pub required: bool,
    pub deprecated: bool,
    pub description: Option<String>,
    pub schema: Option<SchemaId>,
}
