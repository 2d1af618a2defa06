//! What OpenAPI 3.1 and 3.2 (JSON Schema 2020-12) add, one rule a file. Read in older documents too, where it is met.

pub(crate) mod additional_operations;
pub(crate) mod anchor;
pub(crate) mod content_encoding;
pub(crate) mod exclusive_bounds;
pub(crate) mod item_schema;
pub(crate) mod null_branch;
pub(crate) mod prefix_items;
pub(crate) mod querystring;
pub(crate) mod type_list;
pub(crate) mod unevaluated;
pub(crate) mod webhooks;
