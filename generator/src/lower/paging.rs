//! Which operations are lists that go on, and by which rule.
//!
//! In: the rules of the profile, the document's own (`x-pagination`), and the finished types. Out: [`Paging`] on the
//! operations that a rule fits. Rules are held against the real request and answer, so that generated code always works:
//! one that names what is not there is told and dropped for that operation.
//!
//! Of several rules for an operation counts: one of the profile that names it, else the document's, else the first one of
//! the profile for all.

mod declared;
mod fit;
mod way;

use crate::diag::{Code, Diagnostic, Sink};
use crate::document::{Method, Operation};
use crate::ir::{self, Api, NextPage, Paging, PagingRule};
use crate::pointer::Pointer;
use crate::resolve::{Resolved, is_selected};
use std::collections::HashMap;

/// Finds the rule of each operation.
pub(super) fn find(resolved: &Resolved, rules: &[PagingRule], api: &mut Api, sink: &mut Sink) {
    let by_origin: HashMap<&Pointer, &Operation> =
        resolved.document.operations.iter().map(|operation| (&operation.origin, operation)).collect();
    let mut found = Vec::with_capacity(api.operations.len());
    let mut hits = vec![false; rules.len()];
    for operation in &api.operations {
        let declared = by_origin.get(&operation.origin);
        found.push(declared.and_then(|declared| of(api, operation, declared, rules, &mut hits, sink)));
    }
    for (operation, paging) in api.operations.iter_mut().zip(found) {
        operation.paging = paging;
    }
    let all = &resolved.document.operations;
    for (rule, _) in rules.iter().zip(hits).filter(|(rule, hit)| !hit && !rule.optional) {
        // What the slice leaves out would be missed for no reason.
        let elsewhere = |selector: &String| all.iter().any(|operation| is_selected(selector, operation));
        if !resolved.whole && (rule.operations.is_empty() || rule.operations.iter().any(elsewhere)) {
            continue;
        }
        let message = format!("a rule of the profile for pages ({}) fits no operation", named(rule));
        let help = "no operation has its members and answers; `optional = true` where that is meant";
        sink.push(Diagnostic::new(Code::PagingRule, &Pointer::root().push("paths"), message).help(help));
    }
}

/// The rule that fits an operation.
fn of(
    api: &Api,
    operation: &ir::Operation,
    declared: &Operation,
    rules: &[PagingRule],
    hits: &mut [bool],
    sink: &mut Sink,
) -> Option<Paging> {
    for (rule, hit) in rules.iter().zip(hits.iter_mut()) {
        if !rule.operations.iter().any(|selector| is_selected(selector, declared)) {
            continue;
        }
        let by_name = rule.operations.iter().any(|selector| !is_pattern(selector) && is_selected(selector, declared));
        let fitted = fit::fit(api, operation, rule);
        // That it does not fit is told for the operation: the rule as a whole is in use.
        *hit |= by_name || fitted.is_ok();
        match fitted {
            Ok(paging) => return Some(paging),
            Err(_) if !by_name => {}
            Err(why) => refuse(operation, &format!("the rule of the profile for pages ({})", named(rule)), &why, sink),
        }
    }
    if let Some(rule) = declared::rule(declared, operation, sink) {
        match fit::fit(api, operation, &rule) {
            Ok(paging) => return Some(paging),
            Err(why) => refuse(operation, "`x-pagination`", &why, sink),
        }
    }
    let for_all = rules.iter().zip(hits).filter(|(rule, _)| rule.operations.is_empty());
    for (rule, hit) in for_all.filter(|_| operation.method == Method::Get) {
        if let Ok(paging) = fit::fit(api, operation, rule) {
            *hit = true;
            return Some(paging);
        }
    }
    None
}

/// Whether a selector is for many operations: its rule counts where it fits, and needs not fit everywhere.
fn is_pattern(selector: &str) -> bool {
    selector.contains('*') || selector.starts_with("tag:")
}

fn refuse(operation: &ir::Operation, what: &str, why: &str, sink: &mut Sink) {
    // Calls for other media types of the same body would say it again.
    if operation.variant_of.is_none() {
        let message = format!("{what} does not fit: {why}");
        sink.push(
            Diagnostic::new(Code::PagingRule, &operation.origin, message)
                .help("the operation has no `pages` and `items`"),
        );
    }
}

/// What people know a rule by.
fn named(rule: &PagingRule) -> String {
    match &rule.next {
        NextPage::Cursor { param, cursor, .. } => format!("cursor `{param}` from `{cursor}`"),
        NextPage::LastId { param, id, .. } => format!("last id `{param}` from `{id}`"),
        NextPage::Offset { param, .. } => format!("offset `{param}`"),
        NextPage::Page { param, .. } => format!("page number `{param}`"),
        NextPage::LinkHeader => "the header `Link`".to_owned(),
        NextPage::NextUrl { url } => format!("next URL from `{url}`"),
    }
}
