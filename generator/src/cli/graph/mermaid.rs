//! As a flowchart of Mermaid: a box for each flow, its steps in order, and the vendors they call.

use intertie::flow::sqlite::Shape;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Writing to a `String` cannot fail.
pub(super) fn draw(shapes: &[Shape]) -> String {
    let mut out = String::from("flowchart LR\n");
    let mut vendors = BTreeMap::new();
    let mut calls = String::new();
    for (at, shape) in shapes.iter().enumerate() {
        let _ = writeln!(out, "  subgraph f{at}[\"{}\"]", text(&shape.flow));
        for (number, step) in shape.steps.iter().enumerate() {
            let _ = writeln!(out, "    f{at}s{number}[\"{}\"]", text(&step.name));
            if number > 0 {
                let _ = writeln!(out, "    f{at}s{} --> f{at}s{number}", number - 1);
            }
            if let Some((vendor, version, operation)) = &step.call {
                let next = vendors.len();
                let id = *vendors.entry((vendor, version)).or_insert(next);
                let _ = writeln!(calls, "  f{at}s{number} -.->|\"{}\"| v{id}", text(operation));
            }
        }
        out += "  end\n";
    }
    for ((vendor, version), id) in vendors {
        let _ = writeln!(out, "  v{id}([\"{} {}\"])", text(vendor), text(version));
    }
    out + calls.trim_end()
}

/// Text within quotes: Mermaid knows entities, and no backslashes.
fn text(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '"' | '<' | '>' | '&' | '#' | '`' | '|' => {
                let _ = write!(out, "#{};", u32::from(letter));
            }
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_name_cannot_end_its_quotes() {
        assert_eq!(text("a\"]\n-->|<b>"), "a#34;] --#62;#124;#60;b#62;");
    }
}
