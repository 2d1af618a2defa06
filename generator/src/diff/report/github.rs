//! Annotations for GitHub Actions, beside the lines of the new document.

use super::super::Level;
use super::{Report, said};
use crate::diag::print::annotation;

/// One line a finding at or above `least`; what was accepted is a notice.
pub fn github(report: &Report<'_>, least: Level) -> String {
    let mut out = String::new();
    for (at, (finding, spot)) in report.findings().enumerate().filter(|(_, (finding, _))| finding.level >= least) {
        let command = match (finding.level, report.accepted(at)) {
            (Level::Breaking, None) => "error",
            (Level::Dangerous, None) => "warning",
            _ => "notice",
        };
        let said = said(finding).map(|said| format!(": {said}")).unwrap_or_default();
        let accepted = report.accepted(at).map(|entry| format!(" (accepted: {})", entry.reason)).unwrap_or_default();
        let message = format!("{}{said}; {}{accepted}", finding.subject, finding.reason);
        let place = spot.new.as_ref().or(spot.old.as_ref());
        out.push_str(&annotation(command, place, &finding.kind.to_string(), &message));
        out.push('\n');
    }
    for stale in &report.stale {
        out.push_str(&annotation("warning", Some(&stale.place), "stale-acceptance", &stale.to_string()));
        out.push('\n');
    }
    out
}
