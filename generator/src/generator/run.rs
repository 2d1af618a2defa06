//! One vendor from its document to files on disk.

use super::{Findings, Pipeline};
use crate::config::Vendor;
use crate::diag::{Code, Diagnostic, Severity, Stop};
use crate::ir::Api;
use crate::load::Options;
use crate::pointer::Pointer;
use crate::write;
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
    /// Nothing was to be done.
    UpToDate(Wrote),
    /// Under `check`: files are missing, out of date or edited by hand. Each is a finding.
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
            Self::Wrote(wrote) | Self::UpToDate(wrote) | Self::Stale(wrote) => Some(wrote),
            Self::Rejected | Self::Failed(_) => None,
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
    let (findings, ending) = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name(vendor.name.clone()).stack_size(STACK);
        match thread.spawn_scoped(scope, work) {
            Ok(handle) => handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(error) => (Findings::default(), Ending::Failed(format!("cannot start a thread: {error}"))),
        }
    });
    Report { findings, ending, elapsed: started.elapsed() }
}
// shim
fn on_this_thread(vendor: &Vendor, options: &Options, mode: Mode) -> (Findings, Ending) {
    let mut pipeline = Pipeline::new(vendor, options);
    let Ok(api) = pipeline.api() else { return (pipeline.into_findings(), Ending::Rejected) };
    let files = pipeline.files(&api);
    let _ = mode;
    (
        pipeline.into_findings(),
        Ending::Wrote(Wrote {
            files: files.len(),
            bytes: 1,
            operations: api.operations.len(),
            declared: api.declared_operations,
            sliced_out: api.sliced_out,
            dropped: api.dropped,
            changes: vec![],
        }),
    )
}
