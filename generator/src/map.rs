//! Mappings between vendors: which field comes from where.
//!
//! In: the APIs, and what `intertie.toml` declares. Out: [`Mappings`], a trait per pair of types with a method per field.
//! A method has a body only where nothing speaks against it; everything else is a suggestion, with its reasons.

mod build;
mod convert;
mod find;
mod kind;
mod leaf;
mod overlap;
mod own;
mod rank;
mod side;
mod similar;
mod survey;
mod vocabulary;

pub use survey::{Surveyed, survey};

use crate::config::{Mapping, UserConversion};
use crate::diag::{Code, Diagnostic, Severity, Sink, Stop};
use crate::ir::Api;
use crate::ir::mapping::{MappedVendor, Mappings};
use crate::pointer::Pointer;
use build::Builder;
use own::OwnFunction;

/// A vendor that mappings may name.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Its name in `intertie.toml`.
    pub name: &'a str,
    /// The package of its client.
    pub package: &'a str,
    /// The folder of its client, as the mappings' package sees it.
    pub path: &'a str,
    /// Its API.
    pub api: &'a Api,
}

/// Decides every mapping. All that is wrong is told at once.
pub fn map(
    vendors: &[Known<'_>],
    mappings: &[Mapping],
    conversions: &[UserConversion],
    sink: &mut Sink,
) -> Result<Mappings, Stop> {
    let own = OwnFunction::all(conversions);
    let mut builder = Builder::new(vendors, &own);
    for mapping in mappings {
        builder.root(mapping, sink);
    }
    if sink.has(Severity::Error) {
        return Err(Stop);
    }
    let vendors = vendors.iter().map(|known| MappedVendor {
        name: known.name.to_owned(),
        package: known.package.to_owned(),
        path: known.path.to_owned(),
    });
    Ok(Mappings { vendors: vendors.collect(), ..builder.finish() })
}

/// A mistake of a mapping.
fn wrong(mapping: &Mapping, message: String) -> Diagnostic {
    Diagnostic::new(Code::BadMapping, &Pointer::root(), message).at(mapping.to.place.clone())
}
