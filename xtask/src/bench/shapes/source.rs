//! The source of the two crates: the same types, of the mix that a vendor's document has.

use std::fmt::Write as _;
use std::path::Path;

/// How much of it.
#[derive(Clone, Copy)]
pub(super) struct Size {
    pub(super) structs: usize,
    pub(super) fields: usize,
    pub(super) enums: usize,
}

/// Which of the two.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// As generated.
    Tables,
    /// With derived serde.
    Derived,
}

impl Shape {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Tables => "tables",
            Self::Derived => "derived",
        }
    }
}

pub(super) fn manifest(shape: Shape, root: &Path) -> String {
    let (name, runtime) = (shape.name(), root.join("runtime"));
    let dependencies = match shape {
        Shape::Tables => format!("intertie = {{ path = '{}' }}", runtime.display()),
        Shape::Derived => "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"".into(),
    };
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n\n[workspace]\n"
    )
}

pub(super) fn library(shape: Shape, size: Size) -> String {
    let mut out = String::from("#![allow(missing_docs)]\n");
    if shape == Shape::Tables {
        out += "use intertie::codec::{Decode, Encode, Object, StringEnum, Table, optional, required, table};\n";
    } else {
        out += "use serde::{Deserialize, Serialize};\n";
    }
    // Writing to a `String` cannot fail.
    let _ = (0..size.enums).try_for_each(|at| enumeration(&mut out, shape, at));
    let _ = (0..size.structs).try_for_each(|at| structure(&mut out, shape, size, at));
    if shape == Shape::Tables {
        out += &line("objects", "S", size.structs);
        out += &line("string_enums", "E", size.enums);
    }
    out
}

/// The macro line for types of this letter.
fn line(macro_name: &str, letter: &str, count: usize) -> String {
    let names: Vec<String> = (0..count).map(|at| format!("{letter}{at}")).collect();
    format!("intertie::{macro_name}! {{ {} }}\n", names.join(", "))
}

const VALUES: [(&str, &str); 6] = [
    ("Active", "active"),
    ("PastDue", "past_due"),
    ("Canceled", "canceled"),
    ("Trialing", "trialing"),
    ("Unpaid", "unpaid"),
    ("Paused", "paused"),
];

fn enumeration(out: &mut String, shape: Shape, at: usize) -> std::fmt::Result {
    if shape == Shape::Derived {
        writeln!(out, "#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]\npub enum E{at} {{")?;
        for (variant, wire) in VALUES {
            writeln!(out, "    #[serde(rename = \"{wire}\")]\n    {variant},")?;
        }
        return writeln!(out, "    #[serde(untagged)]\n    Other(String),\n}}");
    }
    writeln!(out, "#[derive(Clone, PartialEq, Eq, Hash)]\npub enum E{at} {{")?;
    for (variant, _) in VALUES {
        writeln!(out, "    {variant},")?;
    }
    writeln!(out, "    Other(String),\n}}\nimpl StringEnum for E{at} {{")?;
    writeln!(out, "    const VALUES: &'static [(&'static str, &'static str)] = &[")?;
    for (variant, wire) in VALUES {
        write!(out, "(\"{wire}\", \"{variant}\"), ")?;
    }
    writeln!(out, "];\n    #[inline] fn as_str(&self) -> &str {{ match self {{")?;
    for (variant, wire) in VALUES {
        write!(out, "Self::{variant} => \"{wire}\", ")?;
    }
    writeln!(out, "Self::Other(text) => text }} }}")?;
    write!(out, "    #[inline] fn pick(at: usize, value: &str) -> Self {{ match at {{ ")?;
    for (at, (variant, _)) in VALUES.iter().enumerate() {
        write!(out, "{at} => Self::{variant}, ")?;
    }
    writeln!(out, "_ => Self::Other(value.to_owned()) }} }}\n}}")
}

/// The type of a field: of the mix in Stripe's and GitHub's documents, roughly.
fn field_type(size: Size, at: usize, field: usize) -> (String, bool) {
    let ty = match field % 12 {
        1 | 7 => "i64".into(),
        2 => "bool".into(),
        5 => format!("E{}", (at * 7 + field) % size.enums.max(1)),
        6 => format!("Box<S{}>", near(size, at, at * 5 + field)),
        8 => "Vec<String>".into(),
        9 => format!("Vec<S{}>", near(size, at, at + field)),
        10 => "f64".into(),
        _ => "String".into(),
    };
    (ty, field % 12 < 3)
}

/// A struct of the same group: types that contain each other in longer chains than documents have would overflow rustc.
fn near(size: Size, at: usize, to: usize) -> usize {
    const GROUP: usize = 40;
    (at / GROUP * GROUP + to % GROUP) % size.structs.max(1)
}

fn structure(out: &mut String, shape: Shape, size: Size, at: usize) -> std::fmt::Result {
    let derive = match shape {
        Shape::Tables => "Clone, PartialEq",
        Shape::Derived => "Debug, Clone, PartialEq, Serialize, Deserialize",
    };
    writeln!(out, "#[derive({derive})]\npub struct S{at} {{")?;
    for field in 0..size.fields {
        match field_type(size, at, field) {
            (ty, true) => writeln!(out, "    pub field_{field}: {ty},")?,
            (ty, false) => {
                if shape == Shape::Derived {
                    writeln!(out, "    #[serde(skip_serializing_if = \"Option::is_none\")]")?;
                }
                writeln!(out, "    pub field_{field}: Option<{ty}>,")?;
            }
        }
    }
    writeln!(out, "}}")?;
    if shape == Shape::Tables { table(out, size, at) } else { Ok(()) }
}

fn table(out: &mut String, size: Size, at: usize) -> std::fmt::Result {
    let required = |field| field_type(size, at, field).1;
    writeln!(out, "impl Object for S{at} {{\n    const TABLE: Table = table(\"S{at}\", &[")?;
    for field in 0..size.fields {
        write!(out, "{}(\"field_{field}\"), ", if required(field) { "required" } else { "optional" })?;
    }
    writeln!(out, "]);")?;
    for (function, reference) in
        [("get(&self, at: usize) -> &dyn Encode", "&"), ("get_mut(&mut self, at: usize) -> &mut dyn Decode", "&mut ")]
    {
        write!(out, "    #[inline] fn {function} {{ match at {{ ")?;
        for field in 0..size.fields {
            let pattern = if field + 1 == size.fields { "_".into() } else { field.to_string() };
            write!(out, "{pattern} => {reference}self.field_{field}, ")?;
        }
        writeln!(out, "}} }}")?;
    }
    write!(out, "    #[inline] fn blank() -> Self {{ Self {{ ")?;
    for field in 0..size.fields {
        write!(out, "field_{field}: {}, ", if required(field) { "Decode::blank()" } else { "None" })?;
    }
    writeln!(out, "}} }}\n}}")
}
