//! Drift that is kept until the branch is settled, then passed on.

use crate::codec::drift::{Drift, DriftKind};
use crate::codec::input::Input;
use crate::codec::place::Reports;
use std::cell::RefCell;

/// An owned [`Drift`].
pub(super) struct Finding {
    path: String,
    kind: Kind,
}

enum Kind {
    Member,
    Value(String),
    Type,
    Branch,
    Missing,
}

impl Finding {
    fn new(drift: Drift<'_>) -> Self {
        let kind = match drift.kind {
            DriftKind::UnknownMember => Kind::Member,
            DriftKind::UnknownValue(value) => Kind::Value(value.to_owned()),
            DriftKind::OtherType => Kind::Type,
            DriftKind::UnknownBranch => Kind::Branch,
            DriftKind::Missing => Kind::Missing,
        };
        Self { path: drift.path.to_owned(), kind }
    }

    /// Passes all on to the input where the union is.
    pub(super) fn report_all(findings: &[Self], input: &dyn Input) {
        for Self { path, kind } in findings {
            let kind = match kind {
                Kind::Member => DriftKind::UnknownMember,
                Kind::Value(value) => DriftKind::UnknownValue(value),
                Kind::Type => DriftKind::OtherType,
                Kind::Branch => DriftKind::UnknownBranch,
                Kind::Missing => DriftKind::Missing,
            };
            input.report(Drift { path, kind });
        }
    }
}

/// Collects.
#[derive(Default)]
pub(super) struct Findings(RefCell<Vec<Finding>>);

impl Findings {
    pub(super) fn take(&self) -> Vec<Finding> {
        self.0.take()
    }
}

impl Reports for Findings {
    fn report(&self, drift: Drift<'_>) {
        self.0.borrow_mut().push(Finding::new(drift));
    }
}
