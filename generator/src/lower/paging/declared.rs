//! `x-pagination`, as Datadog declares it: the one way in which documents say how lists go on.

use crate::diag::{Code, Diagnostic, Sink};
use crate::document::Operation;
use crate::ir::{self, NextPage, PagingRule};
use serde_json::Value;

/// The rule that the document declares. What cannot be read is told, and is no rule.
pub(super) fn rule(declared: &Operation, operation: &ir::Operation, sink: &mut Sink) -> Option<PagingRule> {
    let value = declared.extensions.get("x-pagination")?;
    let rule = read(value);
    if rule.is_none() && operation.variant_of.is_none() {
        let message =
            "`x-pagination` names neither `cursorParam` with `cursorPath`, nor `pageOffsetParam`, nor `pageParam`";
        sink.push(Diagnostic::new(Code::PagingRule, &declared.origin.push("x-pagination"), message));
    }
    rule
}

fn read(value: &Value) -> Option<PagingRule> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    let limit = text("limitParam").map(param);
    let next = if let (Some(name), Some(path)) = (text("cursorParam"), text("cursorPath")) {
        NextPage::Cursor { param: param(name), cursor: pointer(path), more: None }
    } else if let Some(name) = text("pageOffsetParam") {
        NextPage::Offset { param: param(name), limit, total: None }
    } else {
        let first = value.get("pageStart").and_then(Value::as_u64).unwrap_or(0);
        NextPage::Page { param: param(text("pageParam")?), first, limit, pages: None, links: None }
    };
    let items = text("resultsPath").map(pointer);
    // Without a path, the answer is the list.
    Some(PagingRule { operations: vec![], optional: false, items: Some(items.unwrap_or_default()), next })
}

/// `body.page.cursor` stands in the body; all else is the name of a parameter.
fn param(text: &str) -> String {
    text.strip_prefix("body.").map_or_else(|| text.to_owned(), pointer)
}

/// `meta.page.after` as a JSON pointer.
fn pointer(path: &str) -> String {
    let keys: Vec<String> = path.split('.').map(|key| key.replace('~', "~0").replace('/', "~1")).collect();
    format!("/{}", keys.join("/"))
}
