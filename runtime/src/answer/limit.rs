//! What an answer says about the vendor's limit on calls, in the headers that the profile names.

use super::Head;
use crate::spec::ResetUnit;
use std::time::{Duration, SystemTime};

/// How many calls are left.
pub(crate) fn remaining(head: &Head) -> Option<u64> {
    let declared = head.api.policy.limit.and_then(|limit| limit.remaining);
    head.text(declared.unwrap_or("x-ratelimit-remaining"))?.trim().parse().ok()
}

/// How long it takes until there are more again.
pub(crate) fn reset(head: &Head) -> Option<Duration> {
    let (name, unit) = head.api.policy.limit?.reset?;
    let number = head.text(name)?.trim().parse::<f64>().ok()?;
    let span = |seconds| Duration::try_from_secs_f64(seconds).ok();
    // A moment is by the vendor's clock, and so is the answer's date.
    let until = |since_1970: Duration| {
        let moment = SystemTime::UNIX_EPOCH.checked_add(since_1970)?;
        Some(moment.duration_since(head.date()).unwrap_or_default())
    };
    match unit {
        ResetUnit::Seconds => span(number),
        ResetUnit::Milliseconds => span(number / 1000.0),
        ResetUnit::EpochSeconds => until(span(number)?),
        ResetUnit::EpochMilliseconds => until(span(number / 1000.0)?),
    }
}
