//! From what the traits are made: while that is the same, they are.

use super::super::{Pipeline, paths, run};
use super::settings::form;
use crate::config::{Config, Mapping, MappingEnd, UserConversion, Vendor};
use crate::load::{FileDigest, Options};
use crate::write::manifest;

/// Everything that the traits depend on: the vendors with these digests, and what is said of the mappings. Where
/// `intertie.toml` says it, and where people's files lie, makes no difference.
pub(super) fn key(config: &Config, named: &[&Vendor], digests: &[String]) -> String {
    let settings = &config.mapping_settings;
    let away = |path| paths::from_to(&settings.out, path);
    let mut parts = vec![format!("{:?}", form(config))];
    parts.extend(named.iter().zip(digests).map(|(vendor, digest)| run::key(vendor, digest)));
    parts.extend(named.iter().map(|vendor| away(&vendor.out)));
    parts.extend(config.mappings.iter().map(said));
    parts.extend(
        settings.conversions.iter().map(|UserConversion { path, fields, package }| {
            format!("{:?}", (path, fields, package.as_deref().map(away)))
        }),
    );
    manifest::key(&parts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// What is said of a mapping. `Debug` writes each of it unambiguously.
fn said(mapping: &Mapping) -> String {
    let Mapping { name, from, to, stub: _, is_async, keys, nested, left_out } = mapping;
    let end = |end: &MappingEnd| (end.name.clone(), end.vendor.clone(), end.of.clone());
    let ends: Vec<_> = from.iter().chain([to]).map(end).collect();
    format!("{:?}", (name, ends, is_async, keys, nested, left_out))
}

/// The digests of the vendors' documents, if each is one file; nothing is parsed.
pub(super) fn digests(named: &[&Vendor], options: &Options, of_file: &mut FileDigest<'_>) -> Option<Vec<String>> {
    named.iter().map(|vendor| Pipeline::new(vendor, options).digest_alone(of_file)).collect()
}
