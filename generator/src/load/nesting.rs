//! Whether a YAML text nests `[` and `{` too deeply: asked before the parser sees it.
//!
//! The YAML library takes time in the square of that depth (100,000 levels: half a minute), and there is no way to stop
//! it. So each bracket is tried as the start of a flow collection and followed by the rules of flow context alone. That
//! is exact for a bracket that does start one; one in prose soon breaks the rules, or closes, and costs little.

/// Deeper than any value that is read, with room for brackets in prose.
const MAX_FLOW_DEPTH: usize = 250;

/// Steps per byte of text after which the text is taken for hostile. Flow collections of real documents take about ten.
const STEPS_PER_BYTE: usize = 200;

/// Line ends for YAML 1.1, which the library still takes for such.
const OTHER_BREAKS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

/// Whether the parser should not see this text.
pub(super) fn is_too_deep(text: &str) -> bool {
    if text.contains(OTHER_BREAKS) {
        return is_too_deep(&text.replace(OTHER_BREAKS, "\n"));
    }
    let text = text.as_bytes();
    let opens = |byte: &u8| matches!(byte, b'[' | b'{');
    if text.iter().filter(|byte| opens(byte)).count() <= MAX_FLOW_DEPTH {
        return false;
    }
    let mut steps = text.len().saturating_mul(STEPS_PER_BYTE);
    text.iter().enumerate().filter(|(_, byte)| opens(byte)).any(|(start, _)| {
        let mut trial = Trial { text, at: start, depth: 0, has_colon: false };
        let is_deep = trial.run();
        steps = steps.saturating_sub(trial.at - start);
        is_deep || steps == 0
    })
}

/// One bracket, followed as if it started a flow collection.
struct Trial<'t> {
    text: &'t [u8],
    at: usize,
    depth: usize,
    /// Whether the current member has its colon: a second one is no YAML, and common in prose.
    has_colon: bool,
}

impl Trial<'_> {
    /// Whether it gets too deep before it closes, ends or breaks the rules.
    fn run(&mut self) -> bool {
        while let Some(byte) = self.peek(0) {
            let goes_on = match byte {
                b'[' | b'{' => self.open(),
                b']' | b'}' => self.close(),
                b',' => self.separate(),
                b':' => self.colon(),
                b'?' | b' ' | b'\t' | b'\r' | b'\n' => self.skip(1),
                b'"' | b'\'' => self.quoted(byte),
                b'#' => self.skip_while(|byte| !matches!(byte, b'\r' | b'\n')),
                b'!' => self.tag(),
                b'&' | b'*' => self.skip_while(|byte| !byte.is_ascii_whitespace() && !is_flow(byte)),
                b'-' => !self.is_blank(1) && self.plain(),
                b'|' | b'>' | b'%' | b'@' | b'`' => false,
                _ => self.plain(),
            };
            if self.depth > MAX_FLOW_DEPTH {
                return true;
            }
            if !goes_on {
                return false;
            }
        }
        false
    }

    fn open(&mut self) -> bool {
        self.depth += 1;
        self.separate()
    }

    fn close(&mut self) -> bool {
        self.depth -= 1;
        self.at += 1;
        self.depth > 0 && self.is_value_done()
    }

    fn separate(&mut self) -> bool {
        self.has_colon = false;
        self.skip(1)
    }

    fn colon(&mut self) -> bool {
        self.skip(1) && !std::mem::replace(&mut self.has_colon, true)
    }

    fn quoted(&mut self, quote: u8) -> bool {
        self.at += 1;
        loop {
            match self.peek(0) {
                None => return false,
                Some(b'\\') if quote == b'"' => self.at += 2,
                Some(b'\'') if quote == b'\'' && self.peek(1) == Some(b'\'') => self.at += 2,
                Some(byte) if byte == quote => break,
                Some(_) => self.at += 1,
            }
        }
        self.at += 1;
        self.is_value_done()
    }

    /// After a quoted text or a collection only these can follow.
    fn is_value_done(&self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let next = rest.iter().find(|byte| !byte.is_ascii_whitespace());
        next.is_some_and(|byte| matches!(byte, b',' | b':' | b']' | b'}' | b'#'))
    }

    /// A tag may hold brackets; an opening one may also be the next collection, so it counts.
    fn tag(&mut self) -> bool {
        while let Some(byte) = self.peek(0).filter(|byte| !byte.is_ascii_whitespace()) {
            self.depth += usize::from(matches!(byte, b'[' | b'{'));
            self.at += 1;
        }
        true
    }

    /// Plain text goes on over blanks, quotes and lines. No collection can follow it.
    fn plain(&mut self) -> bool {
        while let Some(byte) = self.peek(0) {
            let ends_key = byte == b':' && (self.is_blank(1) || self.peek(1).is_some_and(is_flow));
            if is_flow(byte) || ends_key || (byte == b'#' && self.text[self.at - 1].is_ascii_whitespace()) {
                return !matches!(byte, b'[' | b'{');
            }
            self.at += 1;
        }
        false
    }

    fn is_blank(&self, ahead: usize) -> bool {
        self.peek(ahead).is_none_or(|byte| byte.is_ascii_whitespace())
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.get(self.at + ahead).copied()
    }

    fn skip(&mut self, bytes: usize) -> bool {
        self.at += bytes;
        true
    }

    fn skip_while(&mut self, goes_on: impl Fn(u8) -> bool) -> bool {
        // The first byte is what brought us here.
        self.at += 1;
        while self.peek(0).is_some_and(&goes_on) {
            self.at += 1;
        }
        true
    }
}

fn is_flow(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}

#[cfg(test)]
mod tests {
    use super::is_too_deep;

    #[test]
    fn sees_depth_behind_whatever_hides_it() {
        for part in [
            "[",
            "[a, ",
            "{a: ",
            "[\"]\", ",
            "[']]''', ",
            "[ #]]]\n",
            "[\"\n]\n\",\n",
            "[a \"b, ",
            "[?",
            "[a: ",
            "[#\u{2028}",
            "[!<]]> ",
            "[!a",
        ] {
            assert!(is_too_deep(&format!("x: {}", part.repeat(2_000))), "{part}");
            assert!(is_too_deep(&format!("t: |\n  [ ' \"\ny: it's\nx: {}", part.repeat(2_000))), "{part}");
        }
    }

    #[test]
    fn leaves_prose_and_data_alone() {
        let prose =
            "- text: |\n    from [0, 1) to {x, see [a](b): it's \"[\n  key: value [\n  enum: [\"a]\", 'b', {c: [d]}]\n";
        assert!(!is_too_deep(&prose.repeat(2_000)));
        assert!(!is_too_deep(&format!("[{}]", "{\"a\": [1, {\"b\": \"]\"}]},".repeat(2_000))));
    }
}
