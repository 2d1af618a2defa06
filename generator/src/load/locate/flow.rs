//! Members of a JSON object or list, or of a YAML flow collection.

use super::{Members, Spot};

/// Members of the collection that opens at `open`.
pub(super) fn members(text: &str, open: usize) -> Members {
    let mut cursor = Cursor { text: text.as_bytes(), at: open + 1 };
    let is_object = text.as_bytes().get(open) == Some(&b'{');
    let mut members = Members::new();
    loop {
        cursor.skip_blank();
        match cursor.peek() {
            None | Some(b'}' | b']') => return members,
            Some(b',') => cursor.at += 1,
            Some(_) if is_object => {
                let start = cursor.at;
                cursor.skip_scalar();
                let key = key(&text[start..cursor.at]);
                cursor.skip_blank();
                if cursor.peek() == Some(b':') {
                    cursor.at += 1;
                    cursor.skip_blank();
                }
                members.insert(key, Spot { start, value: cursor.at });
                cursor.skip_value();
            }
            Some(_) => {
                let start = cursor.at;
                members.insert(members.len().to_string(), Spot { start, value: start });
                cursor.skip_value();
            }
        }
    }
}

/// A key as the parser understands it.
pub(super) fn key(written: &str) -> String {
    let written = written.trim_end();
    if written.starts_with('"') {
        return serde_json::from_str(written).unwrap_or_else(|_| written.trim_matches('"').to_owned());
    }
    match written.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(quoted) => quoted.replace("''", "'"),
        None => written.to_owned(),
    }
}

/// The offset after a quoted text that starts at `at`.
pub(super) fn after_quoted(text: &[u8], at: usize) -> usize {
    let quote = text[at];
    let mut at = at + 1;
    while let Some(byte) = text.get(at) {
        match *byte {
            b'\\' if quote == b'"' => at += 2,
            b'\'' if quote == b'\'' && text.get(at + 1) == Some(&b'\'') => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

struct Cursor<'t> {
    text: &'t [u8],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn skip_blank(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                b'#' => {
                    while self.peek().is_some_and(|byte| byte != b'\n') {
                        self.at += 1;
                    }
                }
                _ => return,
            }
        }
    }

    /// A key: quoted, or plain up to the colon.
    fn skip_scalar(&mut self) {
        if let Some(b'"' | b'\'') = self.peek() {
            self.at = after_quoted(self.text, self.at);
            return;
        }
        while let Some(byte) = self.peek() {
            let next = self.text.get(self.at + 1);
            let ends = match byte {
                b',' | b'}' | b']' | b'\n' => true,
                b':' => next.is_none_or(|next| next.is_ascii_whitespace() || matches!(next, b',' | b'}' | b'{' | b'[')),
                _ => false,
            };
            if ends {
                return;
            }
            self.at += 1;
        }
    }

    /// A value of any kind; stops before the comma or bracket that follows it.
    fn skip_value(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' | b'\'' if self.opens_quote() => {
                    self.at = after_quoted(self.text, self.at);
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' | b',' if depth == 0 => return,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
    }

    /// In a plain text such as `it's` the quote is a letter.
    fn opens_quote(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.text.get(at));
        before.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'{' | b'[' | b',' | b':'))
    }
}
