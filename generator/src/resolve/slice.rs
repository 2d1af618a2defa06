//! Which operations are wanted.

use crate::diag::{Code, Diagnostic, Sink, Stop};
use crate::document::{Document, Operation};
use crate::nearest::ranked;
use crate::pointer::Pointer;

/// Selectors: an operationId, `METHOD /path`, `tag:name`, or a path glob (`/v1/customers/**`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slice {
    /// Only these; empty: all.
    pub include: Vec<String>,
    /// Not these.
    pub exclude: Vec<String>,
}

impl Slice {
    /// Whether nothing is left out.
    pub fn is_whole(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }
}

/// Indices of the operations that `slice` keeps, in document order.
pub(super) fn select(document: &Document, slice: &Slice, sink: &mut Sink) -> Result<Vec<usize>, Stop> {
    let before = sink.found().len();
    let include = matches(document, &slice.include, sink);
    let exclude = matches(document, &slice.exclude, sink);
    if sink.found().len() > before {
        return Err(Stop);
    }
    let all = slice.include.is_empty();
    Ok((0..document.operations.len()).filter(|&at| (all || include[at]) && !exclude[at]).collect())
}

/// For each operation whether a selector names it; a selector that names none is an error.
fn matches(document: &Document, selectors: &[String], sink: &mut Sink) -> Vec<bool> {
    let mut named = vec![false; document.operations.len()];
    for selector in selectors {
        let mut hit = false;
        for (at, operation) in document.operations.iter().enumerate() {
            if is_selected(selector, operation) {
                named[at] = true;
                hit = true;
            }
        }
        if !hit {
            let near = nearest(document, selector);
            let pointer = Pointer::root().push("paths");
            let found = Diagnostic::new(Code::UnknownSelector, &pointer, format!("`{selector}` names no operation"));
            let help = if near.is_empty() {
                "there is nothing of this kind in the document; `intertie ops` lists its operations".to_owned()
            } else {
                format!("the nearest are {}", near.join(", "))
            };
            sink.push(found.help(help));
        }
    }
    named
}

/// Whether a selector names an operation.
pub fn is_selected(selector: &str, operation: &Operation) -> bool {
    if let Some(tag) = selector.strip_prefix("tag:") {
        return operation.tags.iter().any(|t| t == tag);
    }
    if operation.operation_id.as_deref() == Some(selector) {
        return true;
    }
    match selector.split_once(' ') {
        Some((method, path)) if path.trim_start().starts_with('/') => {
            method.eq_ignore_ascii_case(operation.method.as_str()) && is_path(path.trim(), operation)
        }
        _ => selector.starts_with('/') && is_path(selector, operation),
    }
}

/// A selector with a query names those of several operations of one path that have it: `GET /api?action=list`.
fn is_path(selector: &str, operation: &Operation) -> bool {
    let Some((path, query)) = selector.split_once('?') else { return glob(selector, &operation.path) };
    let fixed = operation.path_query.iter().map(|(key, value)| format!("{key}={value}"));
    let fixed = fixed.collect::<Vec<_>>().join("&");
    glob(path, &operation.path) && glob(query, &fixed)
}

/// `*` is any text within a segment, `**` any text.
fn glob(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<char>, Vec<char>) = (pattern.chars().collect(), path.chars().collect());
    // reach[i]: the pattern read so far can end before path[i].
    let mut reach = vec![false; path.len() + 1];
    reach[0] = true;
    let mut at = 0;
    while at < pattern.len() {
        let double = pattern[at] == '*' && pattern.get(at + 1) == Some(&'*');
        let mut next = vec![false; path.len() + 1];
        for i in 0..=path.len() {
            if pattern[at] == '*' {
                next[i] = reach[i] || (i > 0 && next[i - 1] && (double || path[i - 1] != '/'));
            } else {
                next[i] = i > 0 && reach[i - 1] && path[i - 1] == pattern[at];
            }
        }
        reach = next;
        at += if double { 2 } else { 1 };
    }
    reach[path.len()]
}

/// The three selectors of the document that are most alike.
pub fn nearest(document: &Document, selector: &str) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    if let Some(tag) = selector.strip_prefix("tag:") {
        known.extend(document.operations.iter().flat_map(|o| &o.tags).map(|t| format!("tag:{t}")));
        return rank(known, &format!("tag:{tag}"));
    }
    for operation in &document.operations {
        match &operation.operation_id {
            Some(id) if !selector.contains('/') || id.contains('/') => known.push(id.clone()),
            _ => known.push(format!("{} {}", operation.method.as_str(), operation.path)),
        }
    }
    rank(known, selector)
}

fn rank(known: Vec<String>, wanted: &str) -> Vec<String> {
    ranked(wanted, known, 3).iter().map(|name| format!("`{name}`")).collect()
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn stars_stay_in_their_segment_and_double_stars_do_not() {
        assert!(glob("/v1/*", "/v1/customers"));
        assert!(!glob("/v1/*", "/v1/customers/{id}"));
        assert!(glob("/v1/**", "/v1/customers/{id}"));
        assert!(glob("/v1/*/{id}", "/v1/customers/{id}"));
        assert!(!glob("/v1", "/v1/customers"));
    }
}
