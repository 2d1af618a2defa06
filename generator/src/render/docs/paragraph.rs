//! Text that flows: the lines of a paragraph or of the first paragraph of a list item, joined and wrapped again.

use super::inline::{units, visible};

/// Stands for a hard break; cleaned text does not hold it.
const BREAK: char = '\u{1e}';

/// A paragraph that may still go on.
pub(super) struct Paragraph {
    /// The mark of the list item that it begins, with its indentation.
    pub(super) mark: Option<(usize, String)>,
    /// The indentation of every line but that of the mark.
    pub(super) hang: usize,
    text: String,
}

impl Paragraph {
    pub(super) fn new(mark: Option<(usize, String)>, hang: usize) -> Self {
        Self { mark, hang, text: String::new() }
    }

    /// Adds a line, with what stands at its end: that only matters when another follows.
    pub(super) fn push(&mut self, line: &str) {
        if !self.text.is_empty() {
            let (text, breaks) = ending(&self.text);
            self.text.truncate(text.len());
            self.text.push(if breaks { BREAK } else { ' ' });
        }
        self.text.push_str(line);
    }

    /// The lines as they are printed, without indentation.
    pub(super) fn lines(&self, width: usize) -> String {
        let parts = self.text.split(BREAK).map(|part| wrap(&escaped_start(&units(part)), width));
        parts.collect::<Vec<_>>().join("\\\n")
    }

    /// The whole text as one line.
    pub(super) fn line(&self) -> String {
        visible(units(&self.text.replace(BREAK, " ")))
    }
}

/// A line without its hard break: two spaces at its end, or a backslash that no backslash escapes.
fn ending(line: &str) -> (&str, bool) {
    let text = line.trim_end();
    let slashes = text.len() - text.trim_end_matches('\\').len();
    if slashes % 2 == 1 && text.len() == line.len() {
        return (text[..text.len() - 1].trim_end(), true);
    }
    (text, line.len() >= text.len() + 2)
}

/// Units on lines of at most `width` columns, as long as no line starts with a sign that would begin a block.
pub(super) fn wrap(units: &str, width: usize) -> String {
    let mut out = String::with_capacity(units.len() + 8);
    let mut column = 0;
    for unit in units.split(' ').filter(|unit| !unit.is_empty()) {
        let length = unit.chars().count();
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

/// A first unit that would begin a block, although the line did not, or that stands alone.
pub(super) fn escaped_start(units: &str) -> String {
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
        () => units.to_owned(),
    }
}
