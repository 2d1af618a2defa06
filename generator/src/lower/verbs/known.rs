//! Words that are verbs.

use crate::document::{Method, Operation};

/// First words of path segments that are calls, not resources.
pub(super) const ACTIONS: &[&str] = &[
    "search",
    "find",
    "verify",
    "confirm",
    "capture",
    "cancel",
    "approve",
    "reject",
    "authorize",
    "archive",
    "restore",
    "send",
    "resend",
    "preview",
    "validate",
    "calculate",
    "apply",
    "attach",
    "detach",
    "increment",
    "activate",
    "deactivate",
    "enable",
    "disable",
    "close",
    "open",
    "pause",
    "resume",
    "finalize",
    "pay",
    "void",
    "mark",
    "refund",
    "reverse",
    "submit",
    "accept",
    "decline",
    "process",
    "collect",
    "export",
    "import",
    "sync",
    "refresh",
    "revoke",
    "remove",
    "add",
    "update",
    "create",
];

/// Verbs that stand alone as a method: `orders.create`.
pub(super) const VERBS: &[&str] = &[
    "list", "get", "create", "update", "delete", "retrieve", "patch", "replace", "search", "send", "cancel", "remove",
    "add", "archive", "find", "fetch", "index", "show", "set", "put", "post", "insert", "query", "upsert", "merge",
];

pub(super) fn is_verb(word: &str) -> bool {
    VERBS.contains(&word) || ACTIONS.contains(&word)
}

/// The method as the first word of an operationId.
pub(super) fn method(operation: &Operation) -> &'static str {
    match operation.method {
        Method::Get => "get",
        Method::Put => "put",
        Method::Post => "post",
        Method::Delete => "delete",
        Method::Options => "options",
        Method::Head => "head",
        Method::Patch => "patch",
        Method::Trace => "trace",
        Method::Query => "query",
    }
}
