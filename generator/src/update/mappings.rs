//! The mappings of a move: what they touch of the vendor before, and their files after.

use super::UpdateError;
use super::plan::Refused;
use super::source::Newer;
use crate::Findings;
use crate::config::{Config, Vendor};
use crate::diag::Sink;
use crate::generator::Mapped;
use crate::load::Options;
use crate::status::Touch;
use crate::write;
use std::path::PathBuf;

/// What a move does to mappings.
#[derive(Debug, Default)]
pub struct MappingMove {
    /// What they read and write of the vendor, before.
    pub touches: Vec<Touch>,
    /// The traits that change, below their folder.
    pub traits: write::Texts,
    /// People's files that are not there yet.
    pub stubs: Vec<(PathBuf, String)>,
    /// Why the mappings cannot be made of the new version: the move waits until `intertie.toml` is changed.
    pub refused: Option<Findings>,
    /// What is wrong with them already: they stay as they are.
    pub wrong_before: Option<Findings>,
}

/// What becomes of the mappings when `moved` has the newer document. Those that do not name the vendor are left alone.
pub(super) fn mappings(
    config: &Config,
    moved: &Vendor,
    newer: &Newer,
    options: &Options,
) -> Result<MappingMove, Refused> {
    let names =
        |mapping: &crate::config::Mapping| mapping.from.iter().chain([&mapping.to]).any(|end| end.vendor == moved.name);
    if !config.mappings.iter().any(names) {
        return Ok(MappingMove::default());
    }
    let mut sink = Sink::default();
    let Ok(touches) = Mapped::read(config, options, &mut sink).and_then(|mapped| mapped.touches(&mut sink)) else {
        return Ok(MappingMove { wrong_before: Some(findings(&sink)), ..MappingMove::default() });
    };
    let touches = touches.into_iter().filter(|touch| touch.vendor == moved.name).collect();
    let mut after = config.clone();
    for vendor in after.vendors.iter_mut().filter(|vendor| vendor.name == moved.name) {
        *vendor = Vendor { spec: newer.input(), ..moved.clone() };
    }
    let mut sink = Sink::default();
    let made = Mapped::read(&after, options, &mut sink).and_then(|mapped| mapped.rehearsed(&mut sink));
    match made {
        Ok(Ok(made)) if made.is_edited => Err(Refused::Edited(Box::new(findings(&sink)))),
        Ok(Ok(made)) => Ok(MappingMove { touches, traits: made.traits, stubs: made.stubs, ..MappingMove::default() }),
        Ok(Err(error)) => Err(UpdateError::from(error).into()),
        Err(_) => Ok(MappingMove { touches, refused: Some(findings(&sink)), ..MappingMove::default() }),
    }
}

fn findings(sink: &Sink) -> Findings {
    Findings::of(sink.found().to_vec())
}
