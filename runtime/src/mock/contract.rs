//! The contract: what a vendor takes and gives, as the generator wrote it.

mod message;
mod policy;

pub use message::{Answer, Body, Header, Media, Parameter, Place, Webhook};
pub(crate) use policy::NextPage;
pub use policy::{FailureRule, FailureTest, Idempotency, KeyPlace, Paging, Policy};

use crate::Value;
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
