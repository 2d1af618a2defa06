//! Text within a line. In: Markdown. Out: units parted by one space each; a space that must not become a line end is
//! [`HARD`] until [`visible`].

/// Stands for a space inside of a unit (a code span, a link). No cleaned text holds it.
const HARD: char = '\u{1f}';

/// How far the end of a link or a code span is looked for: what is longer is text.
const LONGEST: usize = 600;

/// The line with everything escaped that could mean more than its author knew.
pub(super) fn units(line: &str) -> String {
    let mut scanner = Scanner { out: String::with_capacity(line.len() + 16), rest: line };
    loop {
        scanner.copy(plain(scanner.rest));
        let Some(c) = scanner.rest.chars().next() else { break };
        scanner.step(c);
    }
    let mut out = scanner.out;
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// The length of the start of `text` that [`Scanner::step`] would copy sign by sign.
fn plain(text: &str) -> usize {
    let means_more = |b: u8| matches!(b, 0..=b' ' | b'`' | b'\\' | b'<' | b'!' | b'[' | b'h' | 0x80..);
    text.bytes().position(means_more).unwrap_or(text.len())
}

/// Units as they are printed.
pub(super) fn visible(units: String) -> String {
    if units.contains(HARD) { units.replace(HARD, " ") } else { units }
}

struct Scanner<'a> {
    out: String,
    rest: &'a str,
}

impl Scanner<'_> {
    fn step(&mut self, c: char) {
        match c {
            c if c.is_whitespace() => self.space(c),
            '`' => self.code(),
            '\\' => self.escape(),
            '<' => self.angle(),
            '!' if self.rest.starts_with("![") && link(&self.rest[1..]).is_some() => self.rest = &self.rest[1..],
            '[' => self.bracket(),
            'h' if self.rest.starts_with("http") && self.at_word() => self.address(),
            c => self.copy(c.len_utf8()),
        }
    }

    fn space(&mut self, c: char) {
        if !self.out.is_empty() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
        self.rest = &self.rest[c.len_utf8()..];
    }

    fn copy(&mut self, len: usize) {
        self.out.push_str(&self.rest[..len]);
        self.rest = &self.rest[len..];
    }

    fn at_word(&self) -> bool {
        !self.out.ends_with(|c: char| c.is_alphanumeric())
    }

    fn code(&mut self) {
        if let Some(len) = code_span(self.rest) {
            self.out.extend(self.rest[..len].chars().map(|c| if c == ' ' { HARD } else { c }));
            self.rest = &self.rest[len..];
        } else {
            let ticks = self.rest.len() - self.rest.trim_start_matches('`').len();
            self.out.extend(std::iter::repeat_n("\\`", ticks));
            self.rest = &self.rest[ticks..];
        }
    }

    fn escape(&mut self) {
        let next = self.rest[1..].chars().next();
        self.copy(if next.is_some_and(|c| c.is_ascii_punctuation()) { 2 } else { 1 });
        if self.rest.is_empty() && self.out.ends_with('\\') && !self.out.ends_with("\\\\") {
            // At the end of a line it would be a line break, or eat what is put behind it.
            self.out.push('\\');
        }
    }

    fn angle(&mut self) {
        let address = self.rest[1..].find(['>', ' ', '<']).filter(|&end| {
            let inside = &self.rest[1..=end];
            self.rest[1 + end..].starts_with('>') && (inside.starts_with("https://") || inside.starts_with("http://"))
        });
        if let Some(end) = address {
            self.copy(end + 2);
        } else {
            self.out.push_str("\\<");
            self.rest = &self.rest[1..];
        }
    }

    fn bracket(&mut self) {
        let Some(found) = link(self.rest) else {
            self.out.push_str("\\[");
            self.rest = &self.rest[1..];
            return;
        };
        if found.is_absolute() {
            self.out.push('[');
            self.out.push_str(&link_text(found.text));
            self.out.push_str("](");
            self.out.push_str(found.to);
            self.out.push(')');
        } else {
            self.out.push_str(&units(found.text));
            if !found.to.starts_with('#') && !found.to.is_empty() && !found.to.contains(['`', '\\']) {
                self.out.push_str(" (`");
                self.out.push_str(found.to);
                self.out.push_str("`)");
            }
        }
        self.rest = &self.rest[found.len..];
    }

    fn address(&mut self) {
        let scheme = ["https://", "http://"].into_iter().find(|scheme| self.rest.starts_with(scheme));
        let end = self.rest.find(|c: char| c.is_whitespace() || "<>\"`|[]\\^".contains(c)).unwrap_or(self.rest.len());
        let mut address = self.rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
        while address.ends_with(')') && address.matches(')').count() > address.matches('(').count() {
            address = address[..address.len() - 1].trim_end_matches(['.', ',', ';', '*', '_']);
        }
        let len = address.len();
        if scheme.is_none_or(|scheme| len <= scheme.len()) {
            return self.copy(1);
        }
        self.out.push('<');
        self.copy(len);
        self.out.push('>');
    }
}

/// The length of a code span at the start of `text`.
fn code_span(text: &str) -> Option<usize> {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let mut at = ticks;
    while let Some(next) = within(&text[at..]).find('`') {
        at += next;
        let run = text[at..].len() - text[at..].trim_start_matches('`').len();
        at += run;
        if run == ticks {
            return Some(at);
        }
    }
    None
}

struct Link<'a> {
    text: &'a str,
    to: &'a str,
    len: usize,
}

impl Link<'_> {
    fn is_absolute(&self) -> bool {
        ["https://", "http://", "mailto:"].iter().any(|scheme| self.to.starts_with(scheme))
            && !self.to.contains(['(', ')', '<', '>', '\\', '[', ']'])
    }
}

/// `[text](to "title")` at the start of `text`.
fn link(text: &str) -> Option<Link<'_>> {
    let inside = within(text.get(1..)?);
    let close = inside.find("](")?;
    let shown = &inside[..close];
    if shown.contains(['[', '\\']) || shown.matches('`').count() % 2 == 1 {
        return None;
    }
    let target = within(&text[close + 3..]);
    let end = target.find(')')?;
    let to = target[..end].split_whitespace().next().unwrap_or_default();
    Some(Link { text: shown, to, len: close + 3 + end + 1 })
}

/// The text of a link: no brackets, no addresses that would be links in a link.
fn link_text(text: &str) -> String {
    let text = text.trim();
    let mut out = String::with_capacity(text.len());
    let mut code = false;
    for c in text.chars() {
        code ^= c == '`';
        match c {
            '<' | '[' | ']' if !code => out.extend(['\\', c]),
            c if c.is_whitespace() => out.push(HARD),
            c => out.push(c),
        }
    }
    out
}

/// As much of `text` as is searched.
fn within(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
