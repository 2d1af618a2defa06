//! Findings -> lines for a terminal, a program or GitHub.
//!
//! In: diagnostics and something that knows where pointers stand. Out: text. What a stranger's document brought into a
//! message can neither move the cursor nor reorder the line nor end the annotation.

use super::{Diagnostic, Place, Severity};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A person.
    Text {
        /// Whether the terminal shows colours.
        colour: bool,
    },
    /// A program: one JSON object a line.
    Json,
    /// GitHub Actions, which shows annotations beside the changed lines.
    Github,
}

/// What knows where a pointer stands in the source files.
pub trait Places {
    /// The place of the member or item itself, or of the nearest thing around it.
    fn place(&mut self, pointer: &crate::pointer::Pointer) -> Option<Place>;
}

/// Longer messages are cut: nobody reads them, and a hostile key may have megabytes.
const MAX_CHARS: usize = 1_000;

/// Writes findings.
pub fn print<'d>(
    found: impl IntoIterator<Item = &'d Diagnostic>,
    places: &mut dyn Places,
    format: Format,
    out: &mut dyn Write,
) -> io::Result<()> {
    for diagnostic in found {
        let place = diagnostic.place.clone().or_else(|| places.place(&diagnostic.pointer));
        let text = match format {
            Format::Text { colour } => text(diagnostic, place.as_ref(), colour),
            Format::Json => json(diagnostic, place.as_ref()),
            Format::Github => github(diagnostic, place.as_ref()),
        };
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}

fn text(diagnostic: &Diagnostic, place: Option<&Place>, colour: bool) -> String {
    let (mark, hue) = match diagnostic.severity {
        Severity::Error => ("error", "\x1b[1;31m"),
        Severity::Warning => ("warning", "\x1b[1;33m"),
        Severity::Note => ("note", "\x1b[1;36m"),
    };
    let (hue, bold, blue, plain) = if colour { (hue, "\x1b[1m", "\x1b[1;34m", "\x1b[0m") } else { ("", "", "", "") };
    let code = diagnostic.code.as_str();
    let mut text = format!("{hue}{mark}[{code}]{plain}{bold}: {}{plain}\n", escaped(&diagnostic.message));
    let pointer = diagnostic.pointer.as_str();
    let pointer = if pointer == "#" { String::new() } else { escaped(pointer) };
    match place {
        Some(Place { file, line, column }) => {
            let gap = if pointer.is_empty() { "" } else { "   " };
            let _ = writeln!(text, "  {blue}-->{plain} {}:{line}:{column}{gap}{pointer}", escaped(file));
        }
        None if pointer.is_empty() => {}
        None => {
            let _ = writeln!(text, "  {blue}-->{plain} {pointer}");
        }
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(text, "  {blue}={plain} {bold}help{plain}: {}", escaped(help));
    }
    text
}

fn json(diagnostic: &Diagnostic, place: Option<&Place>) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let line = serde_json::json!({
        "severity": severity,
        "code": diagnostic.code.as_str(),
        "message": diagnostic.message,
        "pointer": diagnostic.pointer.as_str(),
        "file": place.map(|place| place.file.as_str()),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
        "help": diagnostic.help,
    });
    // Outside of strings JSON is ASCII, so an escape is right wherever such a character stands.
    let mut text = String::new();
    for c in line.to_string().chars() {
        if is_deceptive(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(text, "\\u{unit:04x}");
            }
        } else {
            text.push(c);
        }
    }
    text.push('\n');
    text
}

fn github(diagnostic: &Diagnostic, place: Option<&Place>) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut text = annotation(command, place, diagnostic.code.as_str(), &diagnostic.message);
    if diagnostic.pointer.as_str() != "#" {
        let _ = write!(text, " ({})", data(diagnostic.pointer.as_str()));
    }
    if let Some(help) = &diagnostic.help {
        let _ = write!(text, "%0Ahelp: {}", data(help));
    }
    text.push('\n');
    text
}

/// A workflow command that GitHub shows beside a line, without its line end.
/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>
pub(crate) fn annotation(command: &str, place: Option<&Place>, title: &str, message: &str) -> String {
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut text = format!("::{command} ");
    if let Some(Place { file, line, column }) = place {
        let _ = write!(text, "file={},line={line},col={column},", property(file));
    }
    let _ = write!(text, "title={}::{}", property(title), data(message));
    text
}

fn data(text: &str) -> String {
    escaped(text).replace('%', "%25")
}

/// The text with what a terminal would act upon made visible.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len().min(4 * MAX_CHARS));
    for (count, c) in text.chars().enumerate() {
        match c {
            _ if count >= MAX_CHARS => {
                escaped.push_str("...");
                break;
            }
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            c if is_deceptive(c) => {
                let _ = write!(escaped, "\\u{{{:x}}}", u32::from(c));
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// Control characters, line separators, and marks that reorder or hide text (Unicode TR 36, 3.1; TR 9, 2).
fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::{Format, Places, print};
    use crate::diag::{Code, Diagnostic, Place};
    use crate::pointer::Pointer;

    struct Line41;
    impl Places for Line41 {
        fn place(&mut self, _: &Pointer) -> Option<Place> {
            Some(Place { file: "specs/acme,1.yaml".to_owned(), line: 41, column: 17 })
        }
    }

    fn printed(message: &str, format: Format) -> String {
        let pointer = Pointer::root().push("paths").push("/invoices");
        let found = Diagnostic::new(Code::UnresolvedRef, &pointer, message).help("the nearest name is `Note`");
        let mut out = Vec::new();
        print([&found], &mut Line41, format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn speaks_to_people() {
        let wanted = "warning[unresolved-ref]: `$ref` points at nothing\n  --> specs/acme,1.yaml:41:17   \
                      #/paths/~1invoices\n  = help: the nearest name is `Note`\n";
        assert_eq!(printed("`$ref` points at nothing", Format::Text { colour: false }), wanted);
        assert!(printed("x", Format::Text { colour: true }).starts_with("\x1b[1;33mwarning[unresolved-ref]\x1b[0m"));
    }

    #[test]
    fn speaks_to_programs() {
        let line = printed("a \"quoted\"\nline \u{202E}", Format::Json);
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(line.lines().count(), 1);
        assert!(!line.contains('\u{202E}'));
        assert_eq!(value["message"], "a \"quoted\"\nline \u{202E}");
        assert_eq!((&value["line"], &value["code"]), (&41.into(), &"unresolved-ref".into()));
    }

    #[test]
    fn speaks_to_github() {
        let wanted = "::warning file=specs/acme%2C1.yaml,line=41,col=17,title=unresolved-ref::50%25 gone\\n::error::x \
                      (#/paths/~1invoices)%0Ahelp: the nearest name is `Note`\n";
        assert_eq!(printed("50% gone\n::error::x", Format::Github), wanted);
    }

    #[test]
    fn shows_what_would_deceive() {
        let text = printed("\x1b[2J\u{202E}evil\u{200B}\u{9B}", Format::Text { colour: false });
        assert!(text.contains("\\u{1b}[2J\\u{202e}evil\\u{200b}\\u{9b}"), "{text}");
        assert!(printed(&"long".repeat(10_000), Format::Text { colour: false }).len() < 2_000);
    }
}
