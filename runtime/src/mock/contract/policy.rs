//! What no document says of a vendor: keys, failures in success, how lists go on.

use serde::Deserialize;
use std::collections::BTreeMap;

/// What no document says.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// What makes a write safe to repeat.
    #[serde(default)]
    pub idempotency: Option<Idempotency>,
    /// Headers that every call of the generated client carries.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Headers of answers that tell the request's id.
    #[serde(default)]
    pub request_id: Vec<String>,
    /// What makes an answer of status 2xx a failure.
    #[serde(default)]
    pub failures: Vec<FailureRule>,
    /// How the vendor signs what it sends.
    #[serde(default)]
    pub webhook: Option<String>,
}

/// What makes a write safe to repeat.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Idempotency {
    /// Where the key travels.
    pub place: KeyPlace,
    /// For which methods.
    pub methods: Vec<String>,
    /// For which operations, by id; empty: all.
    pub operations: Vec<String>,
    /// How long a key may be.
    pub max_length: usize,
}

/// Where an idempotency key travels.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum KeyPlace {
    /// A header.
    Header(String),
    /// A member of the request.
    Member(String),
}

/// What makes an answer of status 2xx a failure.
#[derive(Debug, Deserialize)]
pub struct FailureRule {
    /// For which operations, by id; empty: all.
    pub operations: Vec<String>,
    /// JSON pointer of the member that tells.
    pub member: String,
    /// What it must be.
    pub test: FailureTest,
}

/// The test of a [`FailureRule`].
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FailureTest {
    /// This boolean.
    Is(bool),
    /// A text that is none of these.
    NoneOf(Vec<String>),
    /// A text that is one of these.
    OneOf(Vec<String>),
    /// There, and neither null nor empty.
    Present,
}

/// How the answers of a list go on.
#[derive(Debug, Deserialize)]
pub struct Paging {
    /// JSON pointer of the items in an answer.
    pub items: String,
    /// How the next page is asked for.
    pub(crate) next: NextPage,
}

/// How the next page is asked for: names of request members, and JSON pointers into answers.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum NextPage {
    Cursor { param: String, cursor: String, more: Option<String> },
    LastId { param: String, id: String, more: String },
    Offset { param: String, limit: Option<String>, total: Option<String> },
    Page { param: String, first: u64, limit: Option<String>, pages: Option<String> },
    LinkHeader,
    NextUrl { url: String },
}
