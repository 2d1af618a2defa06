//! May I upgrade: the contract tests of the client of before and of that of after, both against a mock of the new document,
//! operation by operation.

use super::compiler::Tested;
use crate::ir::{Api, Event, Operation};
use crate::path_template::nameless;
use foldhash::HashMap;
use std::collections::BTreeMap;

/// What both clients made of the new document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Every operation that one of the clients has, in the order of the new document, those that are gone last.
    pub operations: Vec<Judged>,
    /// Every webhook that one of the clients lists, in the same order.
    pub webhooks: Vec<Judged>,
    /// Why the tests of the client of before say nothing.
    pub old_unasked: Option<String>,
}

/// An operation or a webhook before the new document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// `POST /orders`; of a webhook, the vendor's name of it.
    pub operation: String,
    /// With the client of before; `None`: it does not have it, or could not be asked.
    pub old: Option<Tests>,
    /// With the client of after; `None`: it does not have it.
    pub new: Option<Tests>,
}

/// The tests of a call or of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tests {
    /// `orders().create()`, `Event::OrderPaid`.
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
        let webhooks = webhooks((before, old), (after, new));
        Self { operations: keys.chain(gone).map(judged).collect(), webhooks, old_unasked }
    }

    /// Operations, and then webhooks.
    pub fn all(&self) -> impl Iterator<Item = &Judged> {
        self.operations.iter().chain(&self.webhooks)
    }

    /// Operations and webhooks of which the client of before fails.
    pub fn old_fails(&self) -> impl Iterator<Item = &Judged> {
        self.all().filter(|judged| judged.old.as_ref().is_some_and(|tests| !tests.failed.is_empty()))
    }

    /// Operations and webhooks of which one of the clients fails.
    pub fn fails(&self) -> impl Iterator<Item = &Judged> {
        let fails = |tests: &Option<Tests>| tests.as_ref().is_some_and(|tests| !tests.failed.is_empty());
        self.all().filter(move |judged| fails(&judged.old) || fails(&judged.new))
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

/// What the vendor sends by itself, of both clients.
fn webhooks((before, old): (&Api, &Tested), (after, new): (&Api, &Tested)) -> Vec<Judged> {
    let of = |api: &Api, name: &str, ran: &Tested| of_event(listed(api).find(|event| event.name == name)?, ran);
    let gone = listed(before).filter(|event| listed(after).all(|other| other.name != event.name));
    let judged = |event: &Event| Judged {
        operation: event.name.clone(),
        old: of(before, &event.name, old),
        new: of(after, &event.name, new),
    };
    listed(after).chain(gone).map(judged).collect()
}

/// What has tests: who registers a callback names it.
fn listed(api: &Api) -> impl Iterator<Item = &Event> {
    api.events.iter().filter(|event| event.callback_of.is_none())
}

/// What came of the tests of an operation's call: `acme::orders::create::sends_least`.
fn tests(api: &Api, operation: &Operation, ran: &Tested) -> Option<Tests> {
    let (group, method) = (&api.groups[operation.group].name, &operation.method_name);
    below(ran, &format!("::{group}::{method}::"), format!("{group}().{method}()"))
}

/// What came of the tests of an event: `acme::webhooks::order_paid::is_read`.
fn of_event(event: &Event, ran: &Tested) -> Option<Tests> {
    below(ran, &format!("::webhooks::{}::", event.test_name()), format!("Event::{}", event.variant.as_str()))
}

fn below(ran: &Tested, path: &str, call: String) -> Option<Tests> {
    let mut tests = Tests { call, ..Tests::default() };
    for (name, why) in of_call(&ran.outcomes, path) {
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
