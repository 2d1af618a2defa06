//! Members of a YAML block mapping or sequence, by their indentation.
//!
//! Within a document that the parser accepted this is enough: what belongs to a member stands further right than its
//! key, so the members of a container are the lines that start in its column.

use super::{Members, Spot, flow};

/// Members of the value that can be found from `value` on: block or flow.
pub(super) fn members(text: &str, value: usize) -> Members {
    let start = skip_properties(text, value);
    match text.as_bytes().get(start) {
        None => Members::new(),
        Some(b'{' | b'[') => flow::members(text, start),
        Some(b'*') => aliased(text, start).map_or_else(Members::new, |anchored| members(text, anchored)),
        Some(_) if is_item(text, start) => items(text, start),
        Some(_) => keyed(text, start),
    }
}

/// Where the anchor's value starts that an alias repeats. It stands before the alias, so this ends.
fn aliased(text: &str, alias: usize) -> Option<usize> {
    let name = text[alias + 1..].split([' ', '\t', '\r', '\n', ',', '}', ']']).next()?;
    let anchor = format!("&{name}");
    text[..alias]
        .rmatch_indices(&anchor)
        .map(|(at, _)| at + anchor.len())
        .find(|end| text.as_bytes().get(*end).is_some_and(u8::is_ascii_whitespace))
}

/// Skips blanks, comments, document marks, tags and anchors: what may stand between a key and its value.
fn skip_properties(text: &str, at: usize) -> usize {
    let mut at = skip_blank(text, at);
    while let Some(b'&' | b'!') = text.as_bytes().get(at) {
        at += text[at..].find([' ', '\t', '\r', '\n']).unwrap_or(text.len() - at);
        at = skip_blank(text, at);
    }
    at
}

/// Skips blanks, comments, directives and `---`.
pub(super) fn skip_blank(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t' | b'\r' | b'\n') => at += 1,
            Some(b'#') => at = next_line(text, at),
            Some(b'%') if column(text, at) == 0 => at = next_line(text, at),
            Some(b'-') if column(text, at) == 0 && text[at..].starts_with("---") => at += 3,
            _ => return at,
        }
    }
}

fn items(text: &str, first: usize) -> Members {
    let mut members = Members::new();
    for at in Lines::of(text, first).filter(|at| is_item(text, *at)) {
        let spot = Spot { start: skip_spaces(text, at + 1), value: at + 1 };
        members.insert(members.len().to_string(), spot);
    }
    members
}

fn keyed(text: &str, first: usize) -> Members {
    let lines = Lines::of(text, first).filter(|at| !is_item(text, *at));
    lines.filter_map(|at| key_at(text, at)).collect()
}

/// The key that starts at `at`, when a key does.
fn key_at(text: &str, at: usize) -> Option<(String, Spot)> {
    let bytes = text.as_bytes();
    let line = &text[at..line_end(text, at)];
    let end = if let Some(b'"' | b'\'') = bytes.get(at) {
        let end = flow::after_quoted(bytes, at);
        (text[end..].trim_start_matches([' ', '\t']).starts_with(':')).then_some(end)?
    } else {
        let colon = line.match_indices(':').map(|(colon, _)| colon);
        let ends = |colon: &usize| line[colon + 1..].starts_with([' ', '\t', '\r']) || line.len() == colon + 1;
        at + colon.into_iter().find(ends)?
    };
    let colon = end + text[end..].find(':')?;
    Some((flow::key(&text[at..end]), Spot { start: at, value: colon + 1 }))
}

fn is_item(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    bytes.get(at) == Some(&b'-') && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace)
}

/// The lines of one container: those that start in its column, until one starts further left.
struct Lines<'t> {
    text: &'t str,
    column: usize,
    next: Option<usize>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str, first: usize) -> Self {
        Self { text, column: column(text, first), next: Some(first) }
    }

    /// The next line in the column after the line of `at`.
    fn after(&self, at: usize) -> Option<usize> {
        let mut line = next_line(self.text, at);
        while line < self.text.len() {
            let start = skip_spaces(self.text, line);
            match self.text.as_bytes().get(start) {
                None => return None,
                Some(b'\r' | b'\n' | b'#') => {}
                Some(_) if start - line == self.column => return Some(start),
                Some(_) if start - line < self.column => return None,
                Some(_) => {}
            }
            line = next_line(self.text, start);
        }
        None
    }
}

impl Iterator for Lines<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let at = self.next?;
        self.next = self.after(at);
        Some(at)
    }
}

fn skip_spaces(text: &str, at: usize) -> usize {
    at + text.as_bytes()[at..].iter().take_while(|byte| **byte == b' ').count()
}

fn column(text: &str, at: usize) -> usize {
    at - text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end)
}

fn next_line(text: &str, at: usize) -> usize {
    (line_end(text, at) + 1).min(text.len())
}
