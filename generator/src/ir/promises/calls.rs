//! Operations as the document declares them: parameters, bodies, answers.

use super::NodeId;
use crate::document::{Location, Status, Style};
use crate::pointer::Pointer;

/// One operation.
#[derive(Debug, Clone)]
pub struct Call {
    /// Index into [`Api::operations`](crate::ir::Api::operations).
    pub operation: usize,
    /// `operationId`, where it has one.
    pub id: Option<String>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `x-sunset`.
    pub sunset: Option<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// Header parameters that OpenAPI says to ignore, with their places.
    pub ignored: Vec<(String, Pointer)>,
    /// Its body.
    pub body: Option<RequestBody>,
    /// Its answers.
    pub responses: Vec<Response>,
}

/// A parameter.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub struct Parameter {
    pub origin: Pointer,
    pub wire: String,
    pub location: Location,
    pub required: bool,
    pub deprecated: bool,
    pub description: Option<String>,
    pub style: Style,
    pub explode: bool,
    pub allow_reserved: bool,
    /// The media type that its value is coded in.
    pub content: Option<String>,
    pub schema: Option<NodeId>,
}

/// What a request carries.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub struct RequestBody {
    pub origin: Pointer,
    pub required: bool,
    pub description: Option<String>,
    pub content: Vec<Content>,
}

/// One media type of a body or an answer.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub struct Content {
    pub origin: Pointer,
    pub media_type: String,
    pub schema: Option<NodeId>,
    /// How the members of a form are written, as text.
    pub encoding: Vec<(String, String)>,
}

/// An answer.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub struct Response {
    pub origin: Pointer,
    pub status: Status,
    /// Whether it is a success.
    pub success: bool,
    pub description: Option<String>,
    pub headers: Vec<ResponseHeader>,
    pub content: Vec<Content>,
}

/// A header of an answer.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub struct ResponseHeader {
    pub wire: String,
    pub required: bool,
    pub deprecated: bool,
    pub description: Option<String>,
    pub schema: Option<NodeId>,
}

/// A request that the vendor makes: a webhook or a callback.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Index into [`Api::events`](crate::ir::Api::events).
    pub event: usize,
    /// What it carries.
    pub body: Option<RequestBody>,
}
