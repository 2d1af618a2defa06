//! The mappings of a project: its vendors through the stages, traits to the machine's folder, stubs to the people's.

use super::run::{Mode, Report, Wrote, changes};
use super::{Ending, Findings, Pipeline, paths};
use crate::config::{Config, Form, Mapping, Runtime, Vendor};
use crate::diag::{Code, Diagnostic, Place, Sink, Stop};
use crate::impls;
use crate::ir::Api;
use crate::ir::mapping::{Mappings, RootMapping};
use crate::load::{Input, Options};
use crate::map::{self, Known, Surveyed};
use crate::pointer::Pointer;
use crate::render::OutFile;
use crate::render::mappings::stub::Stubs;
use crate::render::mappings::{MappingForm, render_mappings};
use crate::status::{self, MappingChange, Status, Touch};
use crate::{render, write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The mappings of a configuration, decided.
#[derive(Debug)]
pub struct Mapped<'c> {
    config: &'c Config,
    vendors: Vec<&'c Vendor>,
    apis: Vec<Api>,
    mappings: Mappings,
    form: MappingForm,
}

/// What the mappings' files would become.
#[derive(Debug)]
pub struct Rehearsed {
    /// Whether a file of the machine's folder was changed by hand; it stands among the findings.
    pub is_edited: bool,
    /// The files of the machine's folder that change.
    pub traits: write::Texts,
    /// People's files that are not there yet.
    pub stubs: Vec<(PathBuf, String)>,
}

