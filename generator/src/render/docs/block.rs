//! Lines into blocks. Indentation is computed from the lists that are open, never copied: so no line can become an
//! indented code block, which rustdoc would compile as a test.

use super::inline::{units, visible};
use super::marks;
use super::paragraph::{Paragraph, escaped_start};

/// Lists within lists deeper than this are one list.
const DEEPEST: usize = 6;

/// The text, block by block, wrapped at `width`.
pub(super) fn lines(text: &str, width: usize) -> String {
    let mut blocks = Blocks { out: Vec::new(), lists: Vec::new(), previous: Kind::Blank, open: Open::Nothing, width };
    let all: Vec<&str> = text.split('\n').collect();
    let indented = |line: &&&str| !line.trim().is_empty();
    // Text that is indented as a whole is not code, whatever CommonMark says: the indentation is the document's.
    let margin = all.iter().filter(indented).map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let all: Vec<&str> = all.iter().map(|line| line.get(margin..).unwrap_or_default()).collect();
    for (at, line) in all.iter().enumerate() {
        blocks.line(line, all.get(at + 1).copied());
    }
    blocks.close();
    blocks.finish()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
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

/// A block that the next line may continue.
enum Open {
    Nothing,
    Paragraph(Paragraph),
    Fence {
        mark: String,
        indent: usize,
        output: usize,
    },
    /// Code by its indentation: the lines without it.
    Indented {
        indent: usize,
        output: usize,
        lines: Vec<String>,
    },
}

struct Blocks {
    out: Vec<String>,
    lists: Vec<Level>,
    /// What the last closed block is.
    previous: Kind,
    open: Open,
    width: usize,
}

impl Blocks {
    fn line(&mut self, line: &str, next: Option<&str>) {
        let body = line.trim();
        let indent = line.len() - line.trim_start().len();
        if self.goes_on(line, body, indent) {
            return;
        }
        let goes_on = matches!(self.open, Open::Paragraph(_)) && self.is_text(body, indent, next);
        if let Open::Paragraph(paragraph) = &mut self.open {
            if let Some(level) = marks::underline(body).filter(|_| paragraph.mark.is_none()) {
                let text = format!("{:#<level$} {}", "", paragraph.line());
                self.open = Open::Nothing;
                return self.alone(indent, &text);
            }
            if goes_on {
                return paragraph.push(line.trim_start());
            }
        }
        self.close();
        self.begin(line, body, indent, next);
    }

    /// Whether the line belongs to the code that is open.
    fn goes_on(&mut self, line: &str, body: &str, indent: usize) -> bool {
        match &mut self.open {
            Open::Fence { mark, indent: margin, output } => {
                let closes =
                    body.starts_with(mark.as_str()) && body.trim_matches(char::from(mark.as_bytes()[0])).is_empty();
                let text = line.get((*margin).min(indent)..).unwrap_or(body).trim_end();
                self.out.push(indented(*output, if closes { mark } else { text }));
                if closes {
                    self.open = Open::Nothing;
                    self.previous = Kind::Alone;
                }
                true
            }
            Open::Indented { indent: margin, lines, .. } if body.is_empty() || indent >= *margin => {
                lines.push(line.get(*margin..).unwrap_or_default().trim_end().to_owned());
                true
            }
            Open::Indented { .. } | Open::Paragraph(_) | Open::Nothing => false,
        }
    }

    /// Whether the line continues the paragraph that is open.
    fn is_text(&self, body: &str, indent: usize, next: Option<&str>) -> bool {
        let ends = body.is_empty()
            || marks::is_rule(body)
            || marks::fence(body).is_some()
            || marks::is_heading(body)
            || body.starts_with(['>', '|'])
            || self.is_row(body, next);
        let within = self.lists.last().is_none_or(|level| indent >= level.source);
        !ends && marks::item(body).is_none_or(|(mark, _)| within && !marks::interrupts(mark))
    }

    fn is_row(&self, body: &str, next: Option<&str>) -> bool {
        let goes_on = self.previous == Kind::Row && matches!(self.open, Open::Nothing);
        body.starts_with('|') || (body.contains('|') && (goes_on || next.is_some_and(marks::is_delimiter_row)))
    }

    fn begin(&mut self, line: &str, body: &str, indent: usize, next: Option<&str>) {
        if body.is_empty() {
            self.previous = Kind::Blank;
        } else if self.is_code(indent) {
            self.begin_code(line, indent);
        } else if marks::is_rule(body) {
            self.alone(indent, "---");
        } else if let Some(mark) = marks::fence(body) {
            self.leave(indent);
            self.part();
            let output = self.base();
            self.out.push(format!("{:output$}{mark}text", ""));
            self.open = Open::Fence { mark: mark.to_owned(), indent, output };
        } else if let Some((mark, content)) = marks::item(body) {
            self.item(line, indent, mark, content);
        } else if marks::is_heading(body) {
            self.alone(indent, &visible(units(body)));
        } else if let Some(quoted) = body.strip_prefix('>') {
            self.row(indent, &format!("> {}", visible(escaped_start(&units(quoted)))));
        } else if self.is_row(body, next) {
            self.row(indent, &visible(units(body)));
        } else {
            self.leave(indent);
            self.part();
            self.begin_paragraph(None, line.trim_start());
        }
    }

    /// Four columns further in than the text around it, and not a paragraph's next line.
    fn is_code(&self, indent: usize) -> bool {
        let margin = self.lists.iter().rev().map(|level| level.source).find(|&source| indent >= source).unwrap_or(0);
        matches!(self.previous, Kind::Blank | Kind::Alone) && indent >= margin + 4
    }

    fn begin_code(&mut self, line: &str, indent: usize) {
        self.leave(indent);
        let margin = self.lists.last().map_or(0, |level| level.source) + 4;
        let lines = vec![line.get(margin..).unwrap_or_default().trim_end().to_owned()];
        self.open = Open::Indented { indent: margin, output: self.base(), lines };
    }

    fn begin_paragraph(&mut self, mark: Option<(usize, String)>, line: &str) {
        let mut paragraph = Paragraph::new(mark, self.base());
        paragraph.push(line);
        self.open = Open::Paragraph(paragraph);
    }

    fn item(&mut self, line: &str, indent: usize, mark: &str, content: &str) {
        self.leave(indent);
        let base = self.base();
        if self.previous != Kind::Item {
            self.part();
        }
        let (source, output) = (indent + mark.len() + 1, base + mark.len() + 1);
        self.lists.push(Level { source, output });
        self.previous = Kind::Item;
        if let Some(fence) = marks::fence(content) {
            self.out.push(format!("{:base$}{mark} {fence}text", ""));
            self.open = Open::Fence { mark: fence.to_owned(), indent: source, output };
        } else {
            self.begin_paragraph(Some((base, mark.to_owned())), line.get(source..).unwrap_or(content).trim_start());
        }
    }

    fn alone(&mut self, indent: usize, text: &str) {
        self.leave(indent);
        self.part();
        self.out.push(indented(self.base(), text));
        self.previous = Kind::Alone;
    }

    fn row(&mut self, indent: usize, text: &str) {
        if self.previous != Kind::Row {
            self.leave(indent);
            self.part();
        }
        self.out.push(indented(self.base(), text.trim_end()));
        self.previous = Kind::Row;
    }

    /// Writes what is open.
    fn close(&mut self) {
        match std::mem::replace(&mut self.open, Open::Nothing) {
            Open::Nothing => {}
            Open::Paragraph(paragraph) => self.write(&paragraph),
            Open::Fence { mark, output, .. } => self.out.push(indented(output, &mark)),
            Open::Indented { output, lines, .. } => self.write_code(output, &lines),
        }
    }

    fn write(&mut self, paragraph: &Paragraph) {
        let room = self.width.saturating_sub(paragraph.hang).max(30);
        for (at, line) in paragraph.lines(room).split('\n').enumerate() {
            match &paragraph.mark {
                Some((base, mark)) if at == 0 => self.out.push(format!("{:base$}{mark} {line}", "")),
                _ => self.out.push(indented(paragraph.hang, line)),
            }
        }
        self.previous = if paragraph.mark.is_some() { Kind::Item } else { Kind::Text };
    }

    fn write_code(&mut self, output: usize, lines: &[String]) {
        let longest =
            lines.iter().map(|line| line.trim_start().len() - line.trim_start().trim_start_matches('`').len());
        let mark = "`".repeat(longest.max().unwrap_or(0).max(2) + 1);
        self.part();
        self.out.push(indented(output, &format!("{mark}text")));
        let end = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |at| at + 1);
        self.out.extend(lines[..end].iter().map(|line| indented(output, line)));
        self.out.push(indented(output, &mark));
        self.previous = if end < lines.len() { Kind::Blank } else { Kind::Alone };
    }

    /// Closes the lists that a line at `indent` is not part of.
    fn leave(&mut self, indent: usize) {
        while self.lists.last().is_some_and(|level| indent < level.source) || self.lists.len() > DEEPEST {
            self.lists.pop();
        }
    }

    /// An empty line between blocks.
    fn part(&mut self) {
        if self.out.last().is_some_and(|line| !line.is_empty()) {
            self.out.push(String::new());
        }
    }

    fn base(&self) -> usize {
        self.lists.last().map_or(0, |level| level.output)
    }

    fn finish(mut self) -> String {
        while self.out.last().is_some_and(String::is_empty) {
            self.out.pop();
        }
        self.out.join("\n")
    }
}

/// A line of the output; an empty one stays empty.
fn indented(by: usize, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{:by$}{text}", "") }
}
