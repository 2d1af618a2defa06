//! Which branches a value may be: the rules of [`Union`](super::Union), in their order.

use super::{ARRAY, BOOLEAN, Branch, Choice, Const, INTEGER, NUMBER, OBJECT, STRING};
use serde_json::{Map, Value};
use std::cmp::Reverse;

/// The branches to try, best first. For an object that is one; what else they are tells only reading them.
pub(super) fn candidates(choice: &Choice, value: &Value) -> Vec<usize> {
    match value {
        Value::Object(members) => object(choice, members).into_iter().collect(),
        Value::Null => Vec::new(),
        Value::Bool(_) => of_kind(choice, BOOLEAN),
        Value::String(_) => of_kind(choice, STRING),
        Value::Array(_) => of_kind(choice, ARRAY),
        Value::Number(number) if number.is_f64() => of_kind(choice, NUMBER),
        Value::Number(_) => {
            let exact = of_kind(choice, INTEGER);
            if exact.is_empty() { of_kind(choice, NUMBER) } else { exact }
        }
    }
}

fn of_kind(choice: &Choice, kind: u8) -> Vec<usize> {
    let branches = choice.branches.iter().enumerate();
    branches.filter(|(_, branch)| branch.kinds & kind != 0).map(|(at, _)| at).collect()
}

fn object(choice: &Choice, members: &Map<String, Value>) -> Option<usize> {
    let tag = choice.discriminator.and_then(|name| members.get(name)).and_then(tag);
    let branches = || choice.branches.iter().enumerate().filter(|(_, branch)| branch.kinds & OBJECT != 0);
    if let Some(tag) = &tag
        && let Some((at, _)) = branches().find(|(_, branch)| branch.tags.contains(&tag.as_str()))
    {
        return Some(at);
    }
    // A branch that says what it looks like is out when the value looks otherwise.
    let open = |branch: &Branch| !(contradicts(branch, members) || tag.is_some() && !branch.tags.is_empty());
    let open: Vec<_> = branches().filter(|(_, branch)| open(branch)).collect();
    let constant = |branch: &Branch| !branch.constants.is_empty() && holds(branch, members);
    let unique = |branch: &Branch| branch.unique.iter().any(|name| members.contains_key(*name));
    only(&open, members, constant).or_else(|| only(&open, members, unique)).or_else(|| best(open, members))
}

/// The best of those branches that `rule` chooses.
fn only(open: &[(usize, &Branch)], members: &Map<String, Value>, rule: impl Fn(&Branch) -> bool) -> Option<usize> {
    best(open.iter().copied().filter(|(_, branch)| rule(branch)).collect(), members)
}

/// The best fit: no required member missing, most known members, fewest unknown ones, document order.
fn best(branches: Vec<(usize, &Branch)>, members: &Map<String, Value>) -> Option<usize> {
    let fit = |branch: &Branch| {
        let complete = branch.members.iter().all(|member| !member.is_required() || members.contains_key(member.wire));
        let known = branch.members.iter().filter(|member| members.contains_key(member.wire)).count();
        (complete, known, Reverse(members.len() - known.min(members.len())))
    };
    branches.into_iter().max_by_key(|(at, branch)| (fit(branch), Reverse(*at))).map(|(at, _)| at)
}

fn holds(branch: &Branch, members: &Map<String, Value>) -> bool {
    branch.constants.iter().all(|(name, values)| members.get(*name).is_some_and(|value| is_one_of(value, values)))
}

fn contradicts(branch: &Branch, members: &Map<String, Value>) -> bool {
    let mut constants = branch.constants.iter();
    constants.any(|(name, values)| members.get(*name).is_some_and(|value| !is_one_of(value, values)))
}

fn is_one_of(value: &Value, values: &[Const]) -> bool {
    values.iter().any(|known| match (known, value) {
        (Const::Str(known), Value::String(value)) => known == value,
        (Const::Int(known), Value::Number(value)) => value.as_i64() == Some(*known),
        (Const::Bool(known), Value::Bool(value)) => known == value,
        _ => false,
    })
}

/// A discriminator's value as text.
fn tag(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
