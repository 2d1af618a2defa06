//! `intertie diff`: two versions of an API, compared.

mod revision;
mod source;

use super::args::{Diff, Format, Least};
use super::exit::Exit;
use super::{Failure, accepted, generate, project, talk::Talk};
use intertie_generator::config::Vendor;
use intertie_generator::diff::report::{self, Colour, Coverage, Report};
use intertie_generator::diff::{self, Level};
use intertie_generator::ir::Api;
use intertie_generator::load::Options;
use intertie_generator::{Findings, Pipeline};
use std::path::Path;

/// Unusual documents nest deeper than a thread's usual 2 MiB of stack allow.
const STACK: usize = 64 << 20;

/// Compares, reports, and says by the exit code how grave it is.
pub(super) fn run(args: &Diff, talk: &Talk) -> Result<Exit, Failure> {
    let (old, new) = source::versions(args)?;
    let options = project::options(&args.fetch);
    let [before, after] = read([&old.vendor, &new.vendor], &options)?;
    let (Some(was), Some(is)) = (&before.api, &after.api) else {
        let refused = if before.api.is_none() { (&old, &before) } else { (&new, &after) };
        talk.findings(&refused.0.vendor.name, &refused.1.findings);
        return Ok(generate::why(&refused.1.findings));
    };
    let changes = diff::diff(was, is);
    let accepted = accepted::accepted(args.accept.as_deref(), &args.config)?;
    let mut report = Report::new(
        new.name.clone().or(old.name.clone()),
        &changes,
        &mut before.findings.places(),
        &mut after.findings.places(),
    );
    for spot in &mut report.places {
        for (place, source) in [(&mut spot.old, &old), (&mut spot.new, &new)] {
            if let Some(place) = place {
                place.file = source.shown(&place.file);
            }
        }
    }
    report.accept(&accepted, accepted::today());
    if let Some(path) = &args.coverage {
        report.coverage = Some(coverage(path, talk.format())?);
    }
    let fail_on = args.fail_on.map(level);
    Talk::report(&text(&report, talk, fail_on));
    let is_grave = fail_on.is_some_and(|least| report.worst() >= Some(least));
    Ok(if is_grave { Exit::Changed } else { Exit::Fine })
}

fn coverage(path: &Path, format: Format) -> Result<Coverage, Failure> {
    if format != Format::Html {
        return Err(Failure::usage("--coverage shades the page of `--format html`"));
    }
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))?;
    let wrong = |why: String| Failure::usage(format!("{} is no coverage: {why}", path.display()));
    Coverage::read(&text).map_err(|error| wrong(error.to_string()))
}

/// A version that was read.
struct Read {
    api: Option<Api>,
    findings: Findings,
}

/// Reads both versions at once.
fn read(vendors: [&Vendor; 2], options: &Options) -> Result<[Read; 2], Failure> {
    let one = |vendor: &Vendor| {
        let mut pipeline = Pipeline::new(vendor, options).with_promises();
        let api = pipeline.api().ok();
        Read { api, findings: pipeline.into_findings() }
    };
    std::thread::scope(|scope| {
        let start = |vendor| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || one(vendor));
        let failed = |error: std::io::Error| Failure(Exit::Io, Some(format!("cannot start a thread: {error}")));
        let threads = [start(vendors[0]).map_err(failed)?, start(vendors[1]).map_err(failed)?];
        Ok(threads.map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))))
    })
}

fn text(report: &Report<'_>, talk: &Talk, fail_on: Option<Level>) -> String {
    let least = if talk.is_verbose() { Level::Docs } else { Level::Additive };
    match talk.format() {
        Format::Text => report::text(report, least, if talk.coloured() { Colour::Ansi } else { Colour::None }),
        Format::Json => report::json(report),
        Format::Github => report::github(report, if talk.is_verbose() { Level::Docs } else { Level::Dangerous }),
        Format::Markdown => report::markdown(report),
        Format::Html => report::html(report),
        Format::Junit => report::junit(report, fail_on.unwrap_or(Level::Breaking)),
    }
}

pub(super) fn level(least: Least) -> Level {
    match least {
        Least::Docs => Level::Docs,
        Least::Additive => Level::Additive,
        Least::Dangerous => Level::Dangerous,
        Least::Breaking => Level::Breaking,
    }
}
