//! What travels: parameters, bodies, declared answers, and what the vendor sends by itself.

use crate::Value;
use crate::spec::Style;
use serde::Deserialize;
use std::collections::BTreeMap;

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

/// Something the vendor sends.
#[derive(Debug, Deserialize)]
pub struct Webhook {
    /// The vendor's name for it.
    pub name: String,
    /// By media type.
    #[serde(default)]
    pub content: Option<BTreeMap<String, Media>>,
}
