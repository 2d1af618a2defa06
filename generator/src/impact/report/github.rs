//! Annotations for GitHub Actions, beside the lines that are hit.

use super::{Told, answer, outcome};
use crate::diag::Place;
use crate::diag::print::annotation;
use crate::diff::Level;

/// One line for each hit; what is accepted, or only additive, is a notice.
pub fn github(told: Told<'_>) -> String {
    let mut all = Vec::new();
    let command = |finding: Option<usize>| match finding.and_then(|at| Some((at, told.finding(at)?))) {
        Some((at, _)) if told.is_accepted(at) => "notice",
        Some((_, finding)) if finding.level < Level::Dangerous => "notice",
        Some((_, finding)) if finding.level == Level::Dangerous => "warning",
        Some(_) | None => "error",
    };
    let at = |file: &str, line, column| Place { file: file.to_owned(), line, column };
    for (title, hits) in told.groups() {
        for hit in hits {
            let place = at(&hit.file, hit.line, hit.column);
            all.push(annotation(command(hit.finding), Some(&place), title, &told.line(hit)));
        }
    }
    for said in &told.impact.unexplained {
        all.push(annotation("error", Some(&at(&said.file, said.line, said.column)), &said.code, &said.message));
    }
    for hit in &told.impact.mappings {
        let place = at(&hit.file, hit.line, 1);
        all.push(annotation(command(Some(hit.finding)), Some(&place), "mapping", &told.mapping_line(hit)));
    }
    all.extend(told.flow_lines().iter().map(|line| annotation("notice", None, "flow", line)));
    if let Some(verdict) = told.verdict {
        all.push(annotation("notice", None, "may I upgrade?", &answer(verdict)));
        for judged in verdict.fails() {
            for (who, tests) in [("before", &judged.old), ("after", &judged.new)] {
                let failed = tests.as_ref().filter(|tests| !tests.failed.is_empty());
                all.extend(failed.map(|tests| {
                    let message = format!("{}: the client of {who} {}", judged.operation, outcome(tests));
                    annotation("warning", None, "contract", &message)
                }));
            }
        }
    }
    all.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}
