//! The vendor's Markdown as doc comments: tidy for a reader, inert for the compiler and for rustdoc.
//!
//! In: text of any origin. Out: lines that cannot end a comment, run as a doctest, or make rustdoc warn: code is
//! fenced as `text`, indentation is only that of lists, HTML is escaped, bare addresses are autolinks, only absolute
//! links are links. Line ends within a paragraph flow, as CommonMark has them (soft breaks); hard breaks, lists, tables
//! and code keep theirs.

mod block;
mod clean;
mod inline;
mod marks;
mod paragraph;

use crate::ir::Docs;

/// The whole text, wrapped at `width`; lines are parted by `\n`. Empty where there is nothing to say.
pub(super) fn full(docs: &Docs, width: usize) -> String {
    if docs.is_empty() {
        return String::new();
    }
    block::lines(&clean::clean(&docs.0), width)
}

/// The first sentence, for places that only remind of the full text.
pub(super) fn summary(docs: &Docs, width: usize) -> String {
    let head: &str = docs.0.trim_start();
    let end = head.find("\n\n").unwrap_or(head.len());
    let text = clean::clean(&head[..end]);
    let paragraph = text.trim();
    if paragraph.starts_with(['#', '|', '`', '~', '-', '*', '>']) {
        return String::new();
    }
    let units = inline::units(&paragraph.replace("\\\n", " ").replace('\n', " "));
    paragraph::wrap(first_sentence(&units), width)
}

/// Markdown on one line.
pub(super) fn one_line(text: &str) -> String {
    inline::visible(inline::units(&clean::clean(text).replace('\n', " ")).trim().to_owned())
}

/// Text on one line, as it is, for plain comments.
pub(super) fn plain_line(text: &str) -> String {
    clean::clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A code span that shows `text`.
pub(super) fn code(text: &str) -> String {
    let text = plain_line(text);
    if text.contains('`') { format!("`{}`", text.replace('`', "'")) } else { format!("`{text}`") }
}

fn first_sentence(units: &str) -> &str {
    let mut at = 0;
    for unit in units.split(' ') {
        at += unit.len();
        let ends = unit.ends_with(['.', '!', '?', ':']) && !["e.g.", "i.e.", "etc.", "vs."].contains(&unit);
        if ends && at > 12 {
            break;
        }
        at += 1;
    }
    units[..at.min(units.len())].trim_end_matches([' ', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full(text: &str) -> String {
        super::full(&Docs(text.to_owned()), 40)
    }

    #[test]
    fn text_is_wrapped_and_lists_keep_their_shape() {
        assert_eq!(
            full(
                "One two three four five six seven eight nine - ten.\n* a\n    * b is a rather long item of a list\nlazy\n\n      code"
            ),
            "One two three four five six seven eight\nnine - ten.\n\n* a\n  * b is a rather long item of a list\n    lazy\n\n    code"
        );
    }

    #[test]
    fn soft_breaks_flow() {
        assert_eq!(
            full(
                "Updates the account belonging\nto\na connected account, with `a\ncode span` and [a\nlink](https://x.example)."
            ),
            "Updates the account belonging to a\nconnected account, with `a code span`\nand [a link](https://x.example)."
        );
        assert_eq!(full("- a\n  b\nc\n- d"), "- a b c\n- d");
        assert_eq!(full("a\n- b\n+ c"), "a\n\n- b\n+ c");
        assert_eq!(full("We sold\n1984. It\n2. was\n1. one\n2. two"), "We sold 1984. It 2. was\n\n1. one\n2. two");
    }

    #[test]
    fn hard_breaks_stay() {
        assert_eq!(full("one  \ntwo\\\nthree\nfour  "), "one\\\ntwo\\\nthree four");
        assert_eq!(full("- one\\\ntwo\\\\\nthree"), "- one\\\n  two\\\\ three");
        assert_eq!(full("C:\\"), "C:\\\\");
    }

    #[test]
    fn tables_and_headings_stay() {
        assert_eq!(full("a | b\n--|--\nc | d\n\na | b\nc"), "a | b\n--|--\nc | d\n\na | b c");
        assert_eq!(full("| a\n| b"), "| a\n| b");
        assert_eq!(full("A\nhead\n===\ntext\n\n# One #\ntwo"), "# A head\n\ntext\n\n# One #\n\ntwo");
        assert_eq!(full("a\n---\n\n---\nb"), "## a\n\n---\n\nb");
    }

    #[test]
    fn code_is_never_a_doctest() {
        assert_eq!(full("```js\nlet x;\n```"), "```text\nlet x;\n```");
        assert_eq!(full("a\n\n    panic!()\n\n      b\n\nc"), "a\n\n```text\npanic!()\n\n  b\n```\n\nc");
        assert_eq!(full("    all\n\n    of it"), "all\n\nof it");
        assert_eq!(full("- a\n\n      ```\n      ~~~"), "- a\n\n  ````text\n  ```\n  ~~~\n  ````");
        assert_eq!(full("~~~\nx"), "~~~text\nx\n~~~");
        assert_eq!(full("> ```\n> panic!()\n> ```"), "> \\`\\`\\`\n> panic!()\n> \\`\\`\\`");
        assert_eq!(full("- ```rust\n  x\n  ```"), "- ```text\n  x\n  ```");
        assert_eq!(full("10.\n\n    x"), "10\\.\n\n```text\nx\n```");
    }

    #[test]
    fn links_and_tags_do_not_make_rustdoc_warn() {
        assert_eq!(full("see https://a.example/b?c."), "see <https://a.example/b?c>.");
        assert_eq!(full("[a](https://b.example) [c](/d) [e] x[0]"), "[a](https://b.example) c (`/d`) \\[e]\nx\\[0]");
        assert_eq!(full("Vec<T> `<i>`"), "Vec\\<T> `<i>`");
        assert_eq!(full("odd ` tick"), "odd \\` tick");
    }

    #[test]
    fn control_and_bidi_characters_are_gone() {
        assert_eq!(full("a\r\nb\rc\u{202e}d\0\u{b}"), "a b cd");
    }

    #[test]
    fn a_summary_is_the_first_sentence() {
        let docs = Docs("The first one,\ne.g. this. The second.\n\nMore.".to_owned());
        assert_eq!(summary(&docs, 80), "The first one, e.g. this.");
    }
}
