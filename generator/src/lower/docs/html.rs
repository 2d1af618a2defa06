//! The HTML that vendors write into descriptions, as Markdown. Tags that are not listed here stay text.

use std::borrow::Cow;

/// Stands for `<br>` until the lines are known; text without control characters does not hold it.
pub(super) const BREAK: char = '\u{1e}';

/// What a `<br>` becomes.
const LINE_END: &str = "\u{1e}\n";

/// Longer tags are not tags.
const LONGEST_TAG: usize = 400;

pub(super) fn to_markdown(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut writer = Writer { out: String::with_capacity(text.len()), links: Vec::new() };
    let mut fenced = false;
    let (mut from, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let fence = line.trim_start().starts_with("```");
        if fence && !fenced {
            writer.prose(&text[from..at]);
            from = at;
        }
        at += line.len();
        if fence && fenced {
            writer.out.push_str(&text[from..at]);
            from = at;
        }
        fenced ^= fence;
    }
    if fenced {
        writer.out.push_str(&text[from..]);
    } else {
        writer.prose(&text[from..]);
    }
    Cow::Owned(writer.out)
}

struct Writer {
    out: String,
    /// The addresses of open `<a>`; `None` where it is no absolute address.
    links: Vec<Option<String>>,
}

impl Writer {
    /// Lines without fenced code.
    fn prose(&mut self, text: &str) {
        let mut rest = text;
        let mut code = false;
        while let Some(at) = rest.find(['<', '`', '\n']) {
            self.out.push_str(&rest[..at]);
            let here = &rest[at..];
            match here.as_bytes()[0] {
                b'`' => code = !code,
                b'\n' => code = false,
                _ => {}
            }
            let found = if here.starts_with('<') && !code { tag(here) } else { None };
            rest = match found {
                Some((tag, len)) if self.tag(tag) => self.behind(&here[len..]),
                _ => {
                    self.out.push_str(&here[..1]);
                    &here[1..]
                }
            };
        }
        self.out.push_str(rest);
    }

    /// What follows a tag: the line end behind a `<br>` is the same line end.
    fn behind<'t>(&self, rest: &'t str) -> &'t str {
        let line_end = rest.trim_start_matches(' ').strip_prefix('\n');
        line_end.filter(|_| self.out.ends_with(LINE_END)).unwrap_or(rest)
    }

    /// Writes what stands for a tag; false: it is not one that we know.
    fn tag(&mut self, tag: &str) -> bool {
        let (closes, body) = tag.strip_prefix('/').map_or((false, tag), |body| (true, body));
        let name = body.split([' ', '/', '\n']).next().unwrap_or_default().to_ascii_lowercase();
        match (name.as_str(), closes) {
            ("p" | "ul" | "ol" | "div" | "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => {
                self.out.push_str("\n\n");
            }
            ("br", _) => self.out.push_str(LINE_END),
            ("tr", _) => self.out.push('\n'),
            ("li", false) => self.out.push_str("\n- "),
            ("b" | "strong", _) => self.out.push_str("**"),
            ("i" | "em", _) => self.out.push('*'),
            ("code" | "tt", _) => self.out.push('`'),
            ("a", false) => self.open_link(body),
            ("a", true) => self.close_link(),
            ("span" | "li" | "sup" | "sub" | "td" | "th" | "tbody" | "thead" | "wbr" | "small", _) => {}
            _ => return tag.starts_with("!--"),
        }
        true
    }

    fn open_link(&mut self, body: &str) {
        let address = body.split_once("href=").and_then(|(_, value)| {
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            value[1..].split(quote).next()
        });
        let absolute = address.filter(|a| a.starts_with("http") && !a.contains([' ', '(', ')', '<', '>']));
        if absolute.is_some() {
            self.out.push('[');
        }
        self.links.push(absolute.map(str::to_owned));
    }

    fn close_link(&mut self) {
        if let Some(Some(address)) = self.links.pop() {
            self.out.push_str("](");
            self.out.push_str(&address);
            self.out.push(')');
        }
    }
}

/// The inside of a tag at the start of `text`, and the length with its brackets.
fn tag(text: &str) -> Option<(&str, usize)> {
    let mut cut = text.len().min(LONGEST_TAG);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    let end = text[..cut].find('>')?;
    let inside = &text[1..end];
    let first = inside.chars().next()?;
    (first.is_ascii_alphabetic() || first == '/' || first == '!').then_some((inside, end + 1))
}
