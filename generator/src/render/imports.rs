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
        } else if column + name.len() + 2 > super::text::WIDTH {
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

/// The order of rustfmt's style edition 2024: numbers in names by their value, all upper case last.
pub(super) fn order(a: &str, b: &str) -> Ordering {
    let upper = |name: &str| !name.contains(|c: char| c.is_ascii_lowercase());
    upper(a).cmp(&upper(b)).then_with(|| by_version(a.as_bytes(), b.as_bytes()))
}

fn by_version(mut a: &[u8], mut b: &[u8]) -> Ordering {
    loop {
        let (x, y) = (chunk(&mut a), chunk(&mut b));
        let by = match (x, y) {
            (Chunk::End, Chunk::End) => return Ordering::Equal,
            (Chunk::Number(x, xz), Chunk::Number(y, yz)) => x.cmp(&y).then(yz.cmp(&xz)),
            (Chunk::Text(x), Chunk::Text(y)) => x.cmp(y),
            (x, y) => x.bytes().cmp(y.bytes()),
        };
        if by != Ordering::Equal {
            return by;
        }
    }
}

enum Chunk<'a> {
    End,
    /// The value and how many zeros lead it.
    Number(u128, usize),
    Text(&'a [u8]),
}

impl Chunk<'_> {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::End => &[],
            Self::Number(..) => b"0",
            Self::Text(text) => text,
        }
    }
}

fn chunk<'a>(text: &mut &'a [u8]) -> Chunk<'a> {
    let Some(first) = text.first() else { return Chunk::End };
    let digit = first.is_ascii_digit();
    let len = text.iter().take_while(|b| b.is_ascii_digit() == digit).count();
    let (head, tail) = text.split_at(len);
    *text = tail;
    if !digit {
        return Chunk::Text(head);
    }
    let value = head.iter().fold(0_u128, |sum, b| sum.saturating_mul(10).saturating_add(u128::from(b - b'0')));
    Chunk::Number(value, head.iter().take_while(|&&b| b == b'0').count())
}
