//! The mappings of a project: its vendors through the stages, traits to the machine's folder, stubs to the people's.

mod key;
mod rehearsed;
mod settings;
mod vendors;
mod written;

pub use written::run_mappings;

use super::paths;
use crate::config::{Config, Mapping, Vendor};
use crate::diag::{Code, Diagnostic, Place, Sink, Stop};
use crate::impls;
use crate::ir::Api;
use crate::ir::mapping::{Mappings, RootMapping};
use crate::load::Options;
use crate::map::{self, Known, Surveyed};
use crate::pointer::Pointer;
use crate::render::OutFile;
use crate::render::mappings::stub::Stubs;
use crate::render::mappings::{MappingForm, render_mappings};
use crate::status::{self, MappingChange, Status, Touch};
use settings::{crates, form, stub_root};
use std::path::Path;

/// The mappings of a configuration, decided.
#[derive(Debug)]
pub struct Mapped<'c> {
    config: &'c Config,
    vendors: Vec<&'c Vendor>,
    apis: Vec<Api>,
    mappings: Mappings,
    form: MappingForm,
}

impl<'c> Mapped<'c> {
    /// Reads the vendors that mappings name, and decides every mapping.
    pub fn read(config: &'c Config, options: &Options, sink: &mut Sink) -> Result<Self, Stop> {
        let vendors = vendors::named(config);
        let apis = vendors::apis(&vendors, options, sink)?;
        Self::decide(config, vendors, apis, sink)
    }

    /// Decides every mapping between vendors that are read already.
    fn decide(config: &'c Config, vendors: Vec<&'c Vendor>, apis: Vec<Api>, sink: &mut Sink) -> Result<Self, Stop> {
        let form = form(config);
        let mut mapped = Self { config, vendors, apis, mappings: Mappings::default(), form };
        mapped.mappings =
            mapped.with(|known| map::map(known, &config.mappings, &config.mapping_settings.conversions, sink))?;
        mapped.mappings.crates = crates(config);
        Ok(mapped)
    }

    /// What was decided.
    pub fn mappings(&self) -> &Mappings {
        &self.mappings
    }

    /// The files of the machine's folder.
    pub fn files(&self) -> Vec<OutFile> {
        render_mappings(&self.mappings, &self.refs(), &self.form)
    }

    /// Where each mapping stands: what is decided and by whom.
    pub fn status(&self, sink: &mut Sink) -> Result<Vec<Status>, Stop> {
        let mut all = Vec::new();
        for (root, mapping) in self.roots() {
            let text = human(mapping, sink)?;
            let found = impls::read(&mapping.stub, &text, sink)?;
            all.push(Status::of(&self.mappings, &self.refs(), root, mapping, &found));
        }
        Ok(all)
    }

    /// Tells of every field that nobody decided about.
    pub fn undecided(&self, sink: &mut Sink) -> Result<(), Stop> {
        for status in self.status(sink)? {
            for field in status.open() {
                let message = format!("mapping `{}`: nobody decided about `{}`", status.name, field.path);
                let place = Place { file: status.stub.clone(), line: field.line.unwrap_or(1), column: 1 };
                let help = format!("write `{}`, or leave it out with a reason in intertie.toml", field.method);
                sink.push(Diagnostic::new(Code::OpenMapping, &Pointer::root(), message).help(help).at(place));
            }
        }
        Ok(())
    }

    /// What became of every mapping since `before`: the same configuration with another version of a vendor.
    pub fn since(&self, before: &Self) -> Vec<MappingChange> {
        let refs = self.refs();
        let name = stub_root(self.config);
        let stubs = Stubs::new(&self.mappings, &refs, &self.form, &name);
        status::changes(&before.mappings, &before.refs(), &self.mappings, &refs, &stubs)
    }

    /// The stub of a mapping, as it is written where there is none.
    pub fn stub(&self, mapping: &str) -> Option<String> {
        let root = self.mappings.roots.iter().find(|root| root.name == mapping)?;
        let (refs, name) = (self.refs(), stub_root(self.config));
        Some(Stubs::new(&self.mappings, &refs, &self.form, &name).file(root))
    }

    /// Each people's file as it is and as it would be with the methods that are missing: equal where none is.
    pub fn synced(&self, sink: &mut Sink) -> Result<Vec<(&'c Path, String, String)>, Stop> {
        let refs = self.refs();
        let name = stub_root(self.config);
        let stubs = Stubs::new(&self.mappings, &refs, &self.form, &name);
        let mut all = Vec::new();
        for (root, mapping) in self.roots() {
            let before = human(mapping, sink)?;
            let after = if before.trim().is_empty() {
                stubs.file(root)
            } else {
                impls::sync(&mapping.stub, &before, &self.mappings, root, &stubs, sink)?
            };
            all.push((mapping.stub.as_path(), before, after));
        }
        Ok(all)
    }

    /// What the mappings read and write of their vendors' types, people's own code included.
    pub fn touches(&self, sink: &mut Sink) -> Result<Vec<Touch>, Stop> {
        let mut all = Vec::new();
        for (root, mapping) in self.roots() {
            let found = impls::read(&mapping.stub, &human(mapping, sink)?, sink)?;
            all.extend(status::touches(&self.mappings, &self.refs(), root, mapping, &found));
        }
        Ok(all)
    }

    /// Everything that the files of the machine's folder depend on.
    fn key(&self) -> String {
        let digests: Vec<_> = self.apis.iter().map(|api| api.digest.clone()).collect();
        key::key(self.config, &self.vendors, &digests)
    }

    /// Candidates for every field of a mapping's target, at any depth.
    pub fn survey(&self, mapping: &Mapping, sink: &mut Sink) -> Result<Vec<Surveyed>, Stop> {
        self.with(|known| map::survey(known, mapping, &self.config.mapping_settings.conversions, sink))
    }

    fn roots(&self) -> impl Iterator<Item = (&RootMapping, &'c Mapping)> + '_ {
        self.mappings.roots.iter().zip(&self.config.mappings)
    }

    fn refs(&self) -> Vec<&Api> {
        self.apis.iter().collect()
    }

    fn with<T>(&self, work: impl FnOnce(&[Known<'_>]) -> T) -> T {
        let out = &self.config.mapping_settings.out;
        let places: Vec<_> =
            self.vendors.iter().map(|vendor| (vendor.package(), paths::from_to(out, &vendor.out))).collect();
        let known: Vec<_> = (self.vendors.iter().zip(&self.apis).zip(&places))
            .map(|((vendor, api), (package, path))| Known { name: &vendor.name, package, path, api })
            .collect();
        work(&known)
    }
}

/// The people's file of a mapping; empty where it is not written yet: everything in it is open.
fn human(mapping: &Mapping, sink: &mut Sink) -> Result<String, Stop> {
    match std::fs::read_to_string(&mapping.stub) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => {
            let message = format!("the file of mapping `{}` cannot be read: {error}", mapping.name);
            let help = "it must be a text file of Rust in UTF-8; name another by `stub`, or move it away for a new one";
            let place = Place { file: mapping.stub.display().to_string(), line: 1, column: 1 };
            sink.push(Diagnostic::new(Code::UnreadableMapping, &Pointer::root(), message).help(help).at(place));
            Err(Stop)
        }
    }
}
