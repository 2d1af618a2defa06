//! Where vendors' answers were not as their documents say, as the newest steps of all flows have it.

use super::tally::{NEWEST, entry};
use super::{Office, OfficeError};
use crate::flow::entry::Entry;
use sqlx::Row as _;
use std::collections::BTreeMap;
use std::time::SystemTime;

/// A place of an operation's answers that is not as the document says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DriftRow {
    /// The vendor.
    pub vendor: String,
    /// The version of its document.
    pub version: String,
    /// The operation: `POST /v1/refunds`.
    pub operation: String,
    /// Where in the answer: `data[].amount`; empty: the answer as a whole.
    pub place: String,
    /// What, in a word: `unknown_member`.
    pub kind: String,
    /// In how many steps.
    pub steps: u64,
    /// When last.
    pub last: SystemTime,
}

impl Office {
    /// What drifted in the newest steps.
    pub async fn drift(&self) -> Result<Vec<DriftRow>, OfficeError> {
        let rows = sqlx::query(
            "SELECT output, coalesce(completed_at_epoch_ms, 0) FROM operation_outputs WHERE output IS NOT NULL \
             ORDER BY rowid DESC LIMIT ?",
        );
        let mut found: BTreeMap<[String; 5], (u64, i64)> = BTreeMap::new();
        for row in rows.bind(NEWEST).fetch_all(&self.pool).await? {
            let (output, ended): (String, i64) = (row.get(0), row.get(1));
            // Most have none: they are not read.
            if !output.contains("\"drift\"") {
                continue;
            }
            let Some(Entry::Answer(answered)) = entry(&output) else { continue };
            for drift in answered.drift {
                let (spec, operation) = (answered.by.spec.clone(), answered.by.operation.clone());
                let key = [spec.vendor, spec.version, operation, drift.place, drift.kind];
                let (steps, last) = found.entry(key).or_default();
                *steps += 1;
                *last = ended.max(*last);
            }
        }
        let rows = found.into_iter().map(|([vendor, version, operation, place, kind], (steps, last))| {
            let last = super::row::time(last);
            DriftRow { vendor, version, operation, place, kind, steps, last }
        });
        Ok(rows.collect())
    }
}
