//! Lines into blocks. Indentation is computed from the lists that are open, never copied: so no line can become an
//! indented code block, which rustdoc would compile as a test.

use super::inline::{units, visible};

/// The text, block by block, wrapped at `width`.
pub(super) fn lines(text: &str, width: usize) -> String {
    let out = String::with_capacity(text.len() + text.len() / 8 + 16);
    let mut blocks = Blocks { out, lists: Vec::new(), previous: Kind::Blank, fence: None, width };
    for line in text.split('\n') {
        blocks.line(line.trim_end());
    }
    blocks.finish()
}

/// Units on lines of at most `width` columns, as long as no line starts with a sign that would begin a block.
pub(super) fn wrap(units: &str, width: usize) -> String {
    let mut out = String::with_capacity(units.len() + 8);
    let mut column = 0;
    for unit in units.split(' ').filter(|unit| !unit.is_empty()) {
        let length = if unit.is_ascii() { unit.len() } else { unit.chars().count() };
        if column == 0 {
        } else if column + 1 + length > width && !begins_block(unit) {
            out.push('\n');
            column = 0;
        } else {
            out.push(' ');
            column += 1;
        }
        out.push_str(unit);
        column += length;
    }
    visible(out)
}

/// Whether a line that starts with this unit could be something else than text.
fn begins_block(unit: &str) -> bool {
    let digits = unit.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.starts_with(['>', '|', '#', '=', '+', '-', '*', '~', '_', '`'])
        && !(unit.starts_with(['`', '*', '_']) && unit.len() > 3 && !unit.starts_with("```"))
        || matches!(digits, "." | ")")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    /// A line that the next one may continue.
    Text,
    Item,
    /// A line that stands alone; what follows is apart from it.
    Alone,
    /// A row of a table, a line of a quotation.
    Row,
}

struct Level {
    /// Where the content of the item starts in the source, and in the output.
    source: usize,
    output: usize,
}

struct Fence {
    mark: String,
    indent: usize,
    output: usize,
}

struct Blocks {
    /// The lines so far, each with its end.
    out: String,
    lists: Vec<Level>,
    previous: Kind,
    fence: Option<Fence>,
    width: usize,
}

impl Blocks {
    fn line(&mut self, line: &str) {
        let body = line.trim_start();
        let indent = line.len() - body.len();
        if self.fence.is_some() {
            self.fenced(line, body);
        } else if body.is_empty() {
            self.previous = Kind::Blank;
        } else if is_rule(body) {
            self.alone(indent, "---");
        } else if let Some(mark) = fence_mark(body) {
            self.leave(indent);
            self.open_fence(mark, indent);
        } else if let Some((mark, content)) = item(body) {
            self.item(indent, mark, content);
        } else if body.starts_with('#') && body.trim_start_matches('#').starts_with(' ') {
            self.alone(indent, &visible(units(body)));
        } else if let Some(quoted) = body.strip_prefix('>') {
            self.row(indent, &format!("> {}", visible(escaped_start(units(quoted)))));
        } else if body.starts_with('|') || body.contains(" | ") {
            self.row(indent, &visible(units(body)));
        } else {
            self.text(indent, body);
        }
    }

    fn fenced(&mut self, line: &str, body: &str) {
        let Some(fence) = &self.fence else { return };
        let closes =
            body.starts_with(&fence.mark) && body.trim_matches(char::from(fence.mark.as_bytes()[0])).is_empty();
        let text = if closes { &fence.mark } else { &line[(line.len() - body.len()).min(fence.indent)..] };
        let indent = if text.is_empty() { 0 } else { fence.output };
        put(&mut self.out, indent, &[text]);
        if closes {
            self.fence = None;
            self.previous = Kind::Alone;
        }
    }

    fn open_fence(&mut self, mark: &str, indent: usize) {
        self.part();
        let output = self.base();
        put(&mut self.out, output, &[mark, "text"]);
        self.fence = Some(Fence { mark: mark.to_owned(), indent, output });
    }

    fn item(&mut self, indent: usize, mark: &str, content: &str) {
        self.leave(indent);
        let base = self.base();
        if self.previous != Kind::Item {
            self.part();
        }
        let output = base + mark.len() + 1;
        self.lists.push(Level { source: indent + mark.len() + 1, output });
        if let Some(fence) = fence_mark(content) {
            put(&mut self.out, base, &[mark, " ", fence, "text"]);
            self.fence = Some(Fence { mark: fence.to_owned(), indent: indent + mark.len() + 1, output });
        } else {
            let text = wrap(&escaped_start(units(content)), self.room(output));
            self.push(base, Some(mark), output, &text);
        }
        self.previous = Kind::Item;
    }

