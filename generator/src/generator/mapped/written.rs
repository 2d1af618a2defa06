//! Traits to the machine's folder, stubs to the people's; nothing where both are as the last run left them.

use super::super::run::{Mode, Report, Wrote, changes};
use super::super::{Ending, Findings};
use super::{Mapped, key, vendors};
use crate::config::{Config, Vendor};
use crate::diag::{Sink, Stop};
use crate::load::Options;
use crate::write;
use std::time::Instant;

/// Writes the traits, and the stubs that are not there yet.
pub fn run_mappings(config: &Config, options: &Options, mode: Mode) -> Report {
    let started = Instant::now();
    let mut sink = Sink::default();
    let ending = run(config, options, mode, &mut sink).unwrap_or(Ending::Rejected);
    let mut findings = Findings::default();
    findings.take(&sink);
    Report { findings, ending, entry: None, elapsed: started.elapsed() }
}

fn run(config: &Config, options: &Options, mode: Mode, sink: &mut Sink) -> Result<Ending, Stop> {
    let named = vendors::named(config);
    let may_skip = mode == Mode::default() && config.mappings.iter().all(|mapping| mapping.stub.exists());
    if may_skip && is_settled(config, &named, options) {
        return Ok(Ending::UpToDate);
    }
    let apis = vendors::apis(&named, options, sink)?;
    let digests: Vec<_> = apis.iter().map(|api| api.digest.clone()).collect();
    let key = key::key(config, &named, &digests);
    // Documents of several files: their digests are known only now.
    if may_skip && write::is_current(&config.mapping_settings.out, &key) {
        return Ok(Ending::UpToDate);
    }
    written(&Mapped::decide(config, named, apis, sink)?, &key, mode, sink)
}

/// Whether the folder holds what is made of these documents, as far as can be told without parsing one.
fn is_settled(config: &Config, named: &[&Vendor], options: &Options) -> bool {
    let Some(mut written) = write::Written::read(&config.mapping_settings.out) else { return false };
    let digests = key::digests(named, options, &mut |path, read| written.input_digest(path, read));
    digests.is_some_and(|digests| written.is_current(&key::key(config, named, &digests)))
}

fn written(mapped: &Mapped<'_>, key: &str, mode: Mode, sink: &mut Sink) -> Result<Ending, Stop> {
    let files = mapped.files();
    let out = &mapped.config.mapping_settings.out;
    let how = mode.how();
    let report = match write::write(&files, out, key, how) {
        Ok(report) => report,
        Err(error) => return Ok(Ending::Failed(error.to_string())),
    };
    report.diagnose(out, sink);
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
