//! One vendor from its document to files on disk.

use super::{Findings, Pipeline};
use crate::config::{Form, Runtime, Vendor};
use crate::diag::{Severity, Stop};
use crate::ir::Api;
use crate::load::{Options, RawDoc};
use crate::render::OutFile;
use crate::write::{self, Action};
use std::time::{Duration, Instant};

/// Unusual documents nest deeper than a thread's usual 2 MiB of stack allow.
const STACK: usize = 64 << 20;

/// What is to happen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mode {
    /// Write nothing: tell what would change.
    pub dry_run: bool,
    /// Write nothing: what would change is an error.
    pub check: bool,
    /// Write nothing and look at no folder: only the document matters.
    pub unwritten: bool,
    /// Take warnings as errors.
    pub strict: bool,
    /// Overwrite what was edited by hand, and do not skip what seems up to date.
    pub force: bool,
}

/// How it went with one vendor.
#[derive(Debug)]
pub struct Report {
    /// Everything that was found.
    pub findings: Findings,
    /// How it ended.
    pub ending: Ending,
    /// How long it took.
    pub elapsed: Duration,
}

/// How a run ended.
#[derive(Debug)]
pub enum Ending {
    /// The files are written, or would be.
    Wrote(Wrote),
    /// Document, settings and files are those of the last time: nothing was to be done.
    UpToDate,
    /// Files were edited by hand, or, under `check`, are missing or out of date. Each is a finding.
    Stale(Wrote),
    /// The document cannot be used, or has warnings under `strict`.
    Rejected,
    /// The world failed: a file could not be read or written.
    Failed(String),
}

impl Ending {
    /// What was written, or would be.
    pub fn wrote(&self) -> Option<&Wrote> {
        match self {
            Self::Wrote(wrote) | Self::Stale(wrote) => Some(wrote),
            Self::UpToDate | Self::Rejected | Self::Failed(_) => None,
        }
    }
}

/// What was written, or would be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wrote {
    /// All files of the client.
    pub files: usize,
    /// Their size.
    pub bytes: u64,
    /// The changes, by path: `create`, `update` or `delete`.
    pub changes: Vec<(&'static str, String)>,
    /// Operations of the client.
    pub operations: usize,
    /// Operations that the document declares and the slice keeps.
    pub declared: usize,
    /// Operations that the slice leaves out.
    pub sliced_out: usize,
    /// Operations that could not be generated, and why.
    pub dropped: Vec<(String, String)>,
}

/// Runs all stages for a vendor.
pub fn run(vendor: &Vendor, options: &Options, mode: Mode) -> Report {
    let started = Instant::now();
    let work = || on_this_thread(vendor, options, mode);
    let (findings, ending) = with_stack(&vendor.name, work)
        .unwrap_or_else(|error| (Findings::default(), Ending::Failed(format!("cannot start a thread: {error}"))));
    Report { findings, ending, elapsed: started.elapsed() }
}

/// Works on a thread with room for documents that nest deeply.
pub(super) fn with_stack<T: Send>(name: &str, work: impl FnOnce() -> T + Send) -> std::io::Result<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name(name.to_owned()).stack_size(STACK);
        let handle = thread.spawn_scoped(scope, work)?;
        Ok(handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

fn on_this_thread(vendor: &Vendor, options: &Options, mode: Mode) -> (Findings, Ending) {
    let mut pipeline = Pipeline::new(vendor, options);
    if mode == Mode::default() && is_current(vendor, &pipeline) {
        return (pipeline.into_findings(), Ending::UpToDate);
    }
    let ending = written(&mut pipeline, vendor, mode);
    (pipeline.into_findings(), ending.unwrap_or(Ending::Rejected))
}

/// The stages and the writing.
fn written(pipeline: &mut Pipeline<'_>, vendor: &Vendor, mode: Mode) -> Result<Ending, Stop> {
    let raw = pipeline.raw()?;
    let key = key(vendor, &raw.digest);
    // A document of several files: its digest is known only now.
    if mode == Mode::default() && write::is_current(&vendor.out, &key) {
        return Ok(Ending::UpToDate);
    }
    let (api, contract) = made(pipeline, vendor, raw)?;
    if mode.strict && pipeline.findings().count(Severity::Warning) > 0 {
        return Err(Stop);
    }
    let files = match &contract {
        Some(contract) => pipeline.files_with_tests(&api, contract),
        None => pipeline.files(&api),
    };
    if mode.unwritten {
        return Ok(Ending::Wrote(Wrote::of(&api, &files, Vec::new())));
    }
    let how = mode.how();
    let report = match write::write(&files, &vendor.out, &key, how) {
        Ok(report) => report,
        Err(error) => return Ok(Ending::Failed(error.to_string())),
    };
    pipeline.stage(|sink| {
        report.diagnose(&vendor.out, sink);
        Ok(())
    })?;
    let wrote = Wrote::of(&api, &files, changes(&report));
    let stands = report.applied || (how == write::Mode::DryRun || wrote.changes.is_empty());
    Ok(if stands { Ending::Wrote(wrote) } else { Ending::Stale(wrote) })
}

/// What is generated, with the contract where there are to be tests.
fn made(pipeline: &mut Pipeline<'_>, vendor: &Vendor, raw: RawDoc) -> Result<(Api, Option<serde_json::Value>), Stop> {
    if vendor.contract && vendor.form == Form::Crate {
        return pipeline.contract_of(raw).map(|(api, contract)| (api, Some(contract)));
    }
    Ok((pipeline.api_of(raw)?, None))
}

pub(super) fn changes(report: &write::Report) -> Vec<(&'static str, String)> {
    let files = report.stale().filter(|step| step.path != write::manifest::FILE);
    let named = files.map(|step| {
        let what = match step.action {
            Action::Create => "create",
            Action::Update | Action::Keep => "update",
            Action::Delete => "delete",
        };
        (what, step.path.clone())
    });
    named.collect()
}

/// Whether nothing is to be done, as far as can be told without parsing the document.
fn is_current(vendor: &Vendor, pipeline: &Pipeline<'_>) -> bool {
    let Some(mut written) = write::Written::read(&vendor.out) else { return false };
    let digest = pipeline.digest_alone(&mut |path, read| written.input_digest(path, read));
    digest.is_some_and(|digest| written.is_current(&key(vendor, &digest)))
}

/// Everything that the files depend on: the document, the profile, and what was said about the vendor.
fn key(vendor: &Vendor, digest: &str) -> String {
    let Vendor { name, form, include, exclude, package, types, runtime, contract, .. } = vendor;
    // `Debug` writes each of these unambiguously; where the document lies, and where the output, makes no difference.
    let runtime = match runtime {
        Runtime::Path(path) => super::from_to(&vendor.out, path),
        elsewhere => format!("{elsewhere:?}"),
    };
    let settings = format!("{:?}", (name, form, include, exclude, package, types, contract));
    let profile = vendor.profile.as_deref().and_then(crate::profile::digest).unwrap_or_default();
    write::manifest::key(&[digest, &settings, &runtime, &profile])
}

impl Wrote {
    fn of(api: &Api, files: &[OutFile], changes: Vec<(&'static str, String)>) -> Self {
        Self {
            files: files.len(),
            bytes: files.iter().map(|file| file.text.len() as u64).sum(),
            changes,
            operations: api.generated_operations(),
            declared: api.declared_operations.saturating_sub(api.sliced_out),
            sliced_out: api.sliced_out,
            dropped: api.dropped.clone(),
        }
    }
}
