//! Atlassian's document format to text: paragraphs, headings, lists, breaks, mentions, links, code.

use crate::Value;

/// Deeper documents are not read on: no editor makes them.
const DEEPEST: usize = 64;

/// The text of a document, its blocks parted by empty lines. A plain string is its own text.
pub fn to_text(document: &Value) -> String {
    if let Some(text) = document.as_str() {
        return text.to_owned();
    }
    let mut out = String::new();
    block(document, &mut out, "", 0);
    out.trim().to_owned()
}

/// A document that holds the text: a paragraph for each part between empty lines.
pub fn from_text(text: &str) -> Value {
    let paragraph = |part: &str| {
        let mut content = Vec::new();
        for (at, line) in part.lines().enumerate() {
            if at > 0 {
                content.push(serde_json::json!({"type": "hardBreak"}));
            }
            if !line.is_empty() {
                content.push(serde_json::json!({"type": "text", "text": line}));
            }
        }
        serde_json::json!({"type": "paragraph", "content": content})
    };
    let parts: Vec<Value> =
        text.split("\n\n").map(|part| part.trim_matches('\n')).filter(|part| !part.is_empty()).map(paragraph).collect();
    serde_json::json!({"type": "doc", "version": 1, "content": parts})
}

fn block(node: &Value, out: &mut String, lead: &str, depth: usize) {
    let kind = node.get("type").and_then(Value::as_str).unwrap_or("");
    let children = node.get("content").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if depth > DEEPEST {
        return;
    }
    match kind {
        "paragraph" | "heading" | "codeBlock" => {
            out.push_str(lead);
            for child in children {
                inline(child, out);
            }
            out.push_str(if lead.is_empty() { "\n\n" } else { "\n" });
        }
        "bulletList" | "orderedList" => {
            for (at, item) in children.iter().enumerate() {
                let mark = if kind == "orderedList" { format!("{}. ", at + 1) } else { "- ".to_owned() };
                item_of(item, out, &format!("{}{mark}", lead.replace(['-', '.'], " ")), depth + 1);
            }
            if lead.is_empty() {
                out.push('\n');
            }
        }
        "rule" => out.push_str("---\n\n"),
        "text" | "mention" | "emoji" | "inlineCard" | "hardBreak" | "date" | "status" => inline(node, out),
        _ => {
            for child in children {
                block(child, out, lead, depth + 1);
            }
        }
    }
}

fn item_of(item: &Value, out: &mut String, lead: &str, depth: usize) {
    let children = item.get("content").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let indent: String = lead.chars().map(|_| ' ').collect();
    for (at, child) in children.iter().enumerate() {
        block(child, out, if at == 0 { lead } else { &indent }, depth + 1);
    }
}

fn inline(node: &Value, out: &mut String) {
    let attribute = |name: &str| node.get("attrs").and_then(|attrs| attrs.get(name)).and_then(Value::as_str);
    match node.get("type").and_then(Value::as_str).unwrap_or("") {
        "hardBreak" => out.push('\n'),
        "text" => out.push_str(node.get("text").and_then(Value::as_str).unwrap_or("")),
        "inlineCard" => out.push_str(attribute("url").unwrap_or("")),
        _ => out.push_str(attribute("text").or(attribute("shortName")).unwrap_or("")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_document_becomes_readable_text() {
        let document = json!({"type": "doc", "version": 1, "content": [
            {"type": "heading", "attrs": {"level": 1}, "content": [{"type": "text", "text": "Plan"}]},
            {"type": "paragraph", "content": [
                {"type": "text", "text": "Ask "}, {"type": "mention", "attrs": {"id": "1", "text": "@Ada"}},
                {"type": "hardBreak"}, {"type": "text", "text": "soon", "marks": [{"type": "strong"}]}]},
            {"type": "bulletList", "content": [
                {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "one"}]}]},
                {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "two"}]}]}]},
            {"type": "panel", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "end"}]}]},
        ]});
        assert_eq!(to_text(&document), "Plan\n\nAsk @Ada\nsoon\n\n- one\n- two\n\nend");
        assert_eq!(to_text(&json!("plain")), "plain");
        assert_eq!(to_text(&json!(null)), "");
    }

    #[test]
    fn text_comes_back_from_the_document_made_of_it() {
        for text in ["one", "one\ntwo", "one\n\ntwo\nthree"] {
            assert_eq!(to_text(&from_text(text)), text);
        }
    }

    #[test]
    fn a_document_without_end_ends() {
        let mut document = json!({"type": "paragraph", "content": [{"type": "text", "text": "deep"}]});
        for _ in 0..120 {
            document = json!({"type": "blockquote", "content": [document]});
        }
        assert_eq!(to_text(&document), "");
    }
}
