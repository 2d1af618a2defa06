//! From a method and a path to an operation.

use super::contract::{Contract, Operation};
use super::uri::pairs;
use crate::percent::decoded;

/// Every operation's path, the most literal first.
#[derive(Debug)]
pub(super) struct Router {
    routes: Vec<Route>,
}

#[derive(Debug)]
struct Route {
    operation: usize,
    method: String,
    pieces: Vec<Piece>,
    fixed_query: Vec<(String, String)>,
    /// What may stand before the path: the paths of its servers, and nothing.
    bases: Vec<String>,
}

/// A piece of a path template.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Parameter(String),
}

/// Path parameters as they came.
type Values = Vec<(String, String)>;

/// What a request is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// This operation, its path parameters as they came.
    Operation(usize, Values),
    /// The path exists, for these methods.
    OtherMethods(Vec<String>),
    /// There is no such path.
    Nothing,
}

impl Router {
    pub(super) fn new(contract: &Contract) -> Self {
        let mut routes: Vec<Route> =
            contract.operations.iter().enumerate().map(|(at, one)| Route::new(at, one, contract)).collect();
        routes.sort_by_key(|route| (route.parameters(), std::cmp::Reverse(route.literal() + route.fixed_query.len())));
        Self { routes }
    }

    /// The operation that a request is for. A fixed query that the request has is more literal than none.
    pub(super) fn find(&self, method: &str, path: &str, query: &str) -> Found {
        let given = pairs(query);
        let mut others = Vec::new();
        let mut best: Option<(&Route, Values)> = None;
        for route in &self.routes {
            let Some(values) = route.matches(path) else { continue };
            let fits = route
                .fixed_query
                .iter()
                .all(|(name, value)| given.iter().any(|(key, text)| key == name && decoded(text) == *value));
            if !fits {
                continue;
            }
            if !route.method.eq_ignore_ascii_case(method) {
                others.push(route.method.clone());
            } else if best.as_ref().is_none_or(|(other, _)| {
                route.parameters() == other.parameters() && route.fixed_query.len() > other.fixed_query.len()
            }) {
                best = Some((route, values));
            }
        }
        match best {
            Some((route, values)) => Found::Operation(route.operation, values),
            None if others.is_empty() => Found::Nothing,
            None => Found::OtherMethods(others),
        }
    }

    /// The path of a request for this operation without that of the server: with it or not, it is the same.
    pub(super) fn bare<'p>(&self, operation: usize, path: &'p str) -> &'p str {
        let route = self.routes.iter().find(|route| route.operation == operation);
        route.and_then(|route| route.bare(path)).map_or(path, |(rest, _)| rest)
    }
}

impl Route {
    fn new(at: usize, operation: &Operation, contract: &Contract) -> Self {
        let servers = if operation.servers.is_empty() { &contract.servers } else { &operation.servers };
        let mut bases: Vec<String> = servers.iter().map(|url| path_of(url)).collect();
        bases.push(String::new());
        bases.dedup();
        let fixed_query = operation.fixed_query.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        Self { operation: at, method: operation.method.clone(), pieces: pieces(&operation.path), fixed_query, bases }
    }

    fn parameters(&self) -> usize {
        self.pieces.iter().filter(|piece| matches!(piece, Piece::Parameter(_))).count()
    }

    fn literal(&self) -> usize {
        self.pieces.iter().map(|piece| if let Piece::Literal(text) = piece { text.len() } else { 0 }).sum()
    }

    fn matches(&self, path: &str) -> Option<Values> {
        self.bare(path).map(|(_, values)| values)
    }

    /// The path behind that of the server, and its parameters.
    fn bare<'p>(&self, path: &'p str) -> Option<(&'p str, Values)> {
        self.bases.iter().find_map(|base| {
            let rest = path.strip_prefix(base.as_str())?;
            let mut values = Vec::new();
            fits(&self.pieces, rest, &mut values).then_some((rest, values))
        })
    }
}

/// Whether the pieces are the text. A parameter is as short as it can be, and never empty; the last one of a path may hold
/// slashes only where nothing else fits.
fn fits(pieces: &[Piece], text: &str, values: &mut Values) -> bool {
    match pieces.split_first() {
        None => text.is_empty() || text == "/",
        Some((Piece::Literal(literal), rest)) => {
            text.strip_prefix(literal.as_str()).is_some_and(|text| fits(rest, text, values))
        }
        Some((Piece::Parameter(name), rest)) => {
            let end = text.find('/').unwrap_or(text.len());
            let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|at| *at <= end);
            for at in extension(rest, &text[..end]).into_iter().chain(ends) {
                values.push((name.clone(), text[..at].to_owned()));
                if fits(rest, &text[at..], values) {
                    return true;
                }
                values.pop();
            }
            false
        }
    }
}

/// Where a parameter ends that another follows at once: before the last dot, as `{name}{extension}` means it.
fn extension(rest: &[Piece], segment: &str) -> Option<usize> {
    let is_followed = matches!(rest.first(), Some(Piece::Parameter(_)));
    segment.rfind('.').filter(|at| is_followed && *at > 0)
}

fn pieces(template: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        pieces.extend((!literal.is_empty()).then(|| Piece::Literal(literal.to_owned())));
        pieces.push(Piece::Parameter(name.to_owned()));
        rest = after;
    }
    pieces.extend((!rest.is_empty()).then(|| Piece::Literal(rest.to_owned())));
    pieces
}

/// The path of a server's URL without its last slash.
fn path_of(url: &str) -> String {
    let after = url.split_once("//").map_or(url, |(_, after)| after);
    let path = match (url.contains("//"), after.find('/')) {
        (true, Some(at)) => &after[at..],
        (true, None) => "",
        (false, _) => after,
    };
    path.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(template: &str, path: &str) -> Option<Vec<String>> {
        let mut values = Vec::new();
        fits(&pieces(template), path, &mut values).then(|| values.into_iter().map(|(_, value)| value).collect())
    }

    #[test]
    fn a_parameter_ends_where_the_literal_after_it_begins() {
        assert_eq!(values("/a/{x}.json", "/a/b.c.json"), Some(vec!["b.c".to_owned()]));
        assert_eq!(values("/a/{x}:cancel", "/a/1:cancel"), Some(vec!["1".to_owned()]));
        assert_eq!(values("/{x}/{y}", "/1/2"), Some(vec!["1".to_owned(), "2".to_owned()]));
        assert_eq!(values("/{x}{y}", "/a.b.json"), Some(vec!["a.b".to_owned(), ".json".to_owned()]));
        assert_eq!(values("/a/{x}", "/a/"), None);
        assert_eq!(values("/a/{x}", "/a/b/c"), None);
    }

    #[test]
    fn the_path_of_a_server_is_what_follows_its_host() {
        assert_eq!(path_of("https://api.x.com/v1/"), "/v1");
        assert_eq!(path_of("https://api.x.com"), "");
        assert_eq!(path_of("/v2"), "/v2");
    }
}
