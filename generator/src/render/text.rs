//! Rust text under construction: indented lines, the width that rustfmt allows, literals.
//!
//! Text is written directly because it is an order of magnitude cheaper than parsing and pretty-printing token streams
//! (the example `render_speed` measures both). Everything that comes from a document passes [`literal`] or `docs` first.

use proc_macro2::Literal;
use std::fmt::{Arguments, Write as _};

/// The line width of rustfmt's default style.
pub(super) const WIDTH: usize = 100;

/// A growing file.
#[derive(Debug, Default)]
pub(super) struct Code {
    text: String,
    depth: usize,
}

impl Code {
    /// An empty file with room for `bytes`.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), depth: 0 }
    }

    /// Text that will stand at `depth` in another file.
    pub(super) fn inner(depth: usize) -> Self {
        Self { text: String::new(), depth }
    }

    /// One line at the current indentation.
    pub(super) fn line(&mut self, line: Arguments<'_>) {
        self.indent();
        // Writing to a `String` never fails.
        let _ = self.text.write_fmt(line);
        self.text.push('\n');
    }

    /// One line of fixed text.
    pub(super) fn put(&mut self, line: &str) {
        self.indent();
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A line that opens a block; what follows is indented.
    pub(super) fn open(&mut self, line: Arguments<'_>) {
        self.line(line);
        self.depth += 1;
    }

    /// A line that closes a block.
    pub(super) fn close(&mut self, line: &str) {
        self.depth -= 1;
        self.put(line);
    }

    /// A line that closes one block and opens the next.
    pub(super) fn close_open(&mut self, line: &str) {
        self.close(line);
        self.depth += 1;
    }

    /// Whether the last line is empty.
    pub(super) fn ends_with_blank(&self) -> bool {
        self.text.ends_with("\n\n")
    }

    /// An empty line.
    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// Text that is complete lines already, at the margin.
    pub(super) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Lines of documentation as `///`, each of `text` on its own.
    pub(super) fn doc(&mut self, text: &str) {
        self.comment("///", text);
    }

    /// Lines of a comment with `mark` in front of each.
    pub(super) fn comment(&mut self, mark: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        for line in text.split('\n') {
            self.indent();
            self.text.push_str(mark);
            if !line.is_empty() {
                self.text.push(' ');
                self.text.push_str(line);
            }
            self.text.push('\n');
        }
    }

    /// Columns that the current indentation leaves.
    pub(super) fn room(&self) -> usize {
        WIDTH - self.margin()
    }

    /// Columns of the current indentation.
    pub(super) fn margin(&self) -> usize {
        self.depth * 4
    }

    /// The finished text.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn indent(&mut self) {
        const SPACES: &str = "                                        ";
        self.text.push_str(&SPACES[..(self.depth * 4).min(SPACES.len())]);
    }
}

/// A string literal. Control and bidirectional characters are escaped, so it shows what it holds.
pub(super) fn literal(text: &str) -> String {
    // Most text has nothing to escape, and need not pass the formatting of token streams.
    if text.bytes().all(|b| matches!(b, b' '..=b'~') && b != b'"' && b != b'\\') {
        return ["\"", text, "\""].concat();
    }
    Literal::string(text).to_string()
}

/// A slice of string literals: `&["a", "b"]`.
pub(super) fn literals<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    slice(texts.into_iter().map(literal))
}

/// A slice of finished items on one line: `&[a, b]`.
pub(super) fn slice<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let mut out = String::from("&[");
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        out.push_str(item.as_ref());
    }
    out.push(']');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_is_inert_and_visible() {
        for text in ["\"; fn x() {} //", "\\", "\u{202e}abc\u{2066}", "a\nb\r\0", "\"#", "{}", "*/", "日本"] {
            let written = literal(text);
            assert!(!written.contains(['\n', '\r', '\0', '\u{202e}', '\u{2066}']), "{written}");
            assert_eq!(syn::parse_str::<syn::LitStr>(&written).map(|lit| lit.value()).ok().as_deref(), Some(text));
        }
    }
}
