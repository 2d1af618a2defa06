//! For programs: one JSON document, described by `docs/diff.schema.json`.

use super::super::{Finding, Item, Level, Version};
use super::{Report, Spot};
use crate::diag::Place;
use crate::pointer::Pointer;
use serde_json::{Value, json};

/// The version of the form; it changes when a member changes its meaning or goes.
const FORM: u32 = 1;

/// The whole report.
pub fn json(report: &Report<'_>) -> String {
    let counts: serde_json::Map<String, Value> =
        Level::ALL.iter().map(|level| (level.as_str().to_owned(), report.changes.count(*level).into())).collect();
    let findings: Vec<Value> = report.findings().map(|(found, spot)| finding(found, spot)).collect();
    let whole = json!({
        "form": FORM,
        "vendor": report.vendor,
        "old": version(&report.changes.old),
        "new": version(&report.changes.new),
        "counts": counts,
        "findings": findings,
    });
    format!("{whole:#}\n")
}

fn version(version: &Version) -> Value {
    let Version { title, version, digest, operations } = version;
    json!({"title": title, "version": version, "digest": digest, "operations": operations})
}

fn finding(found: &Finding, spot: &Spot) -> Value {
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
