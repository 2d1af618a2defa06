//! What a flow has done.

use super::row::time;
use crate::flow::entry::Entry;
use crate::flow::error::Failure;
use crate::flow::recorded::SpecMark;
use durare::StepInfo;
use std::time::SystemTime;

/// A step in a flow's journal.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct StepRow {
    /// Its name.
    pub name: String,
    /// The operation, where it is a call: `POST /v1/payment_intents`.
    pub operation: Option<String>,
    /// The document of the client that made the call.
    pub spec: Option<SpecMark>,
    /// How often it was tried in the run that ended it.
    pub attempts: u32,
    /// When it began and ended.
    pub time: Option<(SystemTime, SystemTime)>,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// The flow that it started.
    pub child: Option<String>,
}

impl From<StepInfo> for StepRow {
    fn from(info: StepInfo) -> Self {
        let millis = |at: chrono::DateTime<chrono::Utc>| time(at.timestamp_millis());
        let mut step = Self {
            name: plain(info.name),
            operation: None,
            spec: None,
            attempts: 1,
            time: info.started_at.zip(info.completed_at).map(|(began, ended)| (millis(began), millis(ended))),
            failure: None,
            child: info.child_workflow_id,
        };
        let by = match info.output.map(Entry::from_value) {
            Some(Ok(Entry::Answer(answered))) => Some(answered.by),
            Some(Ok(Entry::Failed(failed))) => {
                step.attempts = failed.failure.attempts;
                step.failure = Some(failed.failure);
                failed.by
            }
            Some(Ok(Entry::Value(_)) | Err(_)) | None => None,
        };
        if let Some(by) = by {
            step.attempts = by.attempts;
            step.operation = Some(by.operation);
            step.spec = Some(by.spec);
        }
        step
    }
}

/// Durare's own steps by our words.
fn plain(name: String) -> String {
    match name.as_str() {
        "DBOS.sleep" => "(sleep)".into(),
        "DBOS.recv" => "(signal)".into(),
        _ => name,
    }
}
