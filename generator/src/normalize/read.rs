//! Readers, one for each kind of object that every dialect has. In: a [`Node`], out: a part of the `Document`.

pub(crate) mod body;
pub(crate) mod components;
pub(crate) mod header_rules;
pub(crate) mod info;
pub(crate) mod media;
mod media_name;
mod node;
pub(crate) mod operation;
pub(crate) mod parameter;
pub(crate) mod parameters;
pub(crate) mod paths;
mod queue;
mod reader;
pub(crate) mod reference;
pub(crate) mod response;
pub(crate) mod scalar;
pub(crate) mod schema;
pub(crate) mod security;
pub(crate) mod security_scheme;
pub(crate) mod servers;
pub(crate) mod status;
pub(crate) mod template;
pub(crate) mod webhook;

pub(crate) use node::Node;
pub(crate) use queue::{Role, Task};
pub(crate) use reader::Reader;
