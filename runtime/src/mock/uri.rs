//! Query strings, as they come.

use crate::percent::form_decoded;

/// The pairs of a query string or form: names decoded, values as they came.
pub(super) fn pairs(query: &str) -> Vec<(String, String)> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    let pair = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (form_decoded(name), value.to_owned())
    };
    parts.map(pair).collect()
}
