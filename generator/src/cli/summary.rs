//! What was written, how much and how long: for a vendor, and for all.

use super::exit::Exit;
use intertie_generator::config::Vendor;
use intertie_generator::diag::Severity;
use intertie_generator::generator::{Ending, Mode, Report};
use std::time::Duration;

/// A vendor's result in a line, for people.
pub(super) fn line(vendor: &Vendor, report: &Report, mode: Mode) -> String {
    let name = &vendor.name;
    match (&report.ending, report.ending.wrote()) {
        (Ending::UpToDate, _) => format!("{name}: up to date"),
        (Ending::Stale(_), Some(wrote)) => format!("{name}: {} out of date", files(wrote.changes.len())),
        (_, Some(wrote)) => {
            let done = if mode.dry_run { "would write" } else { "wrote" };
            let operations = operations(wrote.operations, wrote.declared, wrote.sliced_out);
            let files = some_of(wrote.changes.len(), wrote.files);
            format!("{name}: {done} {files}, {operations}, {}", seconds(report.elapsed))
        }
        (Ending::NotLocked, _) => format!("{name}: not as it is locked"),
        (Ending::Failed(_), None) => format!("{name}: failed"),
        (_, None) => format!("{name}: rejected"),
    }
}

/// The same for a program.
pub(super) fn json(vendor: &Vendor, report: &Report, mode: Mode) -> String {
    let ending = match &report.ending {
        Ending::Wrote(_) if mode.dry_run => "would-write",
        Ending::Wrote(_) => "wrote",
        Ending::UpToDate => "up-to-date",
        Ending::Stale(_) => "stale",
        Ending::NotLocked => "not-locked",
        Ending::Rejected => "rejected",
        Ending::Failed(_) => "failed",
    };
    let mut value = serde_json::json!({
        "reason": "vendor",
        "vendor": vendor.name,
        "ending": ending,
        "out": vendor.out.to_string_lossy(),
        "errors": report.findings.count(Severity::Error),
        "warnings": report.findings.count(Severity::Warning),
        "notes": report.findings.count(Severity::Note),
        "seconds": report.elapsed.as_secs_f64(),
    });
    if let Some(wrote) = report.ending.wrote() {
        let changes = wrote.changes.iter().map(|(what, path)| serde_json::json!({"change": what, "path": path}));
        let dropped =
            wrote.dropped.iter().map(|(operation, why)| serde_json::json!({"operation": operation, "why": why}));
        value["files"] = wrote.files.into();
        value["bytes"] = wrote.bytes.into();
        value["changes"] = changes.collect();
        value["operations"] = wrote.operations.into();
        value["declared"] = wrote.declared.into();
        value["sliced_out"] = wrote.sliced_out.into();
        value["dropped"] = dropped.collect();
    }
    value.to_string()
}

/// All vendors together.
#[derive(Clone, Copy, Default)]
pub(super) struct Total {
    files: usize,
    changed: usize,
    bytes: u64,
    operations: usize,
    declared: usize,
    sliced_out: usize,
    warnings: usize,
    up_to_date: usize,
    bad: usize,
    exit: Option<Exit>,
}

impl Total {
    /// Counts a vendor in.
    pub(super) fn add(&mut self, report: &Report, exit: Exit) {
        self.warnings += report.findings.count(Severity::Warning);
        self.bad += usize::from(exit != Exit::Fine);
        self.exit = self.exit.max(Some(exit));
        self.up_to_date += usize::from(matches!(report.ending, Ending::UpToDate));
        if let Some(wrote) = report.ending.wrote() {
            self.files += wrote.files;
            self.changed += wrote.changes.len();
            self.bytes += wrote.bytes;
            self.operations += wrote.operations;
            self.declared += wrote.declared;
            self.sliced_out += wrote.sliced_out;
        }
    }

    /// Both together.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            files: self.files + other.files,
            changed: self.changed + other.changed,
            bytes: self.bytes + other.bytes,
            operations: self.operations + other.operations,
            declared: self.declared + other.declared,
            sliced_out: self.sliced_out + other.sliced_out,
            warnings: self.warnings + other.warnings,
            up_to_date: self.up_to_date + other.up_to_date,
            bad: self.bad + other.bad,
            exit: self.exit.max(other.exit),
        }
    }

    /// The gravest of all.
    pub(super) fn exit(&self) -> Exit {
        self.exit.unwrap_or(Exit::Fine)
    }

    /// The last line.
    pub(super) fn text(&self, mode: Mode, elapsed: Duration, json: bool) -> String {
        if json {
            let Self { files, changed, bytes, operations, declared, warnings, up_to_date, bad, .. } = self;
            return serde_json::json!({
                "reason": "summary", "files": files, "changed": changed, "bytes": bytes, "warnings": warnings,
                "operations": operations, "declared": declared, "up_to_date": up_to_date, "failed": bad,
                "seconds": elapsed.as_secs_f64(),
            })
            .to_string();
        }
        format!("{}, in {}", self.parts(mode).join(", "), seconds(elapsed))
    }

    /// What the last line says, part by part.
    fn parts(&self, mode: Mode) -> Vec<String> {
        let (all, size) = (files(self.files), size(self.bytes));
        let mut parts = Vec::new();
        if self.files > 0 {
            let some = some_of(self.changed, self.files);
            parts.push(match mode {
                Mode { check: true, .. } | Mode { unwritten: true, .. } => format!("checked {all}, {size}"),
                Mode { dry_run: true, .. } => format!("would write {some}, {size}"),
                _ if self.bad > 0 && self.exit() == Exit::Stale => format!("wrote none of {all}"),
                _ => format!("wrote {some}, {size}"),
            });
            parts.push(operations(self.operations, self.declared, self.sliced_out));
        }
        if self.up_to_date > 0 {
            parts.push(format!("{} up to date", vendors(self.up_to_date)));
        }
        if self.warnings > 0 {
            parts.push(format!("{} warning{}", self.warnings, plural(self.warnings)));
        }
        if self.bad > 0 {
            let how = match self.exit() {
                Exit::Stale if mode.check => "out of date",
                Exit::Stale => "not written",
                _ => "failed",
            };
            parts.push(format!("{} {how}", vendors(self.bad)));
        }
        if parts.is_empty() {
            parts.push("nothing to do".to_owned());
        }
        parts
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

fn vendors(count: usize) -> String {
    format!("{count} vendor{}", plural(count))
}

fn files(count: usize) -> String {
    format!("{count} file{}", plural(count))
}

fn some_of(changed: usize, all: usize) -> String {
    if changed == all { files(all) } else { format!("{changed} of {}", files(all)) }
}

fn operations(generated: usize, declared: usize, sliced_out: usize) -> String {
    let slice = if sliced_out == 0 { String::new() } else { format!(" ({sliced_out} left out on purpose)") };
    format!("{generated} of {declared} operations{slice}")
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

#[expect(clippy::cast_precision_loss, reason = "a size for people")]
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
