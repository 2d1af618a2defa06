//! The contract: what a vendor takes and gives, as the generator wrote it.

use crate::Value;
use crate::spec::Style;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;

/// The version of the value's shape that this crate reads.
const FORMAT: u64 = 1;

/// What a vendor takes and gives. Schemas are JSON Schema 2020-12 that refers to `#/$defs`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contract {
    format: u64,
    /// The vendor's name in `intertie.toml`.
    pub vendor: String,
    /// The API's title, for people.
    pub title: String,
    /// The version of the vendor's API.
    pub version: String,
    /// Where it is served, for operations that have no servers of their own.
    #[serde(default)]
    pub servers: Vec<String>,
    /// The ways to prove who calls.
    #[serde(default)]
    pub schemes: BTreeMap<String, Scheme>,
    /// Alternatives for operations that have none of their own; within one, all schemes are needed.
    #[serde(default)]
    pub security: Vec<Vec<String>>,
    /// What no document says.
    pub policy: Policy,
    /// The calls, in document order.
    pub operations: Vec<Operation>,
    /// What the vendor sends.
    #[serde(default)]
    pub webhooks: Vec<Webhook>,
    /// The whole value, for what schemas refer to.
    #[serde(skip)]
    pub(crate) value: Value,
}

/// A value is no contract that this crate reads.
#[derive(Debug)]
pub struct ContractError(String);

impl fmt::Display for ContractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ContractError {}

impl Contract {
    /// Takes the generator's value.
    pub fn read(value: Value) -> Result<Self, ContractError> {
        let contract = Self::deserialize(&value).map_err(|error| ContractError(error.to_string()))?;
        if contract.format != FORMAT {
            let message = format!("the contract has format {}, and this version reads {FORMAT}", contract.format);
            return Err(ContractError(message));
        }
        Ok(Self { value, ..contract })
    }

    /// Takes the generator's value as text.
    pub fn parse(text: &str) -> Result<Self, ContractError> {
        Self::read(serde_json::from_str(text).map_err(|error| ContractError(error.to_string()))?)
    }

    /// The operation of this method and path template, or of this `operationId`.
    pub fn operation(&self, name: &str) -> Option<(usize, &Operation)> {
        let mut all = self.operations.iter().enumerate();
        all.find(|(_, one)| one.id == name || one.call == name || one.key() == name)
    }

    /// The whole value, for what schemas refer to.
    #[cfg(feature = "reqwest")]
    pub(crate) const fn root(&self) -> &Value {
        &self.value
    }

    /// What makes this operation safe to repeat, where the vendor keeps keys for it.
    #[cfg(feature = "reqwest")]
    pub(crate) fn idempotency_of(&self, operation: &Operation) -> Option<&Idempotency> {
        let covers = |rule: &&Idempotency| {
            rule.methods.contains(&operation.method)
                && (rule.operations.is_empty() || rule.operations.contains(&operation.id))
        };
        self.policy.idempotency.as_ref().filter(covers)
    }

    /// What the security of this operation is.
    pub(crate) fn security_of<'c>(&'c self, operation: &'c Operation) -> &'c [Vec<String>] {
        operation.security.as_deref().unwrap_or(&self.security)
    }
}

/// One call.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Operation {
    /// The vendor's `operationId`, or `METHOD /path`.
    pub id: String,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path template.
    pub path: String,
    /// Its name in the generated client: `customers::create`.
    pub call: String,
    /// Query members that are part of the template.
    #[serde(default)]
    pub fixed_query: BTreeMap<String, String>,
    /// What it takes beside a body.
    #[serde(default)]
    pub parameters: Vec<Parameter>,
    /// The body, where there is one.
    #[serde(default)]
    pub body: Option<Body>,
    /// The declared answers.
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// Its own servers; empty: the contract's.
    #[serde(default)]
    pub servers: Vec<String>,
    /// Its own security; `None`: the contract's.
    #[serde(default)]
    pub security: Option<Vec<Vec<String>>>,
    /// How its answers go on.
    #[serde(default)]
    pub paging: Option<Paging>,
}

impl Operation {
    /// `METHOD /path?fixed=query`, unique in the contract.
    pub fn key(&self) -> String {
        let fixed: Vec<String> = self.fixed_query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mark = if fixed.is_empty() { "" } else { "?" };
        format!("{} {}{mark}{}", self.method, self.path, fixed.join("&"))
    }

    /// The declaration that an answer of this status is of.
    pub fn answer(&self, status: u16) -> Option<(usize, &Answer)> {
        let exact = status.to_string();
        let range = format!("{}XX", status / 100);
        let of = |wanted: &str| self.answers.iter().enumerate().find(|(_, one)| one.status == wanted);
        of(&exact).or_else(|| of(&range)).or_else(|| of("default"))
    }
}

/// A parameter.
#[derive(Debug, Deserialize)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Where it travels.
    #[serde(rename = "in")]
    pub place: Place,
    /// Whether it must be there.
    #[serde(default)]
    pub required: bool,
    /// How it is written.
    pub(crate) style: Style,
    /// Whether lists repeat the name.
    #[serde(default)]
    pub explode: bool,
    /// Written as JSON text.
    #[serde(default)]
    pub json: bool,
    /// What it is; `None`: text.
    #[serde(default)]
    pub schema: Option<Value>,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

impl Place {
    /// Its name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// The body of a request.
#[derive(Debug, Deserialize)]
pub struct Body {
    /// Whether it must be there.
    #[serde(default)]
    pub required: bool,
    /// By media type.
    pub content: BTreeMap<String, Media>,
}

/// One media type of a body.
#[derive(Debug, Default, Deserialize)]
pub struct Media {
    /// What it is; `None`: anything.
    #[serde(default)]
    pub schema: Option<Value>,
    /// How members of forms are written.
    #[serde(default)]
    pub encoding: BTreeMap<String, Encoding>,
    /// The document's examples.
    #[serde(default)]
    pub examples: Vec<Value>,
}

/// How a member of a form is written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Encoding {
    /// As text of this media type.
    #[serde(default)]
    pub content_type: Option<String>,
    /// In this style.
    #[serde(default)]
    pub(crate) style: Option<Style>,
    /// Whether lists repeat the name.
    #[serde(default)]
    pub explode: Option<bool>,
}

/// A declared answer.
#[derive(Debug, Deserialize)]
pub struct Answer {
    /// `200`, `4XX` or `default`.
    pub status: String,
    /// The declared headers.
    #[serde(default)]
    pub headers: Vec<Header>,
    /// By media type; empty: no body.
    #[serde(default)]
    pub content: BTreeMap<String, Media>,
}

/// A declared header of an answer.
#[derive(Debug, Deserialize)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Whether it is always there.
    #[serde(default)]
    pub required: bool,
    /// What it is; `None`: text.
    #[serde(default)]
    pub schema: Option<Value>,
}

/// A way to prove who calls.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", content = "name", rename_all = "lowercase")]
pub enum Scheme {
    /// A header of this name.
    Header(String),
    /// A member of the query.
    Query(String),
    /// A cookie.
    Cookie(String),
    /// The scheme of `Authorization`.
    Http(String),
}

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

/// Something the vendor sends.
#[derive(Debug, Deserialize)]
pub struct Webhook {
    /// The vendor's name for it.
    pub name: String,
    /// By media type.
    #[serde(default)]
    pub content: Option<BTreeMap<String, Media>>,
}
