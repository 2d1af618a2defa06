//! The mappings as a part of `intertie generate` and `intertie check`.

use super::exit::Exit;
use super::generate;
use super::talk::Talk;
use intertie_generator::Findings;
use intertie_generator::config::Config;
use intertie_generator::diag::{Code, Sink};
use intertie_generator::generator::{Ending, Mapped, Mode, run_mappings};
use intertie_generator::load::Options;

/// Writes the traits, and the stubs that are not there yet; or tells what is out of date.
pub(super) fn run(config: &Config, options: &Options, mode: Mode, talk: &Talk) -> Exit {
    let report = run_mappings(config, options, mode);
    talk.findings("mappings", &report.findings);
    if let Ending::Failed(why) = &report.ending {
        talk.error(&format!("mappings: {why}"));
    }
    let wrote = report.ending.wrote();
    let changes = wrote.map_or(&[][..], |wrote| &wrote.changes);
    if talk.is_json() {
        let changes: Vec<_> =
            changes.iter().map(|(what, path)| serde_json::json!({"change": what, "path": path})).collect();
        let line = serde_json::json!({"reason": "mappings", "mappings": config.mappings.len(), "changes": changes});
        Talk::result(&line.to_string());
    } else if !talk.is_quiet() {
        if let Some(done) = done(&report.ending, mode, changes.len()) {
            Talk::result(&format!("{}, {done}", counted(config.mappings.len())));
        }
        if mode.dry_run {
            for (what, path) in changes {
                Talk::result(&format!("{what} {path}"));
            }
        }
    }
    generate::exit(&report)
}

/// What came of it, where it came to something.
fn done(ending: &Ending, mode: Mode, changes: usize) -> Option<String> {
    Some(match (ending, mode) {
        (Ending::UpToDate, _) => "up to date".to_owned(),
        (Ending::Stale(_), _) => format!("{changes} of their files out of date"),
        (Ending::Wrote(_), Mode { dry_run: true, .. }) => format!("{changes} of their files would be written"),
        (Ending::Wrote(_), _) => format!("{changes} of their files written"),
        (Ending::NotLocked | Ending::Rejected | Ending::Failed(_), _) => return None,
    })
}

fn counted(mappings: usize) -> String {
    if mappings == 1 { "1 mapping".to_owned() } else { format!("{mappings} mappings") }
}

/// Fields that nobody decided about, each a finding.
pub(super) fn open(config: &Config, options: &Options, talk: &Talk) -> Exit {
    let mut sink = Sink::default();
    // What stops it is in the sink.
    let _ = Mapped::read(config, options, &mut sink).and_then(|mapped| mapped.undecided(&mut sink));
    let mut findings = Findings::default();
    findings.take(&sink);
    talk.findings("mappings", &findings);
    match (findings.all().is_empty(), findings.has(Code::OpenMapping)) {
        (true, _) => Exit::Fine,
        (false, true) => Exit::Stale,
        (false, false) => generate::why(&findings),
    }
}
