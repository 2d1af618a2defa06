//! The HTML that vendors write into descriptions, as Markdown. Tags that are not listed here stay text.

use std::borrow::Cow;

/// Longer tags are not tags.
const LONGEST_TAG: usize = 400;

pub(super) fn to_markdown(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut writer = Writer { out: String::with_capacity(text.len()), links: Vec::new() };
    let mut fenced = false;
    for line in text.split_inclusive('\n') {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        if fence || fenced {
            writer.out.push_str(line);
        } else {
            writer.line(line);
        }
    }
    Cow::Owned(writer.out)
}

struct Writer {
    out: String,
    /// The addresses of open `<a>`; `None` where it is no absolute address.
    links: Vec<Option<String>>,
}

impl Writer {
    fn line(&mut self, line: &str) {
        let mut rest = line;
        let mut code = false;
        while let Some(at) = rest.find(['<', '`']) {
            self.out.push_str(&rest[..at]);
            let here = &rest[at..];
            code ^= here.starts_with('`');
            let taken = if code || here.starts_with('`') { None } else { tag(here) };
            rest = match taken {
                Some((tag, len)) if self.tag(tag) => &here[len..],
                _ => {
                    self.out.push_str(&here[..1]);
                    &here[1..]
                }
            };
        }
        self.out.push_str(rest);
    }

    /// Writes what stands for a tag; false: it is not one that we know.
    fn tag(&mut self, tag: &str) -> bool {
        let (closes, body) = tag.strip_prefix('/').map_or((false, tag), |body| (true, body));
        let name = body.split([' ', '/', '\n']).next().unwrap_or_default().to_ascii_lowercase();
        match (name.as_str(), closes) {
            ("p" | "ul" | "ol" | "div" | "table", _) => self.out.push_str("\n\n"),
            ("br" | "tr", _) => self.out.push('\n'),
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
