//! For programs: one JSON document, described by `docs/diff.schema.json`.

use super::super::accept::{Day, Entry, Stale};
use super::super::{Finding, Item, Level, Version};
use super::{Report, Spot};
use crate::diag::Place;
use crate::pointer::Pointer;
use serde_json::{Value, json};

/// The version of the form; it changes when a member changes its meaning or goes.
const FORM: u32 = 1;

/// The whole report, each finding on a line of its own.
pub fn json(report: &Report<'_>) -> String {
    let counts: serde_json::Map<String, Value> =
        Level::ALL.iter().map(|level| (level.as_str().to_owned(), report.changes.count(*level).into())).collect();
    let findings = report.findings().enumerate();
    let findings = findings.map(|(at, (found, spot))| finding(found, spot, report.accepted(at)));
    let members = [
        ("form", FORM.into()),
        ("vendor", report.vendor.as_deref().into()),
        ("old", version(&report.changes.old)),
        ("new", version(&report.changes.new)),
        ("counts", counts.into()),
    ];
    let mut out = String::from("{\n");
    for (name, value) in members {
        out.extend(["\"", name, "\": ", &value.to_string(), ",\n"]);
    }
    list(&mut out, "findings", findings);
    out.push_str(",\n");
    list(&mut out, "stale", report.stale.iter().map(stale));
    out.push_str("\n}\n");
    out
}

fn list(out: &mut String, name: &str, items: impl Iterator<Item = Value>) {
    let items: Vec<String> = items.map(|item| item.to_string()).collect();
    let (open, close) = if items.is_empty() { ("", "") } else { ("\n", "\n") };
    out.extend(["\"", name, "\": [", open, &items.join(",\n"), close, "]"]);
}

fn stale(stale: &Stale) -> Value {
    json!({
        "kind": stale.entry.kind,
        "operation": stale.entry.operation,
        "pointer": stale.entry.pointer,
        "over": stale.is_over,
        "file": stale.place.file,
        "line": stale.place.line,
    })
}

fn day((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn version(version: &Version) -> Value {
    let Version { title, version, digest, operations } = version;
    json!({"title": title, "version": version, "digest": digest, "operations": operations})
}

fn finding(found: &Finding, spot: &Spot, accepted: Option<&Entry>) -> Value {
    let operations = found.operations.iter().map(
        |reached| json!({"method": reached.method, "path": reached.path, "id": reached.id, "request": reached.request}),
    );
    json!({
        "kind": found.kind.to_string(),
        "direction": found.direction.as_str(),
        "level": found.level.as_str(),
        "reason": found.reason,
        "subject": found.subject,
        "before": found.before,
        "after": found.after,
        "old": place(found.old.as_ref(), spot.old.as_ref()),
        "new": place(found.new.as_ref(), spot.new.as_ref()),
        "rust": {"old": item(found.old_item.as_ref()), "new": item(found.new_item.as_ref())},
        "operations": operations.collect::<Vec<_>>(),
        "places": found.places,
        "accepted": accepted.map(|entry| json!({"reason": entry.reason, "until": entry.until.map(day)})),
    })
}

fn place(pointer: Option<&Pointer>, place: Option<&Place>) -> Value {
    let Some(pointer) = pointer else { return Value::Null };
    json!({
        "pointer": pointer.as_str(),
        "file": place.map(|place| place.file.as_str()),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
    })
}

fn item(item: Option<&Item>) -> Option<String> {
    item.map(ToString::to_string)
}
