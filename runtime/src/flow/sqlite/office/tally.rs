//! How the operations of vendors went, and what flows are made of: read from the newest steps of all flows.

use super::{Office, OfficeError};
use crate::flow::entry::{By, Entry};
use sqlx::Row as _;
use std::collections::BTreeMap;

/// An operation as flows called it.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Tally {
    /// The vendor.
    pub vendor: String,
    /// The version of its document.
    pub version: String,
    /// The operation: `POST /v1/refunds`.
    pub operation: String,
    /// How many steps called it.
    pub steps: u64,
    /// How many of them failed.
    pub failed: u64,
    /// How many attempts they took.
    pub attempts: u64,
    /// How long half of them took at most, in milliseconds, waits between attempts included.
    pub median: u64,
    /// How long 95 of 100 took at most.
    pub slow: u64,
}

/// A kind of flow, and its steps in the order they first came.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shape {
    /// The flow's name and version: `order@1`.
    pub flow: String,
    /// Its steps.
    pub steps: Vec<ShapeStep>,
}

/// A step of a kind of flow.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShapeStep {
    /// Its name.
    pub name: String,
    /// The vendor and its document's version, and the operation, where it is a call.
    pub call: Option<(String, String, String)>,
}

/// How many steps are looked at.
pub(super) const NEWEST: i64 = 20_000;

impl Office {
    /// How the operations went that the newest steps called.
    pub async fn tallies(&self) -> Result<Vec<Tally>, OfficeError> {
        let rows = sqlx::query(
            "SELECT output, coalesce(completed_at_epoch_ms - started_at_epoch_ms, 0) FROM operation_outputs \
             WHERE output IS NOT NULL ORDER BY rowid DESC LIMIT ?",
        );
        let mut tallies: BTreeMap<(String, String, String), (Tally, Vec<u64>)> = BTreeMap::new();
        for row in rows.bind(NEWEST).fetch_all(&self.pool).await? {
            let Some((by, has_failed)) = called(row.get(0)) else { continue };
            let key = (by.spec.vendor, by.spec.version, by.operation);
            let (tally, times) = tallies.entry(key).or_default();
            tally.steps += 1;
            tally.failed += u64::from(has_failed);
            tally.attempts += u64::from(by.attempts);
            times.push(u64::try_from(row.get::<i64, _>(1)).unwrap_or_default());
        }
        let finished = tallies.into_iter().map(|((vendor, version, operation), (tally, mut times))| {
            times.sort_unstable();
            let at = |part: usize| times.get(times.len() * part / 100).or(times.last()).copied().unwrap_or_default();
            Tally { vendor, version, operation, median: at(50), slow: at(95), ..tally }
        });
        Ok(finished.collect())
    }

    /// What the flows are made of, as their newest steps tell.
    pub async fn shapes(&self) -> Result<Vec<Shape>, OfficeError> {
        let rows = sqlx::query(
            "SELECT s.name, o.function_name, o.output FROM operation_outputs o JOIN workflow_status s ON \
             s.workflow_uuid = o.workflow_uuid WHERE s.name LIKE '%@%' ORDER BY s.name, o.function_id, o.rowid LIMIT ?",
        );
        let mut shapes: Vec<Shape> = Vec::new();
        for row in rows.bind(NEWEST).fetch_all(&self.pool).await? {
            let (flow, name): (String, String) = (row.get(0), row.get(1));
            if name.ends_with(" (begun)") || name.starts_with("DBOS.") {
                continue;
            }
            if shapes.last().is_none_or(|shape| shape.flow != flow) {
                shapes.push(Shape { flow, steps: Vec::new() });
            }
            let Some(shape) = shapes.last_mut() else { continue };
            if shape.steps.iter().all(|step| step.name != name) {
                let call = called(row.get(2)).map(|(by, _)| (by.spec.vendor, by.spec.version, by.operation));
                shape.steps.push(ShapeStep { name, call });
            }
        }
        Ok(shapes)
    }
}

pub(super) fn entry(output: &str) -> Option<Entry> {
    Entry::from_value(serde_json::from_str(output).ok()?).ok()
}

/// What a step called, and whether it failed.
fn called(output: Option<String>) -> Option<(By, bool)> {
    match entry(&output?)? {
        Entry::Answer(answered) => Some((answered.by, false)),
        Entry::Failed(failed) => Some((failed.by?, true)),
        Entry::Value(_) => None,
    }
}
