//! One model for Swagger 2.0, OpenAPI 3.0 and 3.1: what `normalize` hands to `resolve`.
//!
//! openapiv3's types serve where they hold every dialect (info, tags, security schemes, discriminators). Its `Schema`
//! cannot hold 3.1 (`const`, type lists, `prefixItems`) or a `$ref` with siblings, and has no place for the pointer a
//! finding needs, so schemas and operations are structs of our own: a flat arena, addressed by [`SchemaId`].
//!
//! `$ref`s to parameters, bodies, answers, headers and path items are already followed here; `$ref`s between schemas
//! are ids.

mod operation;
mod schema;
mod sparse;

pub use operation::*;
pub use schema::*;
pub use sparse::{Blank, Sparse};

use indexmap::IndexMap;

/// The kind of document that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dialect {
    /// Swagger 2.0.
    Swagger2,
    /// OpenAPI 3.0.x.
    OpenApi30,
    /// OpenAPI 3.1.x.
    OpenApi31,
    /// OpenAPI 3.2.x, read as 3.1.
    OpenApi32,
}

/// A vendor's document, whatever its dialect was.
#[derive(Debug)]
pub struct Document {
    /// What it was before.
    pub dialect: Dialect,
    /// Title, version, description.
    pub info: openapiv3::Info,
    /// The servers for operations that name none of their own.
    pub servers: Vec<Server>,
    /// The declared tags with their descriptions.
    pub tags: Vec<openapiv3::Tag>,
    /// The security of operations that do not say their own.
    pub security: Vec<SecurityRequirement>,
    /// The declared ways to prove who calls.
    pub security_schemes: IndexMap<String, openapiv3::SecurityScheme>,
    /// Every schema of the document.
    pub schemas: Schemas,
    /// The operations in document order.
    pub operations: Vec<Operation>,
    /// What the vendor sends: 3.1 `webhooks`, `x-webhooks`.
    pub webhooks: Vec<Webhook>,
    /// How many path-and-method pairs the document declares, read or not.
    pub declared_operations: usize,
}

/// A server with its variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// `https://{subdomain}.example.com/v1`; may be relative.
    pub url: String,
    /// For people.
    pub description: Option<String>,
    /// Name to default and allowed values, in document order.
    pub variables: IndexMap<String, ServerVariable>,
}

/// A variable in a server's URL.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub struct ServerVariable {
    pub default: String,
    pub enumeration: Vec<String>,
    pub description: Option<String>,
}

/// Alternatives are several of these; the schemes within one are needed together.
pub type SecurityRequirement = IndexMap<String, Vec<String>>;
