//! Intertie's generator: vendors' OpenAPI documents in, Rust crates out.
//!
//! ```text
//! load        bytes -> RawDoc       one JSON value, other files bundled in, overlay applied
//! normalize   RawDoc -> Document    one model for Swagger 2.0, OpenAPI 3.0 and 3.1
//! resolve     Document -> Resolved  allOf merged, unions simplified, what the slice leaves out dropped
//! profile     vendor.toml -> Profile what no document says
//! lower       Resolved, Profile -> ir::Api   Rust names and types are final from here on
//! contract    Resolved, Api -> JSON what mocks serve and contract tests hold clients against
//! render      &Api -> Vec<OutFile>  pure
//! write       &[OutFile] -> disk    the only code that writes
//! diff        &Api, &Api -> Changes  what a vendor changed
//!
//! map         (&Api, ..), mappings -> ir::mapping::Mappings   which field comes from where; render prints it as traits
//! impls       the files that people write -> what they implement; adds what is missing
//! status      both -> what is decided, by whom, and what is open
//! lock        intertie.lock         from what the clients are made
//! impact      &Changes -> Impact    which lines of the user's a change hits
//! update      a newer document -> the whole project moved, or nothing
//! ```
//!
//! Data flows one way; what is wrong with a document goes into a [`diag::Sink`].

pub mod config;
pub mod contract;
pub mod diag;
pub mod diff;
pub mod document;
pub mod generator;
#[cfg(feature = "cli")]
pub mod impact;
pub mod impls;
pub mod ir;
pub mod load;
pub mod lock;
pub mod lower;
pub mod map;
pub mod markup;
mod nearest;
pub mod normalize;
mod path_template;
pub mod pointer;
pub mod profile;
pub mod render;
pub mod resolve;
pub mod status;
mod toml_text;
#[cfg(feature = "cli")]
pub mod update;
pub mod write;

pub use generator::{Findings, Generator, Pipeline};

/// The version of this program, which generated files and `intertie.lock` name.
pub fn generator_version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
