//! `JUnit` XML, which most build servers show: a finding is a case, one of the level that is asked about a failure.

use super::super::Level;
use super::{Report, said};
use crate::markup;
use std::fmt::Write as _;

/// The whole report; findings at or above `least` fail.
pub fn junit(report: &Report<'_>, least: Level) -> String {
    let is_failure = |at: usize, level: Level| level >= least && report.accepted(at).is_none();
    let all = report.changes.findings.iter().enumerate();
    let failures = all.filter(|(at, finding)| is_failure(*at, finding.level)).count();
    let skipped = (0..report.changes.findings.len()).filter(|&at| report.accepted(at).is_some()).count();
    let (name, count) = (escaped(report.name()), report.changes.findings.len());
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    let _ = writeln!(
        out,
        "<testsuite name=\"{name}\" tests=\"{count}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">"
    );
    for (at, (finding, spot)) in report.findings().enumerate() {
        let title = escaped(&format!("{} {}", finding.kind, finding.subject));
        let class = escaped(&super::group(finding));
        let _ = write!(out, "<testcase classname=\"{class}\" name=\"{title}\"");
        let said = said(finding).map(|said| format!("{said}; ")).unwrap_or_default();
        let place = spot.new.as_ref().or(spot.old.as_ref());
        let place = place.map(|place| format!(" ({}:{})", place.file, place.line)).unwrap_or_default();
        let why = escaped(&format!("{said}{}{place}", finding.reason));
        match report.accepted(at) {
            Some(entry) => {
                let _ = writeln!(out, "><skipped message=\"{}\"/></testcase>", escaped(&entry.reason));
            }
            None if is_failure(at, finding.level) => {
                let level = finding.level.as_str();
                let _ = writeln!(out, "><failure type=\"{level}\" message=\"{why}\"/></testcase>");
            }
            None => out.push_str("/>\n"),
        }
    }
    out.push_str("</testsuite>\n</testsuites>\n");
    out
}

/// For an attribute; what a terminal would act upon is visible.
fn escaped(text: &str) -> String {
    markup::escaped(&super::visible(text))
}
