//! Which operations, statuses, members and enum values of a contract were exercised.

use super::Mock;
use super::given::media_of;
use super::reply::Reply;
use super::shape::Shape;
use crate::Value;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

/// How deep members are looked for.
const DEPTH: usize = 4;

/// What was seen of each operation.
pub(super) type Seen = BTreeMap<usize, Observed>;

/// What was seen of an operation.
#[derive(Debug, Default)]
pub(super) struct Observed {
    requests: usize,
    statuses: BTreeMap<u16, usize>,
    /// By declared answer: members by their path, and enum values as `path=value`.
    members: BTreeMap<usize, BTreeSet<String>>,
}

/// What was exercised of an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// `METHOD /path`.
    pub operation: String,
    /// How many requests there were.
    pub requests: usize,
    /// The declared statuses, and whether an answer of each was given.
    pub statuses: BTreeMap<String, bool>,
    /// How many of the members and enum values of declared answers were in one, and how many there are, down to a depth.
    pub members: (usize, usize),
    /// Those that none had: `200/data/amount`, and `200/status=paid` for a value.
    pub untouched: Vec<String>,
}

impl Mock {
    pub(super) fn cover(&self, operation: usize, reply: &Reply) {
        self.cover_answer(operation, reply.status, reply.header("content-type").unwrap_or_default(), &reply.body);
    }

    /// Takes note of an answer to this operation, the mock's own or one of the real vendor.
    pub fn cover_answer(&self, operation: usize, status: u16, media_type: &str, body: &[u8]) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let observed = seen.entry(operation).or_default();
        observed.requests += 1;
        *observed.statuses.entry(status).or_default() += 1;
        let Some((index, answer)) = self.contract().operations[operation].answer(status) else { return };
        let media = media_of(&answer.content, media_type);
        let Some(schema) = media.and_then(|(_, media)| media.schema.as_ref()) else { return };
        let Ok(value) = serde_json::from_slice::<Value>(body) else { return };
        let shape = Shape::of(&self.contract().value, Some(schema));
        present(&value, &shape, "", DEPTH, observed.members.entry(index).or_default());
    }

    /// What was exercised so far, of every operation.
    pub fn coverage(&self) -> Vec<Coverage> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let blank = Observed::default();
        let all = self.contract().operations.iter().enumerate().map(|(at, operation)| {
            let observed = seen.get(&at).unwrap_or(&blank);
            let given: BTreeSet<usize> = observed
                .statuses
                .keys()
                .filter_map(|status| operation.answer(*status).map(|(index, _)| index))
                .collect();
            let statuses = operation.answers.iter().enumerate();
            let statuses = statuses.map(|(index, answer)| (answer.status.clone(), given.contains(&index))).collect();
            let (mut all, mut untouched) = (0, Vec::new());
            for (index, answer) in operation.answers.iter().enumerate() {
                let json = answer.content.iter().find(|(name, _)| name.contains("json"));
                let Some(schema) = json.and_then(|(_, media)| media.schema.as_ref()) else { continue };
                let mut declared = BTreeSet::new();
                possible(&Shape::of(&self.contract().value, Some(schema)), "", DEPTH, &mut declared);
                let seen = observed.members.get(&index);
                let missing = declared.iter().filter(|name| !seen.is_some_and(|seen| seen.contains(*name)));
                untouched.extend(missing.map(|name| format!("{}{name}", answer.status)));
                all += declared.len();
            }
            let members = (all - untouched.len(), all);
            Coverage { operation: operation.key(), requests: observed.requests, statuses, members, untouched }
        });
        all.collect()
    }
}

/// The members and enum values that a value has.
fn present(value: &Value, shape: &Shape<'_>, at: &str, depth: usize, out: &mut BTreeSet<String>) {
    if depth == 0 {
        return;
    }
    match value {
        Value::Object(members) => {
            for (name, value) in members.iter().filter(|(name, _)| shape.has_member(name)) {
                let at = format!("{at}/{name}");
                present(value, &shape.member(name), &at, depth - 1, out);
                out.insert(at);
            }
        }
        Value::Array(items) => {
            let item = shape.item();
            for value in items {
                present(value, &item, at, depth, out);
            }
        }
        Value::String(text) if shape.is_choice() => drop(out.insert(format!("{at}={text}"))),
        _ => {}
    }
}

/// The members and enum values that there may be.
fn possible(shape: &Shape<'_>, at: &str, depth: usize, out: &mut BTreeSet<String>) {
    if depth == 0 {
        return;
    }
    let names: BTreeSet<&str> = shape.members().collect();
    for name in names {
        let at = format!("{at}/{name}");
        possible(&shape.member(name), &at, depth - 1, out);
        out.insert(at);
    }
    let item = shape.item();
    if !item.is_blank() {
        possible(&item, at, depth - 1, out);
    }
    if shape.is_choice() {
        out.extend(shape.values().iter().filter_map(|value| value.as_str()).map(|value| format!("{at}={value}")));
    }
}
