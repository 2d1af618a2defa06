//! The tokens of JSON text (RFC 8259).

use crate::codec::error::{DecodeError, Result};
use std::borrow::Cow;

/// Text and how far it is read.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

/// A number: whole and of up to 128 bits, or any other.
pub(super) enum Number {
    Int(i128),
    Float(f64),
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'t str {
        // What was read are whole characters, except after an error.
        self.text.get(self.at..).unwrap_or_default()
    }

    /// How many bytes are read.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// Takes so many bytes of the rest.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// The next byte that is not white space, not yet taken.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(*byte);
            }
            self.at += 1;
        }
        None
    }

    /// Takes the byte that was peeked at.
    #[inline]
    pub(super) fn take(&mut self) {
        self.at += 1;
    }

    /// Takes white space and this byte.
    #[inline]
    pub(super) fn expect(&mut self, wanted: u8, what: &str) -> Result<()> {
        if self.peek() == Some(wanted) {
            self.at += 1;
            Ok(())
        } else {
            Err(self.error(what))
        }
    }

    /// Takes this word.
    pub(super) fn word(&mut self, word: &str) -> Result<()> {
        if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(())
        } else {
            Err(self.error("expected a value"))
        }
    }

    /// Takes a number.
    pub(super) fn number(&mut self) -> Result<Number> {
        let start = self.at;
        let minus = self.one_of(b"-");
        let mut value = 0_u64;
        let digits = self.digits(&mut value);
        if digits == 0 || digits > 1 && self.text.as_bytes()[start + usize::from(minus)] == b'0' {
            return Err(self.error("malformed number"));
        }
        let (mut whole, mut ignored) = (true, 0);
        if self.one_of(b".") {
            whole = false;
            self.some_digits(&mut ignored)?;
        }
        if self.one_of(b"eE") {
            whole = false;
            self.one_of(b"+-");
            self.some_digits(&mut ignored)?;
        }
        if whole && digits < 19 && (value != 0 || !minus) {
            let value = i128::from(value);
            return Ok(Number::Int(if minus { -value } else { value }));
        }
        self.long_number(start, whole)
    }

    /// A number that the quick way does not take: with a fraction or an exponent, long, or minus zero.
    fn long_number(&self, start: usize, whole: bool) -> Result<Number> {
        let text = &self.text[start..self.at];
        match text.parse() {
            Ok(value) if whole && value != 0 => return Ok(Number::Int(value)),
            _ => {}
        }
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(Number::Float(value)),
            _ => Err(self.error("number out of range")),
        }
    }

    fn one_of(&mut self, wanted: &[u8]) -> bool {
        let found = self.text.as_bytes().get(self.at).is_some_and(|byte| wanted.contains(byte));
        self.at += usize::from(found);
        found
    }

    /// Takes digits and says how many; `value` is theirs while they are few.
    #[inline]
    fn digits(&mut self, value: &mut u64) -> usize {
        let rest = &self.text.as_bytes()[self.at..];
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        for byte in &rest[..count] {
            *value = value.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
        }
        self.at += count;
        count
    }

    fn some_digits(&mut self, value: &mut u64) -> Result<()> {
        if self.digits(value) > 0 { Ok(()) } else { Err(self.error("malformed number")) }
    }

    /// Takes a string, after its opening quote.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Cow<'t, str>> {
        let start = self.at;
        self.at = plain_end(self.text.as_bytes(), start);
        if self.text.as_bytes().get(self.at) == Some(&b'"') {
            let found = &self.text[start..self.at];
            self.at += 1;
            return Ok(Cow::Borrowed(found));
        }
        self.escaped(start).map(Cow::Owned)
    }

    /// Takes this text, which has nothing to escape, and its closing quote, after the opening one; `false`: it is another.
    #[inline]
    pub(super) fn this_string(&mut self, text: &str) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let found = rest.get(text.len()) == Some(&b'"') && rest.starts_with(text.as_bytes());
        if found {
            self.at += text.len() + 1;
        }
        found
    }

    /// Passes over an array or object by its brackets and strings alone: whether it is well formed tells who reads it.
    /// `None`: it has no end.
    pub(super) fn compound(&mut self) -> Option<()> {
        let mut open = 0_usize;
        loop {
            match self.next()? {
                b'{' | b'[' => open += 1,
                b'}' | b']' if open <= 1 => return Some(()),
                b'}' | b']' => open -= 1,
                b'"' => self.quoted()?,
                _ => {}
            }
        }
    }

    /// Passes over a string, after its opening quote.
    fn quoted(&mut self) -> Option<()> {
        loop {
            self.at = plain_end(self.text.as_bytes(), self.at);
            match self.next()? {
                b'"' => return Some(()),
                b'\\' => self.next().map(drop)?,
                _ => {}
            }
        }
    }

    /// A string with escapes.
    #[inline(never)]
    fn escaped(&mut self, mut start: usize) -> Result<String> {
        let mut found = String::new();
        loop {
            found.push_str(&self.text[start..self.at]);
            match self.next() {
                Some(b'"') => return Ok(found),
                Some(b'\\') => found.push(self.escape()?),
                Some(_) => return Err(self.error("control character in a string")),
                None => return Err(self.error("end of text in a string")),
            }
            start = self.at;
            self.at = plain_end(self.text.as_bytes(), start);
        }
    }

    /// Takes an escape, after its backslash.
    fn escape(&mut self) -> Result<char> {
        Ok(match self.next() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => self.unicode()?,
            _ => return Err(self.error("malformed escape")),
        })
    }

    /// `\u00e9`, and pairs of surrogates.
    fn unicode(&mut self) -> Result<char> {
        let first = self.hex()?;
        let code = if (0xd800..0xdc00).contains(&first) {
            if (self.next(), self.next()) != (Some(b'\\'), Some(b'u')) {
                return Err(self.error("half a surrogate pair"));
            }
            let second = self.hex()?;
            if !(0xdc00..0xe000).contains(&second) {
                return Err(self.error("half a surrogate pair"));
            }
            0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)
        } else {
            first
        };
        char::from_u32(code).ok_or_else(|| self.error("half a surrogate pair"))
    }

    fn hex(&mut self) -> Result<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.next().and_then(|byte| char::from(byte).to_digit(16));
            code = code * 16 + digit.ok_or_else(|| self.error("malformed escape"))?;
        }
        Ok(code)
    }

    /// Takes any byte.
    fn next(&mut self) -> Option<u8> {
        let byte = self.text.as_bytes().get(self.at).copied();
        self.at += usize::from(byte.is_some());
        byte
    }

    /// An error here.
    #[cold]
    pub(super) fn error(&self, what: &str) -> DecodeError {
        let before = &self.text.as_bytes()[..self.at.min(self.text.len())];
        let line = before.split(|byte| *byte == b'\n').count();
        let column = 1 + before.iter().rev().take_while(|byte| **byte != b'\n').count();
        DecodeError::other(format_args!("{what} at line {line} column {column}"))
    }
}

/// Where the part of a string ends that stands for itself: at a quote, a backslash, a control character, the end.
#[inline]
fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes[at..].first_chunk() {
        let found = special(u64::from_le_bytes(*chunk));
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + bytes[at..].iter().take_while(|byte| stands_for_itself(**byte)).count()
}

/// Whether all of a string stands for itself.
#[inline]
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk() {
        // The last eight overlap what the chunks have: one step instead of a loop over single bytes.
        let all = bytes
            .as_chunks()
            .0
            .iter()
            .fold(special(u64::from_le_bytes(*last)), |found, chunk| found | special(u64::from_le_bytes(*chunk)));
        all == 0
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        special(u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))) == 0
    } else {
        bytes.iter().all(|byte| stands_for_itself(*byte))
    }
}

#[inline]
pub(in crate::codec) const fn stands_for_itself(byte: u8) -> bool {
    !matches!(byte, b'"' | b'\\' | 0..0x20)
}

/// The highest bit of each byte that cannot stand for itself; exactly so for the first of them.
#[inline]
fn special(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let quote = zero(word ^ (ONES * u64::from(b'"')));
    let slash = zero(word ^ (ONES * u64::from(b'\\')));
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (quote | slash | control) & (ONES << 7)
}
