//! One operation: where its values travel and which answers it may get.

use super::{PagingSpec, Place, ServerSpec};

/// Alternatives; within one, all schemes are needed, each with its scopes. An empty alternative: anonymous.
pub type Security = &'static [&'static [(&'static str, &'static [&'static str])]];

/// One call of the API.
#[derive(Debug)]
pub struct OperationSpec {
    /// The vendor's operationId, or `METHOD /path`.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path template: `/v1/customers/{id}.json`.
    pub path: &'static str,
    /// Query members that are part of the template, as plain text.
    pub fixed_query: &'static [(&'static str, &'static str)],
    /// Where each member of the request struct travels; parallel to its `MEMBERS`.
    pub places: &'static [Place],
    /// The body, where there is one.
    pub body: Option<BodySpec>,
    /// The `Accept` header; empty: none is sent.
    pub accept: &'static str,
    /// The answers the document declares.
    pub answers: &'static [AnswerSpec],
    /// Its own servers; empty: the API's.
    pub servers: &'static [ServerSpec],
    /// Its own security; `None`: the API's.
    pub security: Option<Security>,
    /// How its answers go on, where it is a list.
    pub paging: Option<PagingSpec>,
    /// Whether the vendor advises against it.
    pub deprecated: bool,
}

/// The body of a request.
#[derive(Debug)]
pub struct BodySpec {
    /// What is sent as `Content-Type`.
    pub media_type: &'static str,
    /// How values become bytes.
    pub coding: Coding,
    /// Whether a body is sent even when nothing is set.
    pub required: bool,
    /// What else the same values can be sent as; the member at [`Place::media_type`] chooses.
    pub choices: &'static [BodyChoice],
}

/// A way to send a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyChoice {
    /// What is sent as `Content-Type`.
    pub media_type: &'static str,
    /// How values become bytes.
    pub coding: Coding,
}

/// How values become the bytes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// JSON, also `+json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// Text as it is.
    Text,
    /// Bytes as they are.
    Bytes,
}

/// One declared answer.
#[derive(Debug)]
pub struct AnswerSpec {
    /// Which statuses it is for.
    pub status: Status,
    /// How its body is read.
    pub coding: AnswerCoding,
    /// Which case of the output (or error) enum it is; 0 where that is a single type.
    pub case: usize,
    /// Whether it is an output; an error otherwise.
    pub success: bool,
}

/// Which statuses an answer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// `404`.
    Code(u16),
    /// `4XX` as 4.
    Range(u8),
    /// `default`: all that is not declared otherwise.
    Default,
}

/// How the body of an answer is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerCoding {
    /// Not at all.
    Empty,
    /// As JSON.
    Json,
    /// As text.
    Text,
    /// As bytes, streamed.
    Bytes,
    /// As server-sent events.
    EventStream,
}