    fn text(&mut self, indent: usize, body: &str) {
        match self.previous {
            Kind::Blank | Kind::Alone | Kind::Row => {
                self.leave(indent);
                self.part();
            }
            Kind::Text | Kind::Item => {}
        }
        let base = self.base();
        let text = wrap(&escaped_start(units(body)), self.room(base));
        self.push(base, None, base, &text);
        self.previous = if self.previous == Kind::Item { Kind::Item } else { Kind::Text };
    }

    fn alone(&mut self, indent: usize, text: &str) {
        self.leave(indent);
        self.part();
        let base = self.base();
        self.push(base, None, base, text);
        self.previous = Kind::Alone;
    }

    fn row(&mut self, indent: usize, text: &str) {
        if self.previous != Kind::Row {
            self.leave(indent);
            self.part();
        }
        let base = self.base();
        self.push(base, None, base, text.trim_end());
        self.previous = Kind::Row;
    }

    /// Closes the lists that a line at `indent` is not part of.
    fn leave(&mut self, indent: usize) {
        while self.lists.last().is_some_and(|level| indent < level.source) || self.lists.len() > 6 {
            self.lists.pop();
        }
    }

    /// An empty line between blocks.
    fn part(&mut self) {
        let is_apart = self.out.is_empty() || self.out == "\n" || self.out.ends_with("\n\n");
        if !is_apart {
            self.out.push('\n');
        }
    }

    fn base(&self) -> usize {
        self.lists.last().map_or(0, |level| level.output)
    }

    fn room(&self, base: usize) -> usize {
        self.width.saturating_sub(base).max(30)
    }

    fn push(&mut self, base: usize, mark: Option<&str>, hang: usize, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            match mark {
                Some(mark) if at == 0 => put(&mut self.out, base, &[mark, " ", line]),
                _ => put(&mut self.out, hang, &[line]),
            }
        }
    }

    fn finish(mut self) -> String {
        if let Some(fence) = self.fence.take() {
            put(&mut self.out, fence.output, &[&fence.mark]);
        }
        self.out.truncate(self.out.trim_end_matches('\n').len());
        self.out
    }
}

/// One line.
fn put(out: &mut String, indent: usize, parts: &[&str]) {
    out.extend(std::iter::repeat_n(' ', indent));
    out.extend(parts.iter().copied());
    out.push('\n');
}

/// A first unit that would begin a block, although the line did not, or that stands alone.
fn escaped_start(units: String) -> String {
    let first = units.split(' ').next().unwrap_or_default();
    let digits = first.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && matches!(&first[digits..], "." | ")");
    let lone = matches!(first, "-" | "+" | "*");
    let ruled = !first.is_empty() && first.bytes().all(|b| matches!(b, b'-' | b'=' | b'+'));
    let opens = first.starts_with('>') || first.starts_with("~~~") || first.starts_with('|');
    let heads = !first.is_empty() && first.bytes().all(|b| b == b'#');
    match () {
        () if numbered => format!("{}\\{}", &units[..digits], &units[digits..]),
        () if lone || ruled || opens || heads => format!("\\{units}"),
        () => units,
    }
}

/// `---`, `* * *`, `___`.
fn is_rule(body: &str) -> bool {
    let mark = body.as_bytes()[0];
    matches!(mark, b'-' | b'*' | b'_')
        && body.bytes().all(|b| b == mark || b == b' ')
        && body.bytes().filter(|&b| b == mark).count() > 2
}

/// The run of signs that opens a fence.
fn fence_mark(body: &str) -> Option<&str> {
    let sign = ['`', '~'].into_iter().find(|&sign| body.starts_with(sign))?;
    let info = body.trim_start_matches(sign);
    let mark = &body[..body.len() - info.len()];
    (mark.len() > 2 && !info.contains('`')).then_some(mark)
}

/// The mark of a list item and its content, which is never empty.
fn item(body: &str) -> Option<(&str, &str)> {
    let (mark, content) = body.split_once(' ')?;
    let content = content.trim();
    let digits = mark.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=9).contains(&digits) && matches!(&mark[digits..], "." | ")");
    (!content.is_empty() && (numbered || matches!(mark, "-" | "*" | "+"))).then_some((mark, content))
}
