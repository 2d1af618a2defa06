//! One vendor from its document to files on disk.

use super::{Findings, Pipeline};
use crate::config::{Form, Runtime, Vendor};
use crate::diag::{Severity, Stop};
use crate::ir::Api;
use crate::load::{Options, RawDoc};
use crate::lock::{Entry, Pin, Verdict};
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

/// How it went with one vendor.
#[derive(Debug)]
pub struct Report {
    /// Everything that was found.
    pub findings: Findings,
    /// How it ended.
    pub ending: Ending,
    /// What is to be locked of the vendor, where there is a lock and the run went well.
    pub entry: Option<Entry>,
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
    /// The document, or a setting, is not the locked one.
    NotLocked,
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
            Self::UpToDate | Self::NotLocked | Self::Rejected | Self::Failed(_) => None,
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
    run_pinned(vendor, options, mode, Pin::Free)
}

/// Runs all stages for a vendor whose document is locked.
pub fn run_pinned(vendor: &Vendor, options: &Options, mode: Mode, pin: Pin<'_>) -> Report {
    let started = Instant::now();
    let done = on_deep_stack(&vendor.name, || on_this_thread(vendor, options, mode, pin)).unwrap_or_else(|error| {
        (Findings::default(), Done::from(Ending::Failed(format!("cannot start a thread: {error}"))))
    });
    let (findings, Done { ending, entry }) = done;
    Report { findings, ending, entry, elapsed: started.elapsed() }
}

/// Runs stages on a thread of their own, with the stack that deeply nested documents need.
///
/// # Errors
/// The system gives no thread.
pub fn on_deep_stack<T: Send>(name: &str, work: impl FnOnce() -> T + Send) -> std::io::Result<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name(name.to_owned()).stack_size(STACK);
        let handle = thread.spawn_scoped(scope, work)?;
        Ok(handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// How it ended, and what is to be locked.
struct Done {
    ending: Ending,
    entry: Option<Entry>,
}

impl From<Ending> for Done {
    fn from(ending: Ending) -> Self {
        Self { ending, entry: None }
    }
}

fn on_this_thread(vendor: &Vendor, options: &Options, mode: Mode, pin: Pin<'_>) -> (Findings, Done) {
    let mut pipeline = Pipeline::new(vendor, options);
    if mode == Mode::default() && current_digest(vendor, &pipeline).is_some_and(|now| pin.is_settled(vendor, &now)) {
        return (pipeline.into_findings(), Ending::UpToDate.into());
    }
    let done = pinned(&mut pipeline, vendor, mode, pin);
    (pipeline.into_findings(), done.unwrap_or(Ending::Rejected.into()))
}

/// The stages and the writing, of a document that is the locked one.
fn pinned(pipeline: &mut Pipeline<'_>, vendor: &Vendor, mode: Mode, pin: Pin<'_>) -> Result<Done, Stop> {
    let raw = pipeline.raw()?;
    let entry = pin.now(vendor, &raw);
    let verdict = entry.as_ref().map_or(Ok(Verdict::Fits), |now| pipeline.stage(|sink| Ok(pin.judge(now, sink))))?;
    // `check` tells everything that does not agree, so it goes on.
    if verdict == Verdict::Off && !mode.check {
        return Ok(Ending::NotLocked.into());
    }
    let ending = match written(pipeline, raw, vendor, mode)? {
        Ending::Wrote(_) if verdict == Verdict::Off => Ending::NotLocked,
        ending => ending,
    };
    let is_good = matches!(ending, Ending::Wrote(_) | Ending::UpToDate);
    Ok(Done { ending, entry: entry.filter(|_| is_good) })
}

fn written(pipeline: &mut Pipeline<'_>, raw: RawDoc, vendor: &Vendor, mode: Mode) -> Result<Ending, Stop> {
    let key = key(vendor, &raw.digest);
    // A document of several files: its digest is known only now.
    if mode == Mode::default() && write::is_current(&vendor.out, &key) {
        return Ok(Ending::UpToDate);
    }
    let (api, contract) = made(pipeline, vendor, raw)?;
    if mode.strict && pipeline.findings().count(Severity::Warning) > 0 {
        return Err(Stop);
    }
    let files = printed(pipeline, &api, contract.as_ref());
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
pub(crate) fn made(
    pipeline: &mut Pipeline<'_>,
    vendor: &Vendor,
    raw: RawDoc,
) -> Result<(Api, Option<serde_json::Value>), Stop> {
    if vendor.contract && vendor.form == Form::Crate {
        return pipeline.contract_of(raw).map(|(api, contract)| (api, Some(contract)));
    }
    Ok((pipeline.api_of(raw)?, None))
}

/// The files of the client, with its contract tests where it has some.
pub(crate) fn printed(pipeline: &Pipeline<'_>, api: &Api, contract: Option<&serde_json::Value>) -> Vec<OutFile> {
    contract.map_or_else(|| pipeline.files(api), |contract| pipeline.files_with_tests(api, contract))
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

/// The digest of the document, where the folder holds what is made of it, as far as can be told without parsing.
fn current_digest(vendor: &Vendor, pipeline: &Pipeline<'_>) -> Option<String> {
    let mut written = write::Written::read(&vendor.out)?;
    let digest = pipeline.digest_alone(&mut |path, read| written.input_digest(path, read))?;
    written.is_current(&key(vendor, &digest)).then_some(digest)
}

/// Everything that the files depend on: the document, the profile, and what was said about the vendor.
pub(crate) fn key(vendor: &Vendor, digest: &str) -> String {
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
