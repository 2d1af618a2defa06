//! The header `Link` (RFC 8288): New Relic, GitHub.

use http::HeaderMap;
use http::header::LINK;

/// The target of the first link with `rel="next"`.
pub(super) fn next(headers: &HeaderMap) -> Option<String> {
    headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok()).find_map(next_of)
}

/// Reads one header value: `<target>; param; param="quoted", <target>...`.
fn next_of(text: &str) -> Option<String> {
    let mut rest = text;
    loop {
        let (target, after) = rest.split_once('<')?.1.split_once('>')?;
        let (is_next, after) = parameters(after);
        if is_next {
            return Some(target.trim().to_owned());
        }
        rest = after;
    }
}

/// Whether the parameters say `rel=next`, and what follows the comma after them. Of several `rel` the first counts.
fn parameters(text: &str) -> (bool, &str) {
    let mut rest = text;
    let mut relation: Option<String> = None;
    loop {
        rest = rest.trim_start();
        let Some(after) = rest.strip_prefix(';') else { break };
        let end = after.find(['=', ';', ',']).unwrap_or(after.len());
        let name = after[..end].trim();
        let (value, after) = match after[end..].strip_prefix('=') {
            Some(after) => value(after.trim_start()),
            None => (String::new(), &after[end..]),
        };
        if name.eq_ignore_ascii_case("rel") {
            relation.get_or_insert(value);
        }
        rest = after;
    }
    let relations = relation.unwrap_or_default();
    let is_next = relations.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case("next"));
    (is_next, rest.strip_prefix(',').unwrap_or(rest))
}

/// A value, in quotes or bare, and what follows it.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        return (text[..end].trim().to_owned(), &text[end..]);
    };
    let mut value = String::new();
    let mut signs = quoted.char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '"' => return (value, &quoted[at + 1..]),
            '\\' => value.extend(signs.next().map(|(_, escaped)| escaped)),
            _ => value.push(sign),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::next_of;

    #[test]
    fn the_next_link_is_found_in_every_form() {
        let all = [
            ("<https://a/?page=2>; rel=\"next\"", Some("https://a/?page=2")),
            ("<https://a/?x=1,2>; rel=prev, </b?x=<>; REL=Next", Some("/b?x=<")),
            ("<a>; rel=\"last\", <b>;title=\"x; rel=next, <q>\" ; rel=\"first next\"", Some("b")),
            ("<a>; title=\"say \\\"<z>\\\"\"; rel=next", Some("a")),
            ("<a>; rel=prev; rel=next", None),
            ("<a>; rel=nextish, <b>", None),
            ("<a>; nothing; rel=next", Some("a")),
            ("<a", None),
            ("<a>; rel=\"next", Some("a")),
            ("", None),
        ];
        for (text, wanted) in all {
            assert_eq!(next_of(text).as_deref(), wanted, "{text}");
        }
    }
}
