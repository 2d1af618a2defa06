//! A copy of a document whose patterns mean the same to all: a dot is no line terminator.
//!
//! In ECMA-262, which JSON Schema names, `.` takes none of `\n`, `\r`, U+2028 and U+2029; in Python, which Schemathesis
//! reads patterns with, it takes all but `\n`, and `^.*$` would then be asked to match what it does not.

use serde_json::Value;
use std::path::{Path, PathBuf};

const DOT: &str = r"[^\n\r\u2028\u2029]";

/// Writes the copy into `folder` and gives its path.
pub(crate) fn spelled_out(document: &Path, folder: &Path) -> PathBuf {
    let text = std::fs::read_to_string(document).expect("a document");
    // JSON is YAML, but serde_yaml refuses some of it.
    let mut value: Value = serde_json::from_str(&text)
        .unwrap_or_else(|_| serde_yaml::from_str(&text).expect("a document in JSON or YAML"));
    spell_out(&mut value);
    let name = document.file_stem().expect("a file").to_string_lossy();
    let copy = folder.join(format!("{name}.spelled-out.json"));
    std::fs::write(&copy, value.to_string()).expect("the copy is written");
    copy
}

fn spell_out(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(pattern)) = members.get_mut("pattern") {
                *pattern = dots(pattern);
            }
            members.values_mut().for_each(spell_out);
        }
        Value::Array(items) => items.iter_mut().for_each(spell_out),
        _ => {}
    }
}

/// The pattern with its dots spelled out; those that are escaped or in a class are dots themselves.
fn dots(pattern: &str) -> String {
    let (mut spelled, mut escaped, mut class) = (String::new(), false, false);
    for letter in pattern.chars() {
        match letter {
            '.' if !escaped && !class => spelled.push_str(DOT),
            _ => spelled.push(letter),
        }
        class = if escaped { class } else { (class || letter == '[') && letter != ']' };
        escaped = !escaped && letter == '\\';
    }
    spelled
}

#[test]
fn only_bare_dots_are_spelled_out() {
    assert_eq!(dots(r"^.\.[.]\\.$"), format!(r"^{DOT}\.[.]\\{DOT}$"));
}
