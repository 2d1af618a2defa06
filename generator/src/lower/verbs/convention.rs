//! Names by method and path, as REST APIs have them.

use super::call::{Call, without_group};
use super::known::ACTIONS;
use super::path::{anonymous, is_parameter, nouns, segments};
use crate::document::{Method, Operation};
use crate::lower::naming::words;
use crate::lower::singular::{is_plural, singular};
use foldhash::HashSet;

/// Names by method and path.
pub(super) fn conventional(operation: &Operation, group: &[String], paths: &HashSet<(Method, String)>) -> Call {
    let nouns = nouns(&operation.path);
    let all = segments(&operation.path);
    let on_item = all.last().is_some_and(|s| is_parameter(s));
    let has = |method: Method, path: &str| paths.contains(&(method, anonymous(path)));
    let last = nouns.last().cloned().unwrap_or_else(|| "root".to_owned());
    let after_item = all.len() > 1 && is_parameter(all[all.len() - 2]);
    let collection = has(Method::Get, &operation.path) || is_plural(&last);
    let action = !on_item && after_item && !collection;
    let says_verb = !on_item && words(&last).first().is_some_and(|w| ACTIONS.contains(&w.as_str()));
    let verb = match operation.method {
        Method::Get | Method::Post if says_verb => "",
        Method::Get if on_item || !is_plural(&last) => "get",
        Method::Get => "list",
        Method::Post if on_item => "update",
        Method::Post if action => "",
        // A resource of which there is one: `/customers/{id}/cash_balance`.
        Method::Post if after_item && !is_plural(&last) => "update",
        Method::Post if collection || nouns.len() == 1 => "create",
        Method::Post => "",
        Method::Put if has(Method::Patch, &operation.path) || has(Method::Post, &operation.path) => "replace",
        Method::Put | Method::Patch => "update",
        Method::Delete => "delete",
        Method::Options => "options",
        Method::Head => "head",
        Method::Trace => "trace",
        Method::Query => "query",
    };
    let one = verb != "list";
    let mut parts: Vec<String> = nouns.iter().map(|noun| singular(noun)).collect();
    if !one && let Some(end) = parts.last_mut() {
        *end = last;
    }
    // `POST /payment_intents/{id}/confirm`: the action is the verb.
    let verb = if verb.is_empty() { parts.pop().unwrap_or_default() } else { verb.to_owned() };
    let wire = |parts: &[String]| parts.iter().flat_map(|p| words(p)).collect::<Vec<_>>();
    let described = wire(&parts);
    let group_is_first = !described.is_empty()
        && described.len() >= group.len()
        && described.iter().zip(group).all(|(a, b)| a == b || singular(a) == singular(b));
    let tail = if group_is_first { &described[group.len()..] } else { &described[..] };
    let tail = if without_group(&described, group).is_empty() { &[] } else { tail };
    let join =
        |tail: &[String]| std::iter::once(verb.clone()).chain(tail.iter().cloned()).collect::<Vec<_>>().join("_");
    Call { method: join(tail), request: join(&described) }
}
