//! Rust names. Only a [`Scope`] makes one, so no two in a scope are equal and none is a keyword.

mod words;

use foldhash::{HashMap, HashSet};
use heck::{ToPascalCase, ToSnakeCase};
use std::fmt;

macro_rules! names {
    ($($(#[doc = $doc:literal])+ $name:ident, $case:expr;)*) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Box<str>);

        impl $name {
            /// The identifier, with `r#` where it needs it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Name for $name {
            const CASE: Case = $case;
            fn of(ident: String) -> Self {
                Self(ident.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

names! {
    /// A type: `CreateCustomer`.
    TypeName, Case::Pascal;
    /// A variant of an enum: `PastDue`.
    VariantName, Case::Pascal;
    /// A field of a struct, also its setter: `created_at`.
    FieldName, Case::Snake;
    /// A method: `list`.
    FnName, Case::Snake;
    /// A module: `customers`.
    ModName, Case::Module;
    /// A crate: `stripe`. In Cargo.toml as it is.
    CrateName, Case::Module;
}

impl VariantName {
    /// The same words as a module has them: `past_due`.
    pub fn to_snake_case(&self) -> String {
        self.0.to_snake_case()
    }
}

/// How the words of a name are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `CreatedAt`.
    Pascal,
    /// `created_at`.
    Snake,
    /// `created_at`, never raw: a module is also a file.
    Module,
}

/// A kind of name.
pub trait Name {
    /// How its words are joined.
    const CASE: Case;
    /// Wraps an identifier that a [`Scope`] made.
    fn of(ident: String) -> Self;
}

/// A namespace: hands out identifiers, each once.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    taken: HashSet<String>,
    /// The last number that a name was given.
    numbers: HashMap<String, usize>,
}

impl Scope {
    /// A scope in which `reserved` are taken from the start.
    pub fn new(reserved: &[&str]) -> Self {
        Self { taken: reserved.iter().map(|&name| name.to_owned()).collect(), numbers: HashMap::default() }
    }

    /// The scope of a crate's types: prelude and runtime names are taken, so that generated code may say `String`.
    pub fn types() -> Self {
        Self::new(words::RESERVED_TYPES)
    }

    /// A name for `wire`: its words in the case of `N`, with a number where that is taken.
    pub fn claim<N: Name>(&mut self, wire: &str) -> N {
        let ident = ident(wire, N::CASE);
        N::of(self.unique(ident))
    }

    /// Names for a whole list. Those that need no number are claimed first, the rest are numbered in list order, so a
    /// member that is added at the end renames no other.
    pub fn claim_all<N: Name>(&mut self, wires: &[&str]) -> Vec<N> {
        let idents: Vec<_> = wires.iter().map(|wire| ident(wire, N::CASE)).collect();
        let exact: Vec<_> = wires.iter().zip(&idents).map(|(&w, i)| w == i && self.taken.insert(i.clone())).collect();
        let named = idents.into_iter().zip(exact);
        named.map(|(ident, exact)| N::of(if exact { ident } else { self.unique(ident) })).collect()
    }

    /// Whether `wire` would get its name without a number.
    pub fn is_free<N: Name>(&self, wire: &str) -> bool {
        !self.taken.contains(&ident(wire, N::CASE))
    }

    fn unique(&mut self, ident: String) -> String {
        if self.taken.insert(ident.clone()) {
            return ident;
        }
        let bare = ident.strip_prefix("r#").unwrap_or(&ident);
        // rustc wants no underscore within a type's name, only at its end: `Self_`, `Self2`.
        let bare = if bare.starts_with(|c: char| c.is_ascii_uppercase()) { bare.trim_end_matches('_') } else { bare };
        let joint = if bare.ends_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
        let mut number = self.numbers.get(bare).copied().unwrap_or(1);
        let name = loop {
            number += 1;
            let name = format!("{bare}{joint}{number}");
            // There are fewer names than numbers, so one is free.
            if self.taken.insert(name.clone()) {
                break name;
            }
        };
        self.numbers.insert(bare.to_owned(), number);
        name
    }
}

/// Longer names are cut: a file's name may have 255 bytes, and no reader tells them apart.
const LONGEST: usize = 120;

/// The words of `wire` as a legal Rust identifier.
fn ident(wire: &str, case: Case) -> String {
    let end = wire.char_indices().nth(4 * LONGEST).map_or(wire.len(), |(at, _)| at);
    let spelled = words::spell(&wire[..end]);
    let mut text = match case {
        Case::Pascal => spelled.to_pascal_case(),
        Case::Snake | Case::Module => spelled.to_snake_case(),
    };
    if text.len() > LONGEST {
        text.truncate(LONGEST);
        text.truncate(text.trim_end_matches('_').len());
    }
    words::legal(text, case)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_given_once_and_numbers_go_to_the_changed_ones() {
        let mut scope = Scope::default();
        let names: Vec<FieldName> =
            scope.claim_all(&["DateSent", "DateSent<", "date_sent", "16x16", "self", "type", "+1", "-1"]);
        let names: Vec<_> = names.iter().map(FieldName::as_str).collect();
        assert_eq!(
            names,
            ["date_sent2", "date_sent_lt", "date_sent", "_16x16", "self_", "r#type", "plus_1", "minus_1"]
        );
    }

    #[test]
    fn hostile_text_becomes_a_plain_identifier() {
        for wire in ["", "*/ fn main() {}", "\u{202e}abc", "\"\n", "../..", "日本", "a\0b", "r#", "_", "__"] {
            for case in [Case::Pascal, Case::Snake, Case::Module] {
                let name = ident(wire, case);
                assert!(syn::parse_str::<syn::Ident>(&name).is_ok() && name.is_ascii(), "{wire:?} -> {name:?}");
            }
        }
    }
}
