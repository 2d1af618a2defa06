//! What `map update` says of the changes before anybody compiles, and how `generate` refuses what is called otherwise.

use super::change::{CHANGES, Change};
use super::project::Project;
use intertie_generator::Findings;
use intertie_generator::config::Config;
use intertie_generator::diag::Sink;
use intertie_generator::diag::print::{Format, print};
use intertie_generator::generator::Mapped;
use intertie_generator::load::Options;
use intertie_tests::expect::Expect;
use std::path::Path;

#[test]
fn every_kind_of_change_is_told_for_each_mapping() {
    let before = Project::of(Path::new("changes"), "told/before").config();
    let before = read(&before);
    let mut text = String::new();
    for change in CHANGES {
        text.extend(["# ", change.name, "\n", &refusal(change)]);
        let after = change.project("told").config();
        text.extend(read(&after).since(&before).iter().map(|change| change.text() + "\n"));
        text.push('\n');
    }
    let mut expect = Expect::default();
    expect.file(Path::new("changes/told.txt"), &text);
    expect.finish();
}

fn read(config: &Config) -> Mapped<'_> {
    let mut sink = Sink::default();
    Mapped::read(config, &Options::default(), &mut sink).unwrap_or_else(|_| panic!("{:?}", sink.found()))
}

/// What is said while `intertie.toml` names what is no longer there.
fn refusal(change: &Change) -> String {
    if !change.renames() {
        return String::new();
    }
    let project = change.unmended("told");
    let mut sink = Sink::default();
    assert!(Mapped::read(&project.config(), &Options::default(), &mut sink).is_err(), "{}", change.name);
    let mut findings = Findings::default();
    findings.take(&sink);
    let mut out = Vec::new();
    print(findings.all(), &mut findings.places(), Format::Text { colour: false }, &mut out).expect("memory takes all");
    project.below(&String::from_utf8(out).expect("findings are text"))
}
