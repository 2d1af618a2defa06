//! One model for Swagger 2.0, OpenAPI 3.0 and 3.1: what `normalize` hands to `resolve`.
//!
//! openapiv3's types serve where they hold every dialect (info, tags, security schemes, discriminators). Its `Schema`
//! cannot hold 3.1 (`const`, type lists, `prefixItems`) or a `$ref` with siblings, and has no place for the pointer a
//! finding needs, so schemas and operations are structs of our own: a flat arena, addressed by [`SchemaId`].
//!
//! `$ref`s to parameters, bodies, answers, headers and path items are already followed here; `$ref`s between schemas
//! are ids.

mod sparse;

pub use sparse::{Blank, Sparse};

use crate::pointer::Pointer;
use foldhash::fast::RandomState;
use indexmap::IndexMap;
use serde_json::Value;
use std::sync::Arc;

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

/// Index of a schema in [`Schemas`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(pub u32);

/// All schemas, named and inline.
#[derive(Debug, Default)]
pub struct Schemas {
    arena: Vec<Arc<Schema>>,
    /// `components.schemas` or `definitions`, in document order.
    pub named: IndexMap<String, SchemaId>,
}

impl Schemas {
    /// Adds a schema and gives its id.
    ///
    /// # Panics
    /// With more than 2^32 schemas, which no document within the size limit has.
    pub fn add(&mut self, schema: Schema) -> SchemaId {
        let id = u32::try_from(self.arena.len()).expect("documents are limited in size");
        self.arena.push(Arc::new(schema));
        SchemaId(id)
    }

    /// A schema to be read while others are added.
    pub fn share(&self, id: SchemaId) -> Arc<Schema> {
        Arc::clone(&self.arena[id.0 as usize])
    }

    /// All ids in order.
    pub fn ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..u32::try_from(self.arena.len()).unwrap_or(u32::MAX)).map(SchemaId)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.arena.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.arena.is_empty()
    }
}

impl std::ops::Index<SchemaId> for Schemas {
    type Output = Schema;
    fn index(&self, id: SchemaId) -> &Schema {
        &self.arena[id.0 as usize]
    }
}

impl std::ops::IndexMut<SchemaId> for Schemas {
    fn index_mut(&mut self, id: SchemaId) -> &mut Schema {
        Arc::make_mut(&mut self.arena[id.0 as usize])
    }
}

/// A JSON Schema as OpenAPI uses it. Empty and `None` mean: the document does not say.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// Where it stands. `None` only in a schema that a rule made up.
    pub origin: Option<Pointer>,
    /// Its key, when it stands in `components.schemas` or `definitions`.
    pub name: Option<String>,
    /// Its `$ref`; the other members are the siblings of the `$ref`.
    pub reference: Option<Reference>,
    /// `false` as a whole schema: nothing is valid. (`true` is a schema that says nothing.)
    pub never: bool,
    /// The allowed JSON types without `null`.
    pub types: Vec<JsonType>,
    /// Whether null is allowed: `nullable`, `x-nullable`, a type list with "null", an enum with null.
    pub nullable: bool,
    /// `format`, in the vendor's spelling.
    pub format: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `enum` without null.
    pub enumeration: Vec<Value>,
    /// `x-enum-varnames`, parallel to `enumeration`, or empty.
    pub enum_names: Vec<String>,
    /// `x-enum-descriptions`, parallel to `enumeration`, or empty.
    pub enum_docs: Vec<String>,
    /// `const`.
    pub constant: Option<Box<Value>>,
    /// `default`.
    pub default: Option<Box<Value>>,
    /// The first example, where there is one that is not null.
    pub example: Option<Box<Value>>,
    /// `properties`.
    pub properties: IndexMap<String, SchemaId, RandomState>,
    /// `required`, without repeats.
    pub required: Vec<String>,
    /// `additionalProperties`.
    pub additional: Additional,
    /// `patternProperties`.
    pub pattern_properties: Vec<(String, SchemaId)>,
    /// `items` (one schema for all items).
    pub items: Option<SchemaId>,
    /// `prefixItems` (or a list in `items`, 3.1).
    pub prefix_items: Vec<SchemaId>,
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `oneOf`.
    pub one_of: Vec<SchemaId>,
    /// `anyOf`.
    pub any_of: Vec<SchemaId>,
    /// `discriminator`.
    pub discriminator: Option<Box<Discriminator>>,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// Bounds; they become docs and are compared by `diff`.
    pub bounds: Sparse<Bounds>,
    /// Every `x-` member that no field here holds.
    pub extensions: Sparse<IndexMap<String, Value>>,
}

/// A `$ref` from one schema to another.
#[derive(Debug, Clone)]
pub struct Reference {
    /// As written.
    pub text: String,
    /// Where it leads; `None` when it leads nowhere (reported already).
    pub target: Option<SchemaId>,
}

/// A JSON type as JSON Schema names it; null is `Schema::nullable`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are JSON Schema's")]
pub enum JsonType {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
    /// Swagger 2.0 `type: file`.
    File,
}

/// `additionalProperties`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Additional {
    /// Not said (which JSON Schema reads as allowed).
    #[default]
    Unsaid,
    /// `false`.
    Forbidden,
    /// `true` or an empty schema.
    Any,
    /// A schema for each.
    Schema(SchemaId),
}

/// `discriminator`. In Swagger 2.0 a bare property name on the base class.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Discriminator {
    /// The property that names the branch.
    pub property: String,
    /// Value to schema, in document order; `None` where the target is missing (reported already).
    pub mapping: Vec<(String, Option<SchemaId>)>,
}

/// What bounds a value, in JSON's own number text.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(missing_docs, reason = "the names are JSON Schema's")]
pub struct Bounds {
    pub minimum: Option<serde_json::Number>,
    pub maximum: Option<serde_json::Number>,
    pub exclusive_minimum: bool,
    pub exclusive_maximum: bool,
    pub multiple_of: Option<serde_json::Number>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub pattern: Option<String>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
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
    pub description: Option<String>,
    pub schema: Option<SchemaId>,
}
