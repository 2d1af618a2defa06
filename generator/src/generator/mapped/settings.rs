//! What `intertie.toml` says of all mappings, as the renderer takes it.

use super::super::paths;
use crate::config::{Config, Form};
use crate::render::mappings::MappingForm;

/// A crate or a module.
pub(super) fn form(config: &Config) -> MappingForm {
    let settings = &config.mapping_settings;
    match settings.form {
        Form::Module => MappingForm::Module { vendors: settings.vendors.clone() },
        Form::Crate => MappingForm::Crate {
            name: settings.package.clone(),
            runtime: paths::runtime(&settings.runtime, &settings.out),
        },
    }
}

/// How people's files name the traits.
pub(super) fn stub_root(config: &Config) -> String {
    let settings = &config.mapping_settings;
    match settings.form {
        Form::Crate => settings.package.replace('-', "_"),
        Form::Module => format!("crate::{}", settings.package),
    }
}

/// The crates of the user's conversions.
pub(super) fn crates(config: &Config) -> Vec<(String, String)> {
    let settings = &config.mapping_settings;
    let mut all: Vec<_> = (settings.conversions.iter())
        .filter_map(|own| {
            let name = own.path.split("::").next()?.to_owned();
            Some((name, paths::from_to(&settings.out, own.package.as_deref()?)))
        })
        .collect();
    all.sort();
    all.dedup();
    all
}
