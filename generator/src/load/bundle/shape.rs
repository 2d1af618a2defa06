//! What stands where in an OpenAPI document: the kind of a node tells what a `$ref` in its place may lead to, and
//! where a part of another file can be kept.

use crate::document::Dialect;

/// A kind of node that OpenAPI names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Node {
    Document,
    Components,
    PathItem,
    Operation,
    Callback,
    Parameter,
    Header,
    Body,
    Response,
    MediaType,
    Encoding,
    Example,
    Link,
    SecurityScheme,
    Schema,
    Discriminator,
    /// Structure in which `$ref` means nothing by the letter, but is used all the same: info, tags, servers.
    Plain,
    /// The vendor's own values: examples, defaults, extensions.
    Data,
}

/// One node, or a container of such.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    One(Node),
    Map(Node),
    List(Node),
}

use Node as N;
use Shape::{List, Map, One};

impl Shape {
    /// What a member of an object is.
    pub(super) fn member(self, key: &str) -> Self {
        let node = match self {
            Map(N::Schema) => return One(N::Schema),
            Map(_) | List(_) if key.starts_with("x-") => return One(N::Data),
            Map(node) => return One(node),
            List(_) => return One(N::Plain),
            One(node) => node,
        };
        match node {
            N::Data => One(N::Data),
            N::Document if matches!(key, "x-webhooks" | "x-ms-paths") => Map(N::PathItem),
            N::Schema | N::Discriminator | N::Example if key == "value" => One(N::Data),
            _ if key.starts_with("x-") => One(N::Data),
            N::Document => document(key),
            N::Components => component(key),
            N::PathItem => path_item(key),
            N::Operation => operation(key),
            N::Callback => One(N::PathItem),
            N::Parameter | N::Header | N::Body | N::Response | N::MediaType | N::Encoding => payload(key),
            N::Schema => schema(key),
            N::Example | N::Link | N::SecurityScheme | N::Discriminator | N::Plain => One(N::Plain),
        }
    }

    /// What an item of a list is.
    pub(super) fn item(self) -> Self {
        match self {
            List(node) => One(node),
            One(N::Schema) => One(N::Schema),
            One(N::Data) => One(N::Data),
            One(_) | Map(_) => One(N::Plain),
        }
    }
}

fn document(key: &str) -> Shape {
    match key {
        "paths" | "webhooks" => Map(N::PathItem),
        "components" => One(N::Components),
        "definitions" => Map(N::Schema),
        "parameters" => Map(N::Parameter),
        "responses" => Map(N::Response),
        "securityDefinitions" => Map(N::SecurityScheme),
        _ => One(N::Plain),
    }
}

fn component(key: &str) -> Shape {
    match key {
        "schemas" => Map(N::Schema),
        "responses" => Map(N::Response),
        "parameters" => Map(N::Parameter),
        "examples" => Map(N::Example),
        "requestBodies" => Map(N::Body),
        "headers" => Map(N::Header),
        "securitySchemes" => Map(N::SecurityScheme),
        "links" => Map(N::Link),
        "callbacks" => Map(N::Callback),
        "pathItems" => Map(N::PathItem),
        "mediaTypes" => Map(N::MediaType),
        _ => One(N::Plain),
    }
}

fn path_item(key: &str) -> Shape {
    match key {
        "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query" => One(N::Operation),
        "additionalOperations" => Map(N::Operation),
        "parameters" => List(N::Parameter),
        _ => One(N::Plain),
    }
}

fn operation(key: &str) -> Shape {
    match key {
        "parameters" => List(N::Parameter),
        "requestBody" => One(N::Body),
        "responses" => Map(N::Response),
        "callbacks" => Map(N::Callback),
        _ => One(N::Plain),
    }
}

/// Parameters, headers, bodies, answers and media types share their members' names.
fn payload(key: &str) -> Shape {
    match key {
        "schema" | "items" | "itemSchema" => One(N::Schema),
        "content" => Map(N::MediaType),
        "headers" => Map(N::Header),
        "examples" => Map(N::Example),
        "links" => Map(N::Link),
        "encoding" => Map(N::Encoding),
        "example" | "default" | "enum" => One(N::Data),
        _ => One(N::Plain),
    }
}

fn schema(key: &str) -> Shape {
    match key {
        "properties" | "patternProperties" | "definitions" | "$defs" | "dependentSchemas" => Map(N::Schema),
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => List(N::Schema),
        "items"
        | "additionalItems"
        | "unevaluatedItems"
        | "contains"
        | "not"
        | "if"
        | "then"
        | "else"
        | "additionalProperties"
        | "unevaluatedProperties"
        | "propertyNames" => One(N::Schema),
        "discriminator" => One(N::Discriminator),
        "example" | "examples" | "default" | "enum" | "const" => One(N::Data),
        _ => One(N::Plain),
    }
}

impl Node {
    /// Where the document keeps nodes of this kind for `$ref`s to lead to; `None`: each place has its own.
    pub(super) fn section(self, dialect: Dialect) -> Option<&'static [&'static str]> {
        if dialect == Dialect::Swagger2 {
            return match self {
                Self::Schema => Some(&["definitions"]),
                Self::Parameter => Some(&["parameters"]),
                Self::Response => Some(&["responses"]),
                _ => None,
            };
        }
        match self {
            Self::Schema => Some(&["components", "schemas"]),
            Self::Parameter => Some(&["components", "parameters"]),
            Self::Response => Some(&["components", "responses"]),
            Self::Header => Some(&["components", "headers"]),
            Self::Body => Some(&["components", "requestBodies"]),
            Self::Example => Some(&["components", "examples"]),
            Self::Link => Some(&["components", "links"]),
            Self::Callback => Some(&["components", "callbacks"]),
            Self::SecurityScheme => Some(&["components", "securitySchemes"]),
            _ => None,
        }
    }

    /// The kinds that have a section.
    pub(super) const KEPT: [Self; 9] = [
        Self::Schema,
        Self::Parameter,
        Self::Response,
        Self::Header,
        Self::Body,
        Self::Example,
        Self::Link,
        Self::Callback,
        Self::SecurityScheme,
    ];
}
