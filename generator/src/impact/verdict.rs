//! May I upgrade: the contract tests of the client of before and of that of after, both against a mock of the new document,
//! operation by operation.

use super::compiler::Tested;
use crate::ir::{Api, Operation};
use foldhash::HashMap;
use std::collections::BTreeMap;

/// What both clients made of the new document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Every operation that one of the clients has, in the order of the new document, those that are gone last.
    pub operations: Vec<Judged>,
    /// Why the tests of the client of before say nothing.
    pub old_unasked: Option<String>,
}

/// An operation before the new document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// `POST /orders`.
    pub operation: String,
    /// With the client of before; `None`: it does not have the operation, or could not be asked.
    pub old: Option<Tests>,
    /// With the client of after; `None`: it does not have the operation.
    pub new: Option<Tests>,
}

/// The tests of a call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tests {
    /// `orders().create()`.
    pub call: String,
    /// How many passed.
    pub passed: usize,
    /// Those that did not: name, and why.
    pub failed: Vec<(String, String)>,
}

impl Verdict {
    /// Puts the runs of both clients together.
    pub(super) fn of(before: &Api, after: &Api, old: &Tested, new: &Tested) -> Self {
        let (was, is) = (by_key(before), by_key(after));
        let keys = after.operations.iter().map(Operation::key);
        let gone = before.operations.iter().map(Operation::key).filter(|key| !is.contains_key(&nameless(key)));
        let judged = |operation: String| {
            let key = nameless(&operation);
            Judged {
                old: was.get(&key).and_then(|one| tests(before, one, old)),
                new: is.get(&key).and_then(|one| tests(after, one, new)),
                operation,
            }
        };
        let old_unasked = (old.outcomes.is_empty() && !old.passed).then(|| old.said.clone());
        Self { operations: keys.chain(gone).map(judged).collect(), old_unasked }
    }

    /// Operations whose call of before fails.
    pub fn old_fails(&self) -> impl Iterator<Item = &Judged> {
        self.operations.iter().filter(|judged| judged.old.as_ref().is_some_and(|tests| !tests.failed.is_empty()))
    }

    /// Operations of which one of the clients fails.
    pub fn fails(&self) -> impl Iterator<Item = &Judged> {
        let fails = |tests: &Option<Tests>| tests.as_ref().is_some_and(|tests| !tests.failed.is_empty());
        self.operations.iter().filter(move |judged| fails(&judged.old) || fails(&judged.new))
    }
}

/// The operations by their keys, whatever the members of their paths are called; of several of one key, the first.
fn by_key(api: &Api) -> HashMap<String, &Operation> {
    let mut all = HashMap::default();
    for operation in &api.operations {
        all.entry(nameless(&operation.key())).or_insert(operation);
    }
    all
}

/// `GET /orders/{id}` as `GET /orders/{`.
fn nameless(key: &str) -> String {
    let mut parts = key.split('{');
    let head = parts.next().unwrap_or_default().to_owned();
    parts.fold(head, |all, part| format!("{all}{{{}", part.split_once('}').map_or(part, |(_, rest)| rest)))
}

/// What came of the tests of an operation's call.
fn tests(api: &Api, operation: &Operation, ran: &Tested) -> Option<Tests> {
    let (group, method) = (&api.groups[operation.group].name, &operation.method_name);
    let mut tests = Tests { call: format!("{group}().{method}()"), ..Tests::default() };
    // `acme::orders::create::sends_least`.
    for (name, why) in of_call(&ran.outcomes, &format!("::{group}::{method}::")) {
        match why {
            None => tests.passed += 1,
            Some(why) => tests.failed.push((name.to_owned(), why.to_owned())),
        }
    }
    (tests.passed > 0 || !tests.failed.is_empty()).then_some(tests)
}

/// The tests of a call: the name below it, and why it failed.
fn of_call<'o>(outcomes: &'o BTreeMap<String, Option<String>>, call: &str) -> Vec<(&'o str, Option<&'o str>)> {
    let below = |name: &'o str| name.find("::").and_then(|at| name[at..].strip_prefix(call));
    outcomes.iter().filter_map(|(name, why)| Some((below(name)?, why.as_deref()))).collect()
}
