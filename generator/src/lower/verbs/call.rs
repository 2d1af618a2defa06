//! The two names of a call: from its operationId where that is a name.

use super::convention::conventional;
use super::id::{IdStyle, given, repeats};
use super::known::VERBS;
use super::path::nouns;
use crate::document::{Method, Operation};
use crate::lower::naming::words;
use crate::lower::singular::singular;
use foldhash::HashSet;

/// The words of a call's two names.
pub(super) struct Call {
    pub(super) method: String,
    pub(super) request: String,
}

/// The words of this call's names.
pub(super) fn call(
    operation: &Operation,
    group: &[String],
    paths: &HashSet<(Method, String)>,
    style: &IdStyle,
) -> Call {
    let Some(given) = given(operation).filter(|given| !(style.from_path && repeats(operation, given))) else {
        return conventional(operation, group, paths);
    };
    let given = match &style.namespace {
        Some(namespace) if given.len() > 1 && given.first() == Some(namespace) => given[1..].to_vec(),
        _ => given,
    };
    let method = without_group(&given, group);
    let one = singular(&group.join("_"));
    let request = match &method[..] {
        // `orders.create` and `create`: the verb first, as people say it.
        [verb] if VERBS.contains(&verb.as_str()) && (given.first() != Some(verb) || given.len() == 1) => {
            let noun = match tail_of_path(operation) {
                Some(noun) => noun,
                None if verb == "list" || verb == "search" => group.join("_"),
                None => one,
            };
            format!("{verb}_{noun}")
        }
        _ if given.len() > 2 || given.iter().any(|w| group.iter().any(|g| singular(g) == singular(w))) => {
            given.join("_")
        }
        _ => format!("{}_{}", given.join("_"), tail_of_path(operation).unwrap_or(one)),
    };
    let method = if method.is_empty() { conventional(operation, group, paths).method } else { method.join("_") };
    Call { method, request }
}

/// Where the operationId carries the whole path: the path's last nouns, which say what the call is about.
fn tail_of_path(operation: &Operation) -> Option<String> {
    let id = operation.operation_id.as_deref()?;
    let (head, tail) = id.rsplit_once('_')?;
    let mut nouns = nouns(&operation.path);
    if !head.contains('/') || nouns.is_empty() {
        return None;
    }
    nouns.retain(|noun| words(noun) != words(tail));
    let from = nouns.len().saturating_sub(if nouns.len() > 3 { 2 } else { 1 });
    Some(nouns[from..].iter().map(|noun| singular(noun)).collect::<Vec<_>>().join("_"))
}

/// `given` without the group's words at its start or end, whatever their number.
pub(super) fn without_group(given: &[String], group: &[String]) -> Vec<String> {
    let alike =
        |a: &[String]| a.len() == group.len() && a.iter().zip(group).all(|(x, y)| x == y || singular(x) == singular(y));
    if given.len() > group.len() && alike(&given[..group.len()]) {
        return given[group.len()..].to_vec();
    }
    if given.len() > group.len() && alike(&given[given.len() - group.len()..]) {
        return given[..given.len() - group.len()].to_vec();
    }
    given.to_vec()
}
