//! The vendor's prose -> doc text.

mod html;

use crate::document::{Bounds, Schema};
use crate::ir::{Docs, EnumValue};
use serde_json::Value;

/// Longer defaults say nothing in a doc comment.
const LONGEST_DEFAULT: usize = 64;

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

/// A member's description with its default and bounds. `always`: its only value, and whether it is always there.
pub(super) fn member(description: Option<&str>, schema: &Schema, always: Option<(&EnumValue, bool)>) -> Docs {
    let mut out = description.or(schema.description.as_deref()).map(prose).unwrap_or_default();
    let mut notes = Vec::new();
    if let Some((value, is_there)) = always {
        let when = if is_there { "" } else { " where it is there" };
        notes.extend(short(&json(value)).map(|value| format!("Always `{value}`{when}.")));
    } else if let Some(default) = schema.default.as_deref().and_then(short) {
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

fn json(value: &EnumValue) -> Value {
    match value {
        EnumValue::String(text) => Value::from(text.as_str()),
        EnumValue::Integer(number) => Value::from(*number),
        EnumValue::Boolean(value) => Value::from(*value),
    }
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

/// Markdown without control characters; the HTML that vendors write becomes Markdown.
fn prose(text: &str) -> String {
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|&c| matches!(c, '\n' | '\t') || !is_unprintable(c)).collect();
    let text = html::to_markdown(&text);
    let mut lines = text.lines().peekable();
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    while let Some(line) = lines.next() {
        let (line, breaks) = line.trim_end().strip_suffix(html::BREAK).map_or((line, false), |line| (line, true));
        blank = if line.trim().is_empty() { blank + 1 } else { 0 };
        if blank < 2 && !(out.is_empty() && blank > 0) {
            out.push_str(if blank > 0 { "" } else { line });
            let goes_on = lines.peek().is_some_and(|next| !next.trim().trim_matches(html::BREAK).is_empty());
            out.push_str(if breaks && goes_on && blank == 0 { "\\\n" } else { "\n" });
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Control characters and those that change the direction of text.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
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
        assert_eq!(prose("Vec<T> <b>x</b> `<i>`"), "Vec<T> **x** `<i>`");
        assert_eq!(prose("<a\nhref='https://x.y'>z</a>\n```\n<b>\n```\n<b>"), "[z](https://x.y)\n```\n<b>\n```\n**");
    }

    #[test]
    fn a_br_between_lines_is_a_hard_break() {
        assert_eq!(prose("a<br>b<br/>\nc"), "a\\\nb\\\nc");
        assert_eq!(prose("<br>a<br><br>b<br>\n\nc<br>"), "a\n\nb\n\nc");
    }
}