impl<'c> Mapped<'c> {
    /// Reads the vendors that mappings name, and decides every mapping.
    pub fn read(config: &'c Config, options: &Options, sink: &mut Sink) -> Result<Self, Stop> {
        let vendors = named(config);
        let apis = apis(&vendors, options, sink)?;
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
            let text = Self::human(mapping)?;
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
            let before = Self::human(mapping)?;
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
            let found = impls::read(&mapping.stub, &Self::human(mapping)?, sink)?;
            all.extend(status::touches(&self.mappings, &self.refs(), root, mapping, &found));
        }
        Ok(all)
    }

    /// What [`run_mappings`] would write, with nothing written.
    pub fn rehearsed(&self, sink: &mut Sink) -> Result<Result<Rehearsed, write::WriteError>, Stop> {
        let folder = &self.config.mapping_settings.out;
        let (report, traits) = match write::rehearse(&self.files(), folder, &self.key()) {
            Ok(made) => made,
            Err(error) => return Ok(Err(error)),
        };
        report.diagnose(folder, sink);
        let missing = self.synced(sink)?.into_iter().filter(|(_, before, _)| before.is_empty());
        let stubs = missing.map(|(path, _, text)| (path.to_owned(), text)).collect();
        Ok(Ok(Rehearsed { is_edited: report.edited().next().is_some(), traits, stubs }))
    }

    /// Everything that the files of the machine's folder depend on.
    fn key(&self) -> String {
        let digests: Vec<_> = self.apis.iter().map(|api| &api.digest).collect();
        write::manifest::key(&[&format!("{digests:?}")])
    }

    /// Candidates for every field of a mapping's target, at any depth.
    pub fn survey(&self, mapping: &Mapping, sink: &mut Sink) -> Result<Vec<Surveyed>, Stop> {
        self.with(|known| map::survey(known, mapping, &self.config.mapping_settings.conversions, sink))
    }

    fn human(mapping: &Mapping) -> Result<String, Stop> {
        match std::fs::read_to_string(&mapping.stub) {
            Ok(text) => Ok(text),
            // Not written yet: everything in it is open.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
            Err(_) => Err(Stop),
        }
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

/// Writes the traits, and the stubs that are not there yet.
pub fn run_mappings(config: &Config, options: &Options, mode: Mode) -> Report {
    let started = Instant::now();
    let mut sink = Sink::default();
    let ending = written(config, options, mode, &mut sink).unwrap_or(Ending::Rejected);
    let mut findings = Findings::default();
    findings.take(&sink);
    Report { findings, ending, entry: None, elapsed: started.elapsed() }
}

fn written(config: &Config, options: &Options, mode: Mode, sink: &mut Sink) -> Result<Ending, Stop> {
    let settings = &config.mapping_settings;
    let mapped = Mapped::read(config, options, sink)?;
    let files = mapped.files();
    let how = mode.how();
    let report = match write::write(&files, &settings.out, &mapped.key(), how) {
        Ok(report) => report,
        Err(error) => return Ok(Ending::Failed(error.to_string())),
    };
    report.diagnose(&settings.out, sink);
    let mut changes = changes(&report);
    for (path, before, after) in mapped.synced(sink)? {
        if before.is_empty() && !mode.check {
            changes.push(("create", path.display().to_string()));
            if report.applied
                && let Err(error) = write::once(path, &after)
            {
                return Ok(Ending::Failed(error.to_string()));
            }
        }
    }
    let wrote = Wrote {
        files: files.len(),
        bytes: files.iter().map(|file| file.text.len() as u64).sum(),
        changes,
        ..Wrote::default()
    };
    let stands = report.applied || how == write::Mode::DryRun || report.stale().next().is_none();
    Ok(if stands { Ending::Wrote(wrote) } else { Ending::Stale(wrote) })
}

/// The vendors that mappings name, in the order of the file.
fn named(config: &Config) -> Vec<&Vendor> {
    let is_named = |vendor: &&Vendor| {
        let ends = config.mappings.iter().flat_map(|mapping| mapping.from.iter().chain([&mapping.to]));
        ends.into_iter().any(|end| end.vendor == vendor.name)
    };
    config.vendors.iter().filter(is_named).collect()
}

/// Every vendor's API; what is wrong with one is that vendor's own matter, and said there.
fn apis(vendors: &[&Vendor], options: &Options, sink: &mut Sink) -> Result<Vec<Api>, Stop> {
    let work = |vendor: &Vendor| super::run::on_deep_stack(&vendor.name, || Pipeline::new(vendor, options).api());
    let made: Vec<_> = vendors.iter().map(|vendor| work(vendor)).collect();
    for (vendor, made) in vendors.iter().zip(&made) {
        if !matches!(made, Ok(Ok(_))) {
            let message = format!("the mappings need vendor `{}`, whose document is rejected", vendor.name);
            let place = Place { file: config_of(vendor), line: 1, column: 1 };
            let help = format!("`intertie check {}` says why", vendor.name);
            sink.push(Diagnostic::new(Code::BadMapping, &Pointer::root(), message).help(help).at(place));
        }
    }
    made.into_iter().map(|made| made.map_err(|_| Stop)?).collect()
}

fn form(config: &Config) -> MappingForm {
    let settings = &config.mapping_settings;
    match settings.form {
        Form::Module => MappingForm::Module { vendors: settings.vendors.clone() },
        Form::Crate => MappingForm::Crate {
            name: settings.package.clone(),
            runtime: match &settings.runtime {
                Runtime::Version(version) => render::Runtime::Version(version.clone()),
                Runtime::Path(path) => render::Runtime::Path(paths::from_to(&settings.out, path)),
                Runtime::Workspace => render::Runtime::Workspace,
            },
        },
    }
}

/// How people's files name the traits.
fn stub_root(config: &Config) -> String {
    let settings = &config.mapping_settings;
    match settings.form {
        Form::Crate => settings.package.replace('-', "_"),
        Form::Module => format!("crate::{}", settings.package),
    }
}

/// The crates of the user's conversions.
fn crates(config: &Config) -> Vec<(String, String)> {
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

/// Where a vendor's document lies, for people.
fn config_of(vendor: &Vendor) -> String {
    match &vendor.spec {
        Input::Path(path) => path.display().to_string(),
        Input::Url(url) => url.clone(),
        Input::Stdin => "standard input".to_owned(),
        Input::Bytes { name, .. } => name.clone(),
    }
}

impl Mode {
    /// What is done to the folder.
    pub(super) fn how(self) -> write::Mode {
        match self {
            Self { check: true, .. } => write::Mode::Check,
            Self { dry_run: true, .. } => write::Mode::DryRun,
            Self { force, .. } => write::Mode::Apply { force },
        }
    }
}
