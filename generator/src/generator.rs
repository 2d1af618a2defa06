//! [`Generator`]: clients from a build script. What it and the command line share: [`Pipeline`], [`Findings`], [`run`].

mod findings;
mod mapped;
mod paths;
mod pipeline;
mod run;

pub use findings::Findings;
pub use mapped::{Mapped, run_mappings};
pub use paths::{file_stem, from_to};
pub use pipeline::Pipeline;
pub use run::{Ending, Mode, Report, Wrote, on_deep_stack, run, run_pinned};
#[cfg(feature = "cli")]
pub(crate) use run::{key, made, printed};

use crate::config::{Config, ConfigError, Form, Vendor};
use crate::diag::Severity;
use crate::diag::print::{self, Format};
use crate::load::{Input, Options};
use crate::lock::{Lock, Pin, Rule};
use std::path::{Path, PathBuf};

/// Writes clients as modules into `OUT_DIR` when a crate is built.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// intertie_generator::Generator::new().vendor("stripe").spec("specs/stripe.yaml").include(["tag:Customers"]).generate()?;
/// # Ok(())
/// # }
/// ```
///
/// The crate takes the module in with
///
/// ```ignore
/// mod stripe {
///     include!(concat!(env!("OUT_DIR"), "/stripe/mod.rs"));
/// }
/// ```
///
/// Everything that is wrong with a document is told at once: warnings through cargo, errors in the returned error.
#[derive(Debug, Clone, Default)]
pub struct Generator {
    vendors: Vec<Vendor>,
    config: Option<PathBuf>,
    out: Option<PathBuf>,
    strict: bool,
}

/// No client could be generated; says everything that is wrong.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// No vendor was named, or one without a document.
    #[error("{0}")]
    Incomplete(String),
    /// Cargo did not say where to write: this is no build script, and no folder was named.
    #[error("there is no OUT_DIR: run this from a build script, or say where to write with `out_dir`")]
    NoOutDir,
    /// Documents were rejected, or files could not be written.
    #[error("{}", .0.trim_end())]
    Rejected(String),
}

impl Generator {
    /// No vendor yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// All vendors of an `intertie.toml`, as modules in `OUT_DIR` whatever `form` and `out` say there.
    pub fn from_config(path: impl Into<PathBuf>) -> Self {
        Self { config: Some(path.into()), ..Self::default() }
    }

    /// Adds a vendor, also the name of its module; what follows is about it.
    pub fn vendor(mut self, name: impl Into<String>) -> Self {
        self.vendors.push(Vendor::new(name, Input::Path(PathBuf::new()), ""));
        self
    }

    /// The vendor's document: a file, or the folder of a multi-file document.
    pub fn spec(self, path: impl Into<PathBuf>) -> Self {
        self.last(|vendor| vendor.spec = Input::Path(path.into()))
    }

    /// An OpenAPI Overlay 1.0 file for the vendor's document.
    pub fn overlay(self, path: impl Into<PathBuf>) -> Self {
        self.last(|vendor| vendor.overlay = Some(Input::Path(path.into())))
    }

    /// The vendor's profile, `vendor.toml`: what no document says.
    pub fn profile(self, path: impl Into<PathBuf>) -> Self {
        self.last(|vendor| vendor.profile = Some(path.into()))
    }

    /// Generates only what these select: an operationId, `METHOD /path`, `tag:name`, a path with `*`.
    pub fn include(self, selectors: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.last(|vendor| vendor.include.extend(selectors.into_iter().map(Into::into)))
    }

    /// Leaves out what these select.
    pub fn exclude(self, selectors: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.last(|vendor| vendor.exclude.extend(selectors.into_iter().map(Into::into)))
    }

    /// Which Rust types stand for formats.
    pub fn types(self, types: crate::lower::TypeChoices) -> Self {
        self.last(|vendor| vendor.types = types)
    }

