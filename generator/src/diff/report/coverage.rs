//! What tests exercised of each operation, as contract tests and probes write it.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// What tests exercised, by `METHOD /path`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage(BTreeMap<String, Exercised>);

/// What tests exercised of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exercised {
    pub(super) requests: u64,
    /// How many of the members and enum values of its answers.
    pub(super) found: u64,
    pub(super) all: u64,
}

/// A text is no coverage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageError(String);

impl fmt::Display for CoverageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CoverageError {}

impl Coverage {
    /// Takes the JSON of a contract test's `INTERTIE_COVERAGE`, of a probe's `--coverage-out` or of a mock.
    pub fn read(text: &str) -> Result<Self, CoverageError> {
        let value: Value = serde_json::from_str(text).map_err(|error| CoverageError(error.to_string()))?;
        let items = value.as_array().ok_or_else(|| CoverageError("it is no list of operations".to_owned()))?;
        let one = |item: &Value| {
            let count = |pointer: &str| item.pointer(pointer).and_then(Value::as_u64);
            let exercised =
                Exercised { requests: count("/requests")?, found: count("/members/0")?, all: count("/members/1")? };
            Some((item.get("operation")?.as_str()?.to_owned(), exercised))
        };
        let all = items.iter().map(|item| {
            one(item).ok_or_else(|| CoverageError("an operation lacks `operation`, `requests` or `members`".to_owned()))
        });
        all.collect::<Result<_, _>>().map(Self)
    }

    /// What was exercised of this operation; nothing, where it is not known.
    pub(super) fn of(&self, operation: &str) -> Exercised {
        self.0.get(operation).copied().unwrap_or(Exercised { requests: 0, found: 0, all: 0 })
    }
}

impl Exercised {
    /// How much, in percent. An answer without members is exercised by a request.
    pub(super) const fn share(self) -> u64 {
        match (self.requests, self.all) {
            (0, _) => 0,
            (_, 0) => 100,
            (_, all) => 100 * self.found / all,
        }
    }
}

impl fmt::Display for Exercised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { requests, found, all } = self;
        if *requests == 0 {
            return f.write_str("not exercised");
        }
        write!(f, "{requests} requests, {found} of {all} members and values of answers")
    }
}
