//! The vendor's prose -> doc text.

use crate::document::{Bounds, Schema};
use crate::ir::Docs;
use serde_json::Value;
use std::borrow::Cow;

/// Longer defaults say nothing in a doc comment.
const LONGEST_DEFAULT: usize = 60;

/// A description as doc text.
pub(super) fn text(description: Option<&str>) -> Docs {
    Docs(description.map(prose).unwrap_or_default())
}

/// A title as one line.
pub(super) fn line(text: &str) -> String {
    prose(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Summary, then description where it says more.
pub(super) fn summary_and_description(summary: Option<&str>, description: Option<&str>) -> Docs {
    let (summary, description) = (summary.map(prose).unwrap_or_default(), description.map(prose).unwrap_or_default());
    let same = |a: &str, b: &str| a.trim_end_matches('.').eq_ignore_ascii_case(b.trim_end_matches('.'));
    Docs(match (summary.is_empty(), description.is_empty()) {
        (true, _) => description,
        (_, true) => summary,
        _ if same(&summary, &description) => description,
        _ => format!("{summary}\n\n{description}"),
    })
}

/// A member's description with its default and bounds.
pub(super) fn member(description: Option<&str>, schema: &Schema) -> Docs {
    let mut out = description.or(schema.description.as_deref()).map(prose).unwrap_or_default();
    let mut notes = Vec::new();
    if let Some(default) = schema.default.as_deref().and_then(short) {
        notes.push(format!("Default: `{default}`."));
    }
    notes.extend(bounds(&schema.bounds));
    if !notes.is_empty() {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(&notes.join(" "));
    }
    Docs(out)
}

fn short(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(items) if items.is_empty() => "[]".to_owned(),
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
    };
    let plain = !text.is_empty() && text.len() <= LONGEST_DEFAULT && !text.contains(['`', '\n', '\r']);
    plain.then_some(text)
}

fn bounds(bounds: &Bounds) -> Vec<String> {
    let mut notes = Vec::new();
    let mut range = |what: &str, least: Option<String>, most: Option<String>| match (least, most) {
        (Some(least), Some(most)) if least == most => notes.push(format!("{what}: {least}.")),
        (Some(least), Some(most)) => notes.push(format!("{what}: {least} to {most}.")),
        (Some(least), None) if least != "0" => notes.push(format!("{what}: at least {least}.")),
        (None, Some(most)) => notes.push(format!("{what}: at most {most}.")),
        _ => {}
    };
    let text = |n: &Option<serde_json::Number>| n.as_ref().map(ToString::to_string);
    let count = |n: Option<u64>| n.map(|n| n.to_string());
    range("Value", text(&bounds.minimum), text(&bounds.maximum));
    range("Length", count(bounds.min_length), count(bounds.max_length));
    range("Items", count(bounds.min_items), count(bounds.max_items));
    range("Members", count(bounds.min_properties), count(bounds.max_properties));
    if let Some(step) = &bounds.multiple_of {
        notes.push(format!("A multiple of {step}."));
    }
    if let Some(pattern) = bounds.pattern.as_deref().filter(|p| p.len() <= 100 && !p.contains(['`', '\n', '\r'])) {
        notes.push(format!("Pattern: `{pattern}`."));
    }
    notes
}

/// Markdown without control characters; the simple HTML that vendors write becomes Markdown.
fn prose(text: &str) -> String {
    let text = printable(text);
    let text = if text.contains('<') { Cow::Owned(html_to_markdown(&text)) } else { text };
    let mut out = String::with_capacity(text.len() + 1);
    let mut blank = 0;
    for line in text.lines().map(str::trim_end) {
        blank = if line.is_empty() { blank + 1 } else { 0 };
        if blank < 2 && !(out.is_empty() && line.is_empty()) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn printable(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| matches!(b, b'\n' | b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").chars().filter(|&c| c == '\n' || !is_unprintable(c)).collect())
}

/// Control characters and those that change the direction of text.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn html_to_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut links: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = rest.find('>').filter(|&end| end < 300) else {
            out.push('<');
            rest = &rest[1..];
            continue;
        };
        let tag = &rest[1..end];
        match markdown_of(tag, &mut links) {
            Some(text) => out.push_str(&text),
            None => out.push_str(&rest[..=end]),
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

/// What a tag is in Markdown; `None`: not a tag that vendors use for prose.
fn markdown_of(tag: &str, links: &mut Vec<String>) -> Option<String> {
    let name = tag.split([' ', '\n']).next().unwrap_or_default().trim_end_matches('/').to_ascii_lowercase();
    Some(match name.as_str() {
        "p" | "/p" | "div" | "/div" | "ul" | "/ul" | "ol" | "/ol" | "/h1" | "/h2" | "/h3" | "/h4" | "h1" | "h2"
        | "h3" | "h4" => "\n\n".to_owned(),
        "br" => "\n".to_owned(),
        "li" => "\n- ".to_owned(),
        "span" | "/span" | "/li" | "small" | "/small" => String::new(),
        "code" | "/code" | "tt" | "/tt" => "`".to_owned(),
        "strong" | "/strong" | "b" | "/b" => "**".to_owned(),
        "em" | "/em" | "i" | "/i" => "*".to_owned(),
        "a" => {
            let href = tag.split(['"', '\'']).nth(1).unwrap_or_default();
            links.push(if href.starts_with("http") { href.to_owned() } else { String::new() });
            if href.starts_with("http") { "[".to_owned() } else { String::new() }
        }
        "/a" => match links.pop() {
            Some(href) if !href.is_empty() => format!("]({href})"),
            _ => String::new(),
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn html_prose_becomes_markdown() {
        let html =
            "<p>Uses <code>id</code> of <a href=\"https://x.y/z\">this</a> or <a href=\"#a\">that</a>.</p><p>Two</p>";
        assert_eq!(prose(html), "Uses `id` of [this](https://x.y/z) or that.\n\nTwo");
        assert_eq!(prose("a < b and List<T>\r\n"), "a < b and List<T>");
        assert_eq!(prose("x\u{202e}y\u{7}z"), "xyz");
    }
}