    /// Takes warnings as errors.
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Writes below this folder instead of `OUT_DIR`.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out = Some(folder.into());
        self
    }

    /// Generates, and tells cargo on which files the result depends.
    ///
    /// # Errors
    /// Everything that is wrong with the configuration or any document.
    pub fn generate(&self) -> Result<(), GenerateError> {
        let mut vendors = self.vendors.clone();
        let lock = self.config.as_deref().map(locked).transpose()?;
        if let Some(path) = &self.config {
            println!("cargo::rerun-if-changed={}", path.display());
            vendors.extend(Config::read(path)?.vendors);
        }
        let out = self.out.clone().or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let out = out.ok_or(GenerateError::NoOutDir)?;
        check(&vendors)?;
        let mut wrong = String::new();
        for mut vendor in vendors {
            vendor.form = Form::Module;
            vendor.out = out.join(&vendor.name);
            let mode = Mode { strict: self.strict, force: true, ..Mode::default() };
            // Only what is locked is held to: a build script writes no lock.
            let pin = lock.as_ref().filter(|lock| lock.entry(&vendor.name).is_some());
            let pin = pin.map_or(Pin::Free, |lock| Pin::To(lock, Rule::Hold));
            wrong.push_str(&tell_cargo(&vendor, &run_pinned(&vendor, &Options::default(), mode, pin)));
        }
        if wrong.is_empty() { Ok(()) } else { Err(GenerateError::Rejected(wrong)) }
    }

    /// Without a vendor there is nothing that a setting could be about; [`Generator::generate`] says so.
    fn last(mut self, set: impl FnOnce(&mut Vendor)) -> Self {
        self.vendors.last_mut().map(set);
        self
    }
}

/// The lock of a configuration; empty where there is none.
fn locked(config: &Path) -> Result<Lock, ConfigError> {
    let path = Lock::beside(config);
    println!("cargo::rerun-if-changed={}", path.display());
    Ok(Lock::read(&path)?.unwrap_or_default())
}

fn check(vendors: &[Vendor]) -> Result<(), GenerateError> {
    if vendors.is_empty() {
        return Err(GenerateError::Incomplete("no vendor: call `vendor(\"name\")` first".to_owned()));
    }
    for vendor in vendors {
        if !crate::config::is_vendor_name(&vendor.name) {
            let message = format!("`{}` cannot be a vendor's name: lower-case letters, digits, `_`", vendor.name);
            return Err(GenerateError::Incomplete(message));
        }
        if vendor.spec == Input::Path(PathBuf::new()) {
            return Err(GenerateError::Incomplete(format!("no document for `{}`: call `spec(path)`", vendor.name)));
        }
    }
    Ok(())
}

/// Prints what cargo is to know; gives the errors, if any, for a person.
fn tell_cargo(vendor: &Vendor, report: &Report) -> String {
    depend(&vendor.spec);
    vendor.overlay.iter().for_each(depend);
    vendor.profile.iter().for_each(|path| println!("cargo::rerun-if-changed={}", path.display()));
    let files = report.findings.sources().iter().filter_map(|source| source.path.as_deref());
    files.for_each(|path| println!("cargo::rerun-if-changed={}", path.display()));
    let text = |severity| {
        let found = report.findings.all().iter().filter(|found| found.severity == severity);
        let mut text = Vec::new();
        // Writing to memory does not fail.
        let _ = print::print(found, &mut report.findings.places(), Format::Text { colour: false }, &mut text);
        String::from_utf8_lossy(&text).into_owned()
    };
    // Cargo shows a line each.
    text(Severity::Warning).lines().for_each(|line| println!("cargo::warning={line}"));
    match &report.ending {
        Ending::Wrote(_) | Ending::UpToDate => String::new(),
        Ending::Failed(why) => format!("{}{why}\n", text(Severity::Error)),
        Ending::Rejected if report.findings.count(Severity::Error) == 0 => {
            format!("{}: {} warnings\n", vendor.name, report.findings.count(Severity::Warning))
        }
        Ending::Rejected | Ending::NotLocked | Ending::Stale(_) => text(Severity::Error),
    }
}

fn depend(input: &Input) {
    if let Input::Path(path) = input {
        println!("cargo::rerun-if-changed={}", Path::new(path).display());
    }
}
