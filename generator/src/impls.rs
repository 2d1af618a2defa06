//! The files that people write: which mapping traits they implement, and how far.
//!
//! In: the text of a file. Out: every `impl Trait for Type` in it, with the methods, what is still `todo!`, and the fields
//! that each method reads. [`sync`] adds what is missing and leaves every other byte as it is.

mod renames;
mod sync;
mod tokens;

pub use sync::sync;

use crate::diag::{Code, Diagnostic, Place, Sink, Stop};
use crate::pointer::Pointer;
use proc_macro2::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use syn::spanned::Spanned as _;

/// What a file implements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Implemented {
    /// In the order of the file.
    pub impls: Vec<Impl>,
}

/// `impl Trait for Type`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impl {
    /// The trait's own name, whatever the file calls it.
    pub of: String,
    /// The type, as written.
    pub on: String,
    /// Its methods.
    pub methods: Vec<Method>,
    /// Where it begins, in bytes.
    open: usize,
    /// Where its closing brace is, in bytes.
    close: usize,
}

/// A method that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    /// Its name, `r#` included.
    pub name: String,
    /// Its line, from 1.
    pub line: usize,
    /// Whether it still says `todo!` or `unimplemented!` somewhere.
    pub is_todo: bool,
    /// The fields that its body reads and the functions that it names, those of functions of the same file included; keys
    /// of maps stand in quotes.
    pub reads: BTreeSet<String>,
}

impl Implemented {
    /// The implementation of a trait.
    pub fn of(&self, name: &str) -> Option<&Impl> {
        self.impls.iter().find(|found| found.of == name)
    }
}

impl Impl {
    /// A method by its name.
    pub fn method(&self, name: &str) -> Option<&Method> {
        self.methods.iter().find(|method| method.name == name)
    }
}

/// Reads a file of a person's. An empty text implements nothing.
pub fn read(path: &Path, text: &str, sink: &mut Sink) -> Result<Implemented, Stop> {
    let file = syn::parse_file(text).map_err(|error| {
        sink.push(unreadable(path, &error));
        Stop
    })?;
    let mut found = Implemented::default();
    collect(&file.items, set_aside(text), &mut found);
    let renames = renames::renames(&file.items);
    for of in &mut found.impls {
        of.of = renames.get(&of.of).cloned().unwrap_or_else(|| of.of.clone());
    }
    let functions = functions(&file.items);
    for method in found.impls.iter_mut().flat_map(|of| &mut of.methods) {
        method.reads = with_called(&method.reads, &functions);
    }
    Ok(found)
}

/// The functions of a file beside its impls: what they name, and so what they read.
fn functions(items: &[syn::Item]) -> BTreeMap<String, BTreeSet<String>> {
    let function = |item: &syn::Item| match item {
        syn::Item::Fn(item) => {
            Some((item.sig.ident.to_string(), tokens::names(&quote::ToTokens::to_token_stream(&item.block))))
        }
        _ => None,
    };
    items.iter().filter_map(function).collect()
}

/// What a body names, and what the functions that it names do.
fn with_called(names: &BTreeSet<String>, functions: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let mut all = names.clone();
    let mut open: Vec<&String> = names.iter().collect();
    while let Some(name) = open.pop() {
        for inner in functions.get(name).into_iter().flatten() {
            if all.insert(inner.clone()) {
                open.push(inner);
            }
        }
    }
    all
}

fn unreadable(path: &Path, error: &syn::Error) -> Diagnostic {
    let start = error.span().start();
    let place = Place { file: path.display().to_string(), line: start.line, column: start.column + 1 };
    let message = format!("this file is not readable as Rust: {error}");
    Diagnostic::new(Code::UnreadableMapping, &Pointer::root(), message)
        .at(place)
        .help("mend it; `cargo check` says more")
}

/// The bytes that `syn` takes away before it counts: a byte order mark, and a line `#!...` for a shell.
fn set_aside(text: &str) -> usize {
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_shebang = plain.strip_prefix("#!").is_some_and(|rest| !rest.trim_start().starts_with('['));
    let line = if is_shebang { plain.find('\n').unwrap_or(plain.len()) } else { 0 };
    text.len() - plain.len() + line
}

fn collect(items: &[syn::Item], aside: usize, found: &mut Implemented) {
    for item in items {
        match item {
            syn::Item::Impl(item) => found.impls.extend(implementation(item, aside)),
            syn::Item::Mod(module) => {
                if let Some((_, items)) = &module.content {
                    collect(items, aside, found);
                }
            }
            _ => {}
        }
    }
}

fn implementation(item: &syn::ItemImpl, aside: usize) -> Option<Impl> {
    let (of, _) = item.trait_.as_ref()?;
    let methods = item.items.iter().filter_map(|item| match item {
        syn::ImplItem::Fn(method) => Some(written(method)),
        _ => None,
    });
    Some(Impl {
        of: of.segments.last()?.ident.to_string(),
        on: source_text(item.self_ty.span()),
        methods: methods.collect(),
        open: aside + item.impl_token.span.byte_range().start,
        close: aside + item.brace_token.span.close().byte_range().start,
    })
}

fn written(method: &syn::ImplItemFn) -> Method {
    let body = quote::ToTokens::to_token_stream(&method.block);
    Method {
        name: method.sig.ident.to_string(),
        line: method.sig.ident.span().start().line,
        is_todo: tokens::is_todo(&body),
        reads: tokens::names(&body),
    }
}

fn source_text(span: Span) -> String {
    span.source_text().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn implemented(text: &str) -> Implemented {
        read(Path::new("x.rs"), text, &mut Sink::default()).expect("it is Rust")
    }

    #[test]
    fn methods_are_found_with_what_they_read_and_leave_to_do() {
        let text = "fn of(o: &O) -> &str { &o.city }\nstruct X;\nimpl m::A for X {\n    fn a(&self, o: &O) -> R { Ok(format!(\"{}{}\", o.name.first, of(o))) }\n    \
                    async fn b(&self, o: &O) -> R { match o.kind { K::X => Ok(1), _ => todo!() } }\n}\nmod inner { use m::{C, n::B as Renamed}; impl Renamed for Y<u8> {} }\n";
        let found = implemented(text);
        let a = found.of("A").expect("A is implemented");
        assert_eq!((a.on.as_str(), a.methods[0].line, a.methods[0].is_todo), ("X", 4, false));
        assert!(
            ["name", "first", "city"].iter().all(|field| a.methods[0].reads.contains(*field)),
            "{:?}",
            a.methods[0].reads
        );
        assert!(a.method("b").is_some_and(|method| method.is_todo && method.reads.contains("kind")));
        assert_eq!(found.of("B").map(|found| found.on.as_str()), Some("Y<u8>"));
    }

    #[test]
    fn what_is_no_rust_is_said_with_its_place() {
        let mut sink = Sink::default();
        assert!(read(Path::new("src/x.rs"), "fn a() {}\nimpl {\n", &mut sink).is_err());
        let found = &sink.found()[0];
        assert_eq!(found.code, Code::UnreadableMapping);
        assert_eq!(found.place.as_ref().map(|place| (place.file.as_str(), place.line)), Some(("src/x.rs", 2)));
    }
}
