//! Where a vendor's answers are no longer what its document says: told once for each place to a hook and the log, and
//! counted.
//!
//! In: findings of the codec, and each answer's status and headers. Out: a [`DriftReport`] for whoever listens. Nothing
//! fails for a finding, unless the client is strict; nothing is looked at where nobody listens.

mod advice;
#[cfg(feature = "flow")]
mod noted;
mod report;
mod seen;

#[cfg(feature = "flow")]
pub(crate) use noted::{Noted, noting};
pub use report::{DriftReport, Finding};

use crate::answer::Head;
use crate::codec::DecodeError;
use crate::codec::drift::Drift;
use crate::spec::{AnswerSpec, Status};
use crate::{observe, shown};
use seen::Seen;
use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

type Hook = Box<dyn Fn(&DriftReport<'_>) + Send + Sync>;

/// Who listens, and what was told already.
#[derive(Default)]
pub(crate) struct Watch {
    pub(crate) hook: Option<Hook>,
    /// Whether an answer that is not as declared fails the call.
    pub(crate) strict: bool,
    seen: Seen,
    count: AtomicU64,
}

impl Watch {
    /// Whether anybody wants to know.
    pub(crate) fn listens(&self) -> bool {
        self.hook.is_some() || self.strict || observe::wants_drift()
    }

    /// How many findings there were.
    pub(crate) fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    /// Takes note of an answer's first lines.
    pub(crate) fn answer(&self, head: &Head, answer: Option<&AnswerSpec>) {
        for finding in of_head(head, answer) {
            self.take(head, "", finding);
        }
    }

    /// Takes note of a finding of the codec.
    pub(crate) fn drift(&self, head: &Head, drift: Drift<'_>) {
        self.take(head, drift.path, drift.kind.into());
    }

    /// Takes note of an answer that could not be read.
    pub(crate) fn failed(&self, head: &Head, error: &DecodeError) {
        if error.is_missing() {
            self.take(head, &error.path(), Finding::Missing);
        } else if error.is_type() {
            self.take(head, &error.path(), Finding::OtherType);
        }
    }

    fn take(&self, head: &Head, place: &str, finding: Finding<'_>) {
        self.count.fetch_add(1, Ordering::Relaxed);
        observe::drift(head.api, finding.name());
        let place = without_numbers(place);
        #[cfg(feature = "flow")]
        noted::note(&place, finding.name());
        if !self.seen.insert((head.spec.id, &place, finding.name(), finding.value())) {
            return;
        }
        let report = DriftReport { spec: head.api.spec, operation: head.spec.id, place: &place, finding };
        observe::drift_report(&report, finding.value().as_deref().and_then(shown::word));
        if let Some(hook) = &self.hook {
            hook(&report);
        }
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").field("strict", &self.strict).field("count", &self.count()).finish_non_exhaustive()
    }
}

/// What an answer's first lines have that the document does not say.
pub(crate) fn of_head(head: &Head, answer: Option<&AnswerSpec>) -> impl Iterator<Item = Finding<'static>> {
    let status = head.status.as_u16();
    let declared = answer.is_some_and(|answer| covers(answer.status, status)) || is_anyones(status);
    let undeclared = (!declared).then_some(Finding::UndeclaredStatus(status));
    undeclared.into_iter().chain(advice::findings(&head.headers))
}

/// Whether this declared answer is for that status by the letter of the document.
fn covers(declared: Status, status: u16) -> bool {
    match declared {
        Status::Code(code) => code == status,
        Status::Range(hundred) => u16::from(hundred) == status / 100,
        Status::Default => true,
    }
}

/// What any server or proxy may say of itself, whatever the document of the API behind it.
const fn is_anyones(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500..)
}

/// `data[3].amount` as `data[].amount`: the same place in each item.
fn without_numbers(place: &str) -> Cow<'_, str> {
    if !place.contains('[') {
        return Cow::Borrowed(place);
    }
    let mut out = String::with_capacity(place.len());
    let mut rest = place;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, behind) = after.split_once(']').unwrap_or((after, ""));
        let inside = if inside.bytes().all(|byte| byte.is_ascii_digit()) { "" } else { inside };
        out += before;
        out += "[";
        out += inside;
        out += "]";
        rest = behind;
    }
    out += rest;
    Cow::Owned(out)
}
