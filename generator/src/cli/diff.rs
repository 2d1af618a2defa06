//! `intertie diff`: two versions of an API, compared.

mod source;

use super::args::{Diff, Format, Least};
use super::exit::Exit;
use super::{Failure, generate, project, talk::Talk};
use intertie_generator::config::Vendor;
use intertie_generator::diag::print;
use intertie_generator::diff::accept::{self, Accepted, Day};
use intertie_generator::diff::report::{self, Colour, Report};
use intertie_generator::diff::{self, Level};
use intertie_generator::ir::Api;
use intertie_generator::load::Options;
use intertie_generator::{Findings, Pipeline};
use std::time::{SystemTime, UNIX_EPOCH};

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
    let accepted = accepted(args)?;
    let mut report =
        Report::new(new.name.or(old.name), &changes, &mut before.findings.places(), &mut after.findings.places());
    report.accept(&accepted, today());
    let fail_on = args.fail_on.map(level);
    Talk::report(&text(&report, talk, fail_on));
    let is_grave = fail_on.is_some_and(|least| report.worst() >= Some(least));
    Ok(if is_grave { Exit::Changed } else { Exit::Fine })
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

fn level(least: Least) -> Level {
    match least {
        Least::Docs => Level::Docs,
        Least::Additive => Level::Additive,
        Least::Dangerous => Level::Dangerous,
        Least::Breaking => Level::Breaking,
    }
}

/// What the team accepts: the file that was named, or the one beside the configuration, or here.
fn accepted(args: &Diff) -> Result<Accepted, Failure> {
    let usual = project::beside_config(&args.config, accept::FILE_NAME);
    let Some(path) = args.accept.clone().or_else(|| Some(usual).filter(|path| path.is_file())) else {
        return Ok(Accepted::default());
    };
    let text = std::fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
    Accepted::parse(&path, &text).map_err(|problems| {
        let mut text = Vec::new();
        // Writing to memory does not fail.
        let form = print::Format::Text { colour: false };
        let _ = print::print(&problems, &mut Findings::default().places(), form, &mut text);
        Failure(Exit::Usage, Some(String::from_utf8_lossy(&text).trim_end().to_owned()))
    })
}

/// The day in UTC (Howard Hinnant's `civil_from_days`).
fn today() -> Day {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    day(seconds / 86_400)
}

fn day(since_1970: u64) -> Day {
    let shifted = since_1970 + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let of_era_year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * of_era_year + of_era_year / 4 - of_era_year / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = of_era_year + era * 400 + u64::from(month <= 2);
    let small = |number: u64| u8::try_from(number).unwrap_or_default();
    (u16::try_from(year).unwrap_or(u16::MAX), small(month), small(day))
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(
            [day(0), day(59), day(11_016), day(20_783)],
            [(1970, 1, 1), (1970, 3, 1), (2000, 2, 29), (2026, 11, 26)]
        );
    }
}
