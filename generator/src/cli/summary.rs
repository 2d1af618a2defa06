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
        (Ending::UpToDate(_), Some(wrote)) => format!("{name}: up to date, {} files", wrote.files),
        (Ending::Stale(_), Some(wrote)) => format!("{name}: {} out of date", files(wrote.changes.len())),
        (_, Some(wrote)) => {
            let done = if mode.dry_run { "would write" } else { "wrote" };
            let operations = operations(wrote.operations, wrote.declared, wrote.sliced_out);
            let changed = wrote.changes.len();
            format!("{name}: {done} {changed} of {}, {operations}, {}", files(wrote.files), seconds(report.elapsed))
        }
        (Ending::Failed(_), None) => format!("{name}: failed"),
        (_, None) => format!("{name}: rejected"),
    }
}

/// The same for a program.
pub(super) fn json(vendor: &Vendor, report: &Report, mode: Mode) -> String {
    let ending = match &report.ending {
        Ending::Wrote(_) if mode.dry_run => "would-write",
        Ending::Wrote(_) => "wrote",
        Ending::UpToDate(_) => "up-to-date",
        Ending::Stale(_) => "stale",
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
#[derive(Default)]
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
        self.up_to_date += usize::from(matches!(report.ending, Ending::UpToDate(_)));
        for wrote in report.ending.wrote() {
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
        let Self { changed, bytes, warnings, bad, .. } = *self;
        if json {
            return serde_json::json!({
                "reason": "summary", "files": self.files, "changed": changed, "bytes": bytes, "warnings": warnings,
                "operations": self.operations, "declared": self.declared, "failed": bad,
                "seconds": elapsed.as_secs_f64(),
            })
            .to_string();
        }
        let (files, size) = (files(self.files), size(bytes));
        let mut text = if self.files == 0 {
            "wrote nothing".to_owned()
        } else if mode.check {
            let fresh = if bad == 0 { "up to date".to_owned() } else { format!("{changed} out of date") };
            format!("checked {files}, {size}, {fresh}")
        } else if mode.dry_run {
            format!("would write {changed} of {files}, {size}")
        } else if changed == 0 {
            format!("{files}, {size}, up to date")
        } else if changed == self.files {
            format!("wrote {files}, {size}")
        } else {
            format!("wrote {changed} of {files}, {size}")
        };
        if self.files > 0 {
            text.push_str(", ");
            text.push_str(&operations(self.operations, self.declared, self.sliced_out));
        }
        if warnings > 0 {
            text.push_str(&format!(", {warnings} warning{}", if warnings == 1 { "" } else { "s" }));
        }
        if bad > 0 {
            text.push_str(&format!(", {bad} vendor{} failed", if bad == 1 { "" } else { "s" }));
        }
        format!("{text}, in {}", seconds(elapsed))
    }
}

fn files(count: usize) -> String {
    format!("{count} file{}", if count == 1 { "" } else { "s" })
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
