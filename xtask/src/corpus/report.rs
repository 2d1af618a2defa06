//! What came out, for people and for comparisons.

use crate::measure::Usage;
use crate::table::Table;
use serde::Serialize;
use std::fmt::Write as _;

/// How a document ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Ending {
    /// A client was written.
    Generated,
    /// The document was refused, with the reason.
    Refused(String),
    /// The program failed, with how.
    Crashed(String),
}

/// Everything about one document.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(super) document: String,
    pub(super) name: String,
    pub(super) openapi: bool,
    pub(super) ending: Ending,
    pub(super) operations: u64,
    pub(super) declared: u64,
    pub(super) dropped: Vec<String>,
    pub(super) files: u64,
    pub(super) bytes: u64,
    pub(super) findings: usize,
    pub(super) usage: Usage,
    pub(super) check: Option<Usage>,
    pub(super) compile_errors: usize,
    pub(super) compile_warnings: usize,
    pub(super) first_message: Option<String>,
}

impl Row {
    /// A row of which nothing is known yet.
    pub(super) fn new(document: &str, name: &str, openapi: bool) -> Self {
        Self {
            document: document.to_owned(),
            name: name.to_owned(),
            openapi,
            ending: Ending::Crashed("not run".to_owned()),
            operations: 0,
            declared: 0,
            dropped: Vec::new(),
            files: 0,
            bytes: 0,
            findings: 0,
            usage: Usage::default(),
            check: None,
            compile_errors: 0,
            compile_warnings: 0,
            first_message: None,
        }
    }

    /// Whether nothing about it is a failure: OpenAPI is generated and compiles silently, all else is refused.
    pub(super) fn is_well(&self) -> bool {
        let ended = match self.ending {
            Ending::Generated => self.openapi,
            Ending::Refused(_) => !self.openapi,
            Ending::Crashed(_) => false,
        };
        ended && self.compile_errors == 0 && self.compile_warnings == 0
    }

    /// Progress in a line.
    pub(super) fn line(&self) -> String {
        format!("{}: {} in {:.2} s", self.document, self.word(), self.usage.wall)
    }

    fn word(&self) -> &str {
        match &self.ending {
            Ending::Generated if self.compile_errors > 0 => "COMPILE ERROR",
            Ending::Generated if self.compile_warnings > 0 => "COMPILE WARNING",
            Ending::Generated if self.operations < self.declared => "generated in part",
            Ending::Generated => "generated",
            Ending::Refused(_) => "refused",
            Ending::Crashed(_) => "CRASHED",
        }
    }

    fn cells(&self) -> Vec<String> {
        let check = |get: fn(&Usage) -> f64, digits: usize| {
            self.check.as_ref().map_or_else(String::new, |usage| format!("{:.digits$}", get(usage)))
        };
        vec![
            self.document.clone(),
            format!("{}/{}", self.operations, self.declared),
            self.findings.to_string(),
            format!("{:.2}", self.usage.wall),
            format!("{:.2}", self.usage.cpu),
            format!("{:.0}", self.usage.peak),
            check(|usage| usage.cpu, 1),
            check(|usage| usage.peak, 0),
            format!("{}/{}", self.compile_errors, self.compile_warnings),
            self.word().to_owned(),
        ]
    }
}

/// The table, the totals and the worst offenders.
pub(super) fn text(rows: &[Row]) -> String {
    let mut table =
        Table::new(&["document", "ops", "warn", "wall s", "cpu s", "MiB", "check s", "MiB", "err/warn", "result"]);
    for row in rows {
        table.row(row.cells());
    }
    let mut out = table.text();
    totals(rows, &mut out);
    worst(rows, "slowest", "CPU s", |row| row.usage.cpu, &mut out);
    worst(rows, "largest", "MiB", |row| row.usage.peak, &mut out);
    worst(rows, "slowest to check", "CPU s", |row| row.check.as_ref().map_or(0.0, |usage| usage.cpu), &mut out);
    failures(rows, &mut out);
    out
}

fn totals(rows: &[Row], out: &mut String) {
    let (mut generated, mut refused, mut crashed, mut broken, mut warned) = (0, 0, 0, 0, 0);
    for row in rows {
        match row.ending {
            Ending::Generated => generated += 1,
            Ending::Refused(_) => refused += 1,
            Ending::Crashed(_) => crashed += 1,
        }
        broken += usize::from(row.compile_errors > 0);
        warned += usize::from(row.compile_warnings > 0);
    }
    let sum = |get: fn(&Row) -> u64| rows.iter().map(get).sum::<u64>();
    let cpu: f64 = rows.iter().map(|row| row.usage.cpu).sum();
    let openapi = rows.iter().filter(|row| row.openapi).count();
    let _ =
        writeln!(out, "\n{generated} of {openapi} OpenAPI documents generated, {refused} refused, {crashed} crashed;");
    let _ = writeln!(out, "{broken} with compile errors, {warned} with compile warnings;");
    let (operations, declared) = (sum(|row| row.operations), sum(|row| row.declared));
    let _ = writeln!(out, "{operations} of {declared} declared operations; {cpu:.1} CPU s in all.");
}

fn worst(rows: &[Row], what: &str, unit: &str, measure: impl Fn(&Row) -> f64, out: &mut String) {
    let mut rows: Vec<_> = rows.iter().map(|row| (measure(row), row)).filter(|(value, _)| *value > 0.0).collect();
    rows.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    if !rows.is_empty() {
        let list: Vec<_> = rows.iter().take(5).map(|(value, row)| format!("{} {value:.1}", row.document)).collect();
        let _ = writeln!(out, "{what} ({unit}): {}", list.join(", "));
    }
}

fn failures(rows: &[Row], out: &mut String) {
    for row in rows {
        match &row.ending {
            Ending::Generated => {}
            Ending::Refused(why) => drop(writeln!(out, "\nrefused {}: {why}", row.document)),
            Ending::Crashed(how) => drop(writeln!(out, "\nCRASHED {}: {how}", row.document)),
        }
        for dropped in &row.dropped {
            let _ = writeln!(out, "\ndropped in {}: {dropped}", row.document);
        }
        if let Some(message) = &row.first_message {
            let _ = writeln!(out, "\ncompiler on {}:\n{message}", row.document);
        }
    }
}
