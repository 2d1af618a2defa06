//! What a line begins: the marks of CommonMark's blocks and of tables.

/// `---`, `* * *`, `___`.
pub(super) fn is_rule(body: &str) -> bool {
    let mark = body.as_bytes()[0];
    matches!(mark, b'-' | b'*' | b'_')
        && body.bytes().all(|b| b == mark || b == b' ')
        && body.bytes().filter(|&b| b == mark).count() > 2
}

/// The level of the heading that a line of `=` or `-` makes of the paragraph above it.
pub(super) fn underline(body: &str) -> Option<usize> {
    let all = |mark: u8| !body.is_empty() && body.bytes().all(|b| b == mark);
    if all(b'=') {
        Some(1)
    } else {
        // CommonMark takes one or two as well; vendors write those for something else.
        (all(b'-') && body.len() > 2).then_some(2)
    }
}

/// `# Heading`.
pub(super) fn is_heading(body: &str) -> bool {
    body.starts_with('#') && body.trim_start_matches('#').starts_with(' ')
}

/// `|---|:--:|`, the second row of a table.
pub(super) fn is_delimiter_row(line: &str) -> bool {
    let cells = line.trim();
    cells.contains('|') && cells.contains('-') && cells.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '))
}

/// The run of signs that opens a fence.
pub(super) fn fence(body: &str) -> Option<&str> {
    let sign = ['`', '~'].into_iter().find(|&sign| body.starts_with(sign))?;
    let info = body.trim_start_matches(sign);
    let mark = &body[..body.len() - info.len()];
    (mark.len() > 2 && !info.contains('`')).then_some(mark)
}

/// The mark of a list item and its content, which is never empty.
pub(super) fn item(body: &str) -> Option<(&str, &str)> {
    let (mark, content) = body.split_once(' ')?;
    let content = content.trim();
    let digits = mark.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=9).contains(&digits) && matches!(&mark[digits..], "." | ")");
    (!content.is_empty() && (numbered || matches!(mark, "-" | "*" | "+"))).then_some((mark, content))
}

/// Whether an item may follow a line of text without an empty line: a list starts at one (CommonMark 5.3), so that a
/// number at the start of a line is only that.
pub(super) fn interrupts(mark: &str) -> bool {
    matches!(mark, "-" | "*" | "+" | "1." | "1)")
}
