//! Which branches a value may be: the rules of [`Union`](super::Union), in their order.

use super::outline::{Mark, Members, Outline};
use super::{ARRAY, BOOLEAN, Branch, Choice, Const, INTEGER, NUMBER, OBJECT, STRING};
use std::borrow::Cow;
use std::cmp::Reverse;

/// The branches to try, best first. For an object that is one; what else they are tells only reading them.
pub(super) fn candidates(choice: &Choice, value: &Outline<'_>) -> Vec<usize> {
    match value {
        Outline::Object(members) => object(choice, members).into_iter().collect(),
        Outline::Null => Vec::new(),
        Outline::Bool => of_kind(choice, BOOLEAN),
        Outline::Str => of_kind(choice, STRING),
        Outline::Array => of_kind(choice, ARRAY),
        Outline::Float => of_kind(choice, NUMBER),
        Outline::Int => {
            let exact = of_kind(choice, INTEGER);
            if exact.is_empty() { of_kind(choice, NUMBER) } else { exact }
        }
    }
}

fn of_kind(choice: &Choice, kind: u8) -> Vec<usize> {
    let branches = choice.branches.iter().enumerate();
    branches.filter(|(_, branch)| branch.kinds & kind != 0).map(|(at, _)| at).collect()
}

fn object(choice: &Choice, members: &Members<'_>) -> Option<usize> {
    let tag = choice.discriminator.and_then(|name| members.get(name)).and_then(tag);
    let branches = || choice.branches.iter().enumerate().filter(|(_, branch)| branch.kinds & OBJECT != 0);
    if let Some(tag) = &tag
        && let Some((at, _)) = branches().find(|(_, branch)| branch.tags.contains(&&**tag))
    {
        return Some(at);
    }
    // A branch that says what it looks like is out when the value looks otherwise.
    let open = |branch: &Branch| !(contradicts(branch, members) || tag.is_some() && !branch.tags.is_empty());
    let open: Vec<_> = branches().filter(|(_, branch)| open(branch)).collect();
    let constant = |branch: &Branch| !branch.constants.is_empty() && holds(branch, members);
    let unique = |branch: &Branch| branch.unique.iter().any(|name| members.has(name));
    only(&open, members, constant).or_else(|| only(&open, members, unique)).or_else(|| best(open, members))
}

/// The best of those branches that `rule` chooses.
fn only(open: &[(usize, &Branch)], members: &Members<'_>, rule: impl Fn(&Branch) -> bool) -> Option<usize> {
    best(open.iter().copied().filter(|(_, branch)| rule(branch)).collect(), members)
}

/// The best fit: no required member missing, most known members, fewest unknown ones, document order.
fn best(branches: Vec<(usize, &Branch)>, members: &Members<'_>) -> Option<usize> {
    if let [(at, _)] = branches[..] {
        return Some(at);
    }
    let fit = |branch: &Branch| {
        let complete = branch.members.iter().all(|member| !member.is_required() || members.has(member.wire));
        let known = branch.members.iter().filter(|member| members.has(member.wire)).count();
        (complete, known, Reverse(members.len() - known.min(members.len())))
    };
    branches.into_iter().max_by_key(|(at, branch)| (fit(branch), Reverse(*at))).map(|(at, _)| at)
}

fn holds(branch: &Branch, members: &Members<'_>) -> bool {
    branch.constants.iter().all(|(name, values)| members.get(name).is_some_and(|value| is_one_of(value, values)))
}

fn contradicts(branch: &Branch, members: &Members<'_>) -> bool {
    let mut constants = branch.constants.iter();
    constants.any(|(name, values)| members.get(name).is_some_and(|value| !is_one_of(value, values)))
}

fn is_one_of(value: &Mark<'_>, values: &[Const]) -> bool {
    values.iter().any(|known| match (known, value) {
        (Const::Str(known), Mark::Str(value)) => known == value,
        (Const::Int(known), Mark::Int(value)) => i128::from(*known) == *value,
        (Const::Bool(known), Mark::Bool(value)) => known == value,
        _ => false,
    })
}

/// A discriminator's value as text.
fn tag<'m>(value: &'m Mark<'_>) -> Option<Cow<'m, str>> {
    match value {
        Mark::Str(text) => Some(Cow::Borrowed(text)),
        Mark::Int(value) => Some(Cow::Owned(value.to_string())),
        Mark::Float(value) => Some(Cow::Owned(serde_json::Value::from(*value).to_string())),
        Mark::Bool(value) => Some(Cow::Owned(value.to_string())),
        Mark::Other => None,
    }
}
