//! The stages, in memory.

use intertie_generator::config::{Form, Vendor};
use intertie_generator::diag::{Diagnostic, Severity};
use intertie_generator::ir::Api;
use intertie_generator::load::{Input, Options};
use intertie_generator::render::OutFile;
use intertie_generator::{Findings, Pipeline};
use std::fmt::Write as _;
use std::path::Path;

/// What became of a document.
#[derive(Debug)]
pub struct Outcome {
    /// The client; `None`: the document was refused.
    pub api: Option<Api>,
    /// Its files.
    pub files: Vec<OutFile>,
    /// All that was found.
    pub findings: Findings,
}

/// A vendor of this name, as a crate.
pub fn vendor(name: &str, spec: Input) -> Vendor {
    let mut vendor = Vendor::new(name, spec, name);
    vendor.form = Form::Crate;
    vendor
}

/// Runs a document through all stages. Where a finding is an error, no files are made, as on the command line.
pub fn run(vendor: &Vendor) -> Outcome {
    let mut pipeline = Pipeline::new(vendor, &Options::default());
    let api = pipeline.api().ok();
    let files = api.as_ref().map(|api| pipeline.files(api)).unwrap_or_default();
    let findings = pipeline.into_findings();
    let usable = findings.count(Severity::Error) == 0;
    Outcome { api: api.filter(|_| usable), files: if usable { files } else { vec![] }, findings }
}

/// Runs text that is no file.
pub fn run_text(name: &str, text: impl Into<Vec<u8>>) -> Outcome {
    run(&vendor(name, Input::Bytes { name: name.to_owned(), bytes: text.into() }))
}

/// Runs a file or folder.
pub fn run_path(name: &str, path: &Path) -> Outcome {
    run(&vendor(name, Input::Path(path.to_owned())))
}

/// A finding as one line.
pub fn line(found: &Diagnostic) -> String {
    let severity = match found.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let mut line = format!("{severity}[{}] {} {:?}", found.code.as_str(), found.pointer, found.message);
    if let Some(help) = &found.help {
        // Writing to a String cannot fail.
        let _ = write!(line, " help {help:?}");
    }
    line
}
