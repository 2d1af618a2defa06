//! Whether a request proves who calls: that a proof is there and of the right form. What it holds is not judged.

use super::contract::{Contract, Operation, Scheme};
use super::incoming::{Incoming, Problem};
use super::uri::pairs;

/// The token that counts as expired.
pub const EXPIRED: &str = "expired";

/// What is wrong with the proof of a request, if any is wanted.
pub(super) fn problem(contract: &Contract, operation: &Operation, request: &Incoming) -> Option<Problem> {
    let alternatives = contract.security_of(operation);
    // A scheme that is not declared cannot be asked for.
    let known: Vec<Vec<&Scheme>> = alternatives
        .iter()
        .filter_map(|needed| needed.iter().map(|name| contract.schemes.get(name)).collect())
        .collect();
    let is_open = alternatives.is_empty() || alternatives.iter().any(Vec::is_empty) || known.is_empty();
    if is_open {
        return None;
    }
    if request.header("authorization").is_some_and(|text| text.ends_with(&format!(" {EXPIRED}"))) {
        return Some(Problem::new("security", "expired", "the token has expired"));
    }
    if known.iter().any(|needed| needed.iter().all(|scheme| holds(scheme, request))) {
        return None;
    }
    let names: Vec<String> =
        known.iter().map(|needed| needed.iter().map(|one| text(one)).collect::<Vec<_>>().join(" and ")).collect();
    Some(Problem::new("security", "security", format!("the request needs {}", names.join(", or "))))
}

fn holds(scheme: &Scheme, request: &Incoming) -> bool {
    match scheme {
        Scheme::Header(name) => request.header(name).is_some_and(|text| !text.trim().is_empty()),
        Scheme::Query(name) => pairs(&request.query).iter().any(|(key, value)| key == name && !value.is_empty()),
        Scheme::Cookie(name) => request
            .header("cookie")
            .is_some_and(|text| text.split(';').any(|pair| pair.trim().starts_with(&format!("{name}=")))),
        Scheme::Http(name) => request.header("authorization").is_some_and(|text| {
            let mut words = text.split_ascii_whitespace();
            words.next().is_some_and(|word| word.eq_ignore_ascii_case(name)) && words.next().is_some()
        }),
    }
}

fn text(scheme: &Scheme) -> String {
    match scheme {
        Scheme::Header(name) => format!("the header `{name}`"),
        Scheme::Query(name) => format!("`{name}` in the query"),
        Scheme::Cookie(name) => format!("the cookie `{name}`"),
        Scheme::Http(name) => format!("`Authorization` of the scheme {name}"),
    }
}
