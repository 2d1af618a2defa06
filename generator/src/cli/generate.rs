//! `intertie generate` and `intertie check`: many vendors at a time, then what came of it.

use super::args::{Check, Generate};
use super::exit::Exit;
use super::progress::Progress;
use super::summary::{self, Total};
use super::{Failure, mappings, project, talk::Talk};
use intertie_generator::Findings;
use intertie_generator::config::{Config, Form, Runtime, Vendor};
use intertie_generator::diag::Code;
use intertie_generator::generator::{self, Ending, Mode, Report};
use intertie_generator::load::Options;
use intertie_generator::lock::{Entry, Pin, Rule};
use intertie_generator::write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Writes clients.
pub(super) fn run(args: &Generate, talk: &Talk) -> Result<Exit, Failure> {
    let options = project::options(&args.fetch);
    let Generate { dry_run, check, strict, force, .. } = *args;
    let mode = Mode { dry_run, check, strict, force, unwritten: false };
    if let Some(vendor) = project::one_shot(&args.one_shot, args.name.as_deref(), args.out.as_deref()) {
        return Ok(all(&[customised(vendor?, args)?], &options, mode, Pin::Free, talk).0);
    }
    let rule = match args {
        Generate { update_lock: true, .. } => Rule::Take,
        Generate { locked: true, .. } | Generate { check: true, .. } => Rule::Exact,
        _ => Rule::Hold,
    };
    let config = project::config(&args.config)?;
    let is_look = dry_run || check;
    let _turn = if is_look { None } else { Some(project::turn(&config, "generate", talk)?) };
    // Read again: whoever had the turn before may have changed it.
    project(&project::read(&config.path)?, &args.names, &options, mode, rule, talk)
}

/// What is wrong with documents, and, for those of the configuration, what is out of date.
pub(super) fn check(args: &Check, talk: &Talk) -> Result<Exit, Failure> {
    let options = project::options(&args.fetch);
    let mode = Mode { check: true, strict: args.strict, ..Mode::default() };
    if let Some(vendor) = project::one_shot(&args.one_shot, None, None) {
        // There is no output to be out of date.
        let mode = Mode { check: false, unwritten: true, ..mode };
        return Ok(all(&[vendor?], &options, mode, Pin::Free, talk).0);
    }
    let config = project::config(&args.config)?;
    let exit = project(&config, &args.names, &options, mode, Rule::Exact, talk)?;
    let wants_open = args.deny_open && args.names.is_empty();
    Ok(if wants_open { exit.max(mappings::open(&config, &options, talk)) } else { exit })
}

/// The vendors of a configuration, and the mappings between them where all are meant.
fn project(
    config: &Config,
    names: &[String],
    options: &Options,
    mode: Mode,
    rule: Rule,
    talk: &Talk,
) -> Result<Exit, Failure> {
    let exit = configured(config, names, options, mode, rule, talk)?;
    let with_mappings = names.is_empty() && !config.mappings.is_empty();
    Ok(if with_mappings { exit.max(mappings::run(config, options, mode, talk)) } else { exit })
}

/// Vendors of a configuration, held to its lock.
fn configured(
    config: &Config,
    names: &[String],
    options: &Options,
    mode: Mode,
    rule: Rule,
    talk: &Talk,
) -> Result<Exit, Failure> {
    project::refuse_unfinished(config)?;
    let mut lock = project::lock(config)?;
    let (exit, entries) = all(&project::vendors(config, names)?, options, mode, Pin::To(&lock, rule), talk);
    let before = lock.clone();
    let is_known = |name: &str| config.vendor(name).is_some();
    if rule == Rule::Exact {
        let strangers = lock.strangers(is_known);
        talk.diagnostics(&strangers);
        return Ok(if strangers.is_empty() { exit } else { exit.max(Exit::Stale) });
    }
    lock.keep(is_known);
    for entry in entries {
        lock.put(entry);
    }
    if lock != before && !mode.dry_run {
        write::replace(&lock.path, lock.print().as_bytes())
            .map_err(|error| Failure(Exit::Io, Some(error.to_string())))?;
    }
    Ok(exit)
}

/// How the program ends when a document cannot be used.
pub(super) fn why(findings: &Findings) -> Exit {
    if findings.has(Code::UnreadableInput) {
        Exit::Io
    } else if [Code::UnknownSelector, Code::BadConfig, Code::BadMapping].iter().any(|code| findings.has(*code)) {
        Exit::Usage
    } else {
        Exit::Rejected
    }
}

fn customised(mut vendor: Vendor, args: &Generate) -> Result<Vendor, Failure> {
    let Some(out) = args.out.clone() else {
        return Err(Failure::usage("say where to write: --out DIR"));
    };
    vendor.out = out;
    if args.module {
        vendor.form = Form::Module;
    }
    if let Some(path) = &args.runtime {
        vendor.runtime = Runtime::Path(path.clone());
    }
    Ok(vendor)
}

/// Runs all vendors; gives what is to be locked of those that went well.
fn all(vendors: &[Vendor], options: &Options, mode: Mode, pin: Pin<'_>, talk: &Talk) -> (Exit, Vec<Entry>) {
    let started = Instant::now();
    let progress = Progress::new(vendors.len(), talk);
    let next = AtomicUsize::new(0);
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(vendors.len().max(1));
    let work = || {
        let (mut total, mut entries) = (Total::default(), Vec::new());
        while let Some(vendor) = vendors.get(next.fetch_add(1, Ordering::Relaxed)) {
            progress.start(&vendor.name);
            let report = generator::run_pinned(vendor, options, mode, pin);
            total.add(&report, exit(&report));
            let line = (vendors.len() > 1 || mode.dry_run).then(|| summary::line(vendor, &report, mode));
            progress.done(line.as_deref(), || say(vendor, &report, mode, talk));
            entries.extend(report.entry);
        }
        (total, entries)
    };
    let (total, entries) = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let results =
            threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        results.fold((Total::default(), Vec::new()), |(sum, mut all), (total, entries)| {
            all.extend(entries);
            (sum.and(total), all)
        })
    });
    drop(progress);
    if talk.is_json() || !talk.is_quiet() {
        Talk::result(&total.text(mode, started.elapsed(), talk.is_json()));
    }
    (total.exit(), entries)
}

fn say(vendor: &Vendor, report: &Report, mode: Mode, talk: &Talk) {
    talk.findings(&vendor.name, &report.findings);
    if let Ending::Failed(why) = &report.ending {
        talk.error(&format!("{}: {why}", vendor.name));
    }
    if talk.is_json() {
        Talk::result(&summary::json(vendor, report, mode));
    } else if mode.dry_run {
        for (what, path) in report.ending.wrote().into_iter().flat_map(|wrote| &wrote.changes) {
            Talk::result(&format!("{what} {}", vendor.out.join(path).display()));
        }
    }
}

pub(super) fn exit(report: &Report) -> Exit {
    match report.ending {
        Ending::Wrote(_) | Ending::UpToDate => Exit::Fine,
        Ending::Stale(_) | Ending::NotLocked => Exit::Stale,
        Ending::Rejected => why(&report.findings),
        Ending::Failed(_) => Exit::Io,
    }
}
