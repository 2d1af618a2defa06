//! Words of a wire name, and which identifiers Rust does not allow.

mod latin;

use super::Case;
use std::borrow::Cow;

/// Types that generated code names without a path, and those of the runtime that it imports.
pub(super) const RESERVED_TYPES: &[&str] = &[
    "Self",
    "String",
    "Option",
    "Vec",
    "Box",
    "Some",
    "None",
    "Ok",
    "Err",
    "Result",
    "Send",
    "Sync",
    "Sized",
    "Copy",
    "Clone",
    "Drop",
    "Fn",
    "FnMut",
    "FnOnce",
    "Default",
    "Debug",
    "PartialEq",
    "Eq",
    "Hash",
    "Ord",
    "PartialOrd",
    "Iterator",
    "IntoIterator",
    "Into",
    "From",
    "TryFrom",
    "TryInto",
    "AsRef",
    "AsMut",
    "ToString",
    "ToOwned",
    "Extend",
    "DoubleEndedIterator",
    "ExactSizeIterator",
    "FromIterator",
    "Value",
    "Map",
    "Field",
    "Secret",
    "Base64",
    "File",
    "DateTime",
    "NaiveDate",
    "FixedOffset",
    "UnixTime",
    "Rfc2822",
    "Uuid",
    "Decimal",
    "Download",
    "Events",
    "Untyped",
    "Client",
    "ClientBuilder",
    "Call",
    "Error",
    "Operation",
    "OperationSpec",
    "Object",
    "Member",
    "Part",
    "Union",
    "Choice",
    "Enumeration",
    "Tuple",
    "Decode",
    "Encode",
    "Answer",
    "Request",
    "Response",
    "SpecId",
    "Event",
];

const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// These cannot be raw identifiers.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate", "_"];

/// Signs that carry meaning in names and values (`+1`, `>=`, `*`) become words; any other sign parts words. ASCII.
pub(super) fn spell(wire: &str) -> Cow<'_, str> {
    if wire.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        return Cow::Borrowed(wire);
    }
    let mut out = String::with_capacity(wire.len());
    let mut previous = None;
    for (at, c) in wire.char_indices() {
        let leads = previous.is_none();
        let next = wire[at + c.len_utf8()..].chars().next();
        match sign(c, leads, next) {
            Some(word) => {
                out.push(' ');
                out.push_str(word);
                out.push(' ');
            }
            None if c.is_ascii_alphanumeric() => out.push(c),
            // An apostrophe within a word does not part it: `don't`.
            None if c == '\'' => {}
            None => out.push_str(latin::letters(c).unwrap_or(" ")),
        }
        previous = Some(c);
    }
    Cow::Owned(if out.trim().is_empty() { by_number(wire) } else { out })
}

/// A name of which no sign can be spelled: the numbers that Unicode gives its first ones, marks without a look aside.
fn by_number(wire: &str) -> String {
    let seen = wire
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(*c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}'));
    seen.take(8).map(|c| format!("u{:x}", u32::from(c))).collect::<Vec<_>>().join(" ")
}

fn sign(c: char, leads: bool, next: Option<char>) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '-' if leads => "minus",
        '-' if next.is_none() => "minus",
        '<' => "lt",
        '>' => "gt",
        '=' => "eq",
        '!' => "not",
        '~' => "tilde",
        '*' => "star",
        '%' => "percent",
        '&' => "and",
        '$' if next.is_none() => "dollar",
        '#' if next.is_none() => "hash",
        _ => return None,
    })
}

/// Makes a joined name legal: not empty, not starting with a digit, not a keyword.
pub(super) fn legal(text: String, case: Case) -> String {
    let text = match (text.is_empty(), case) {
        (true, Case::Pascal) => return "Empty".to_owned(),
        (true, _) => return "empty".to_owned(),
        (false, _) => text,
    };
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return match case {
            Case::Pascal => format!("N{text}"),
            Case::Snake => format!("_{text}"),
            Case::Module => format!("n{text}"),
        };
    }
    if NEVER_RAW.contains(&text.as_str()) {
        return format!("{text}_");
    }
    match case {
        Case::Snake if KEYWORDS.contains(&text.as_str()) => format!("r#{text}"),
        Case::Module if KEYWORDS.contains(&text.as_str()) || FILE_NAMES.contains(&text.as_str()) => format!("{text}_"),
        _ => text,
    }
}

/// Names that mean something as a file or that some systems do not allow.
const FILE_NAMES: &[&str] = &[
    "lib",
    "main",
    "mod",
    "con",
    "prn",
    "aux",
    "nul",
    "com1",
    "lpt1",
    "build",
    "types",
    "client",
    "codec",
    "operations",
    "intertie",
];
