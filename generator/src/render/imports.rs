//! `use` at the top of a file: what it names of the runtime and of its own crate.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What a file must import.
#[derive(Debug, Default)]
pub(super) struct Imports<'a> {
    runtime: BTreeSet<&'static str>,
    local: BTreeSet<&'a str>,
    own: BTreeSet<&'a str>,
}

impl<'a> Imports<'a> {
    /// A type of the runtime.
    pub(super) fn runtime(&mut self, name: &'static str) {
        self.runtime.insert(name);
    }

    /// A type of the generated crate.
    pub(super) fn local(&mut self, name: &'a str) {
        self.local.insert(name);
    }

    /// A type that this file defines, so that it need not be imported.
    pub(super) fn own(&mut self, name: &'a str) {
        self.own.insert(name);
    }

    /// The `use` lines. `root` is the path of the crate's root: `crate` or `super::super`.
    pub(super) fn print(&self, root: &str) -> String {
        let mut out = String::new();
        let local: Vec<&str> = self.local.difference(&self.own).copied().collect();
        let runtime: Vec<&str> = self.runtime.iter().copied().collect();
        // rustfmt sorts `crate` and `super` before names of crates.
        list(root, &local, &mut out);
        list("intertie", &runtime, &mut out);
        out
    }
}

/// One `use`, in the layout of rustfmt.
pub(super) fn list(path: &str, names: &[&str], out: &mut String) {
    let mut names = names.to_vec();
    names.sort_by(|a, b| order(a, b));
    let joined = names.join(", ");
    match names.as_slice() {
        [] => {}
        [name] => out.extend(["use ", path, "::", name, ";\n"]),
        _ if path.len() + joined.len() + 9 <= super::text::WIDTH => out.extend(["use ", path, "::{", &joined, "};\n"]),
        _ => {
            out.extend(["use ", path, "::{\n"]);
            fill(&names, out);
            *out += "};\n";
        }
    }
}

/// As many names on a line as fit.
fn fill(names: &[&str], out: &mut String) {
    let mut column = 0;
    for name in names {
        if column == 0 {
            out.push_str("    ");
            column = 4;
        } else if column + name.len() + 2 >= super::text::WIDTH {
            out.push_str("\n    ");
            column = 4;
        } else {
            out.push(' ');
            column += 1;
        }
        out.push_str(name);
        out.push(',');
        column += name.len() + 1;
    }
    out.push('\n');
}

/// The order of imports in rustfmt's style edition 2024: signs, then numbers by their value, then letters.
pub(super) fn order(a: &str, b: &str) -> Ordering {
    chunks(a).cmp(chunks(b)).then_with(|| a.cmp(b))
}

/// A part of a name; parts compare in the order of the variants.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Chunk<'a> {
    Underscore,
    Number(u128),
    Letters(&'a str),
}

fn chunks(name: &str) -> impl Iterator<Item = Chunk<'_>> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let kind = |c: char| (c == '_', c.is_ascii_digit());
        let len = match first {
            '_' => 1,
            _ => rest.find(|c: char| kind(c) != kind(first)).unwrap_or(rest.len()),
        };
        let (chunk, tail) = rest.split_at(len);
        rest = tail;
        Some(match first {
            '_' => Chunk::Underscore,
            // Longer numbers than fit are equal here; their text decides.
            '0'..='9' => Chunk::Number(chunk.parse().unwrap_or(u128::MAX)),
            _ => Chunk::Letters(chunk),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn names_are_in_the_order_of_rustfmt() {
        let mut names = ["a", "B", "Ab", "ABc", "AB", "A10", "A2", "A1", "A_b", "A"];
        names.sort_by(|a, b| order(a, b));
        assert_eq!(names, ["A", "A_b", "A1", "A2", "A10", "AB", "ABc", "Ab", "B", "a"]);
    }
}
