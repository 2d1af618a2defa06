//! Adds the methods that are missing to a person's file. By the bytes of the file: what is there is never printed anew.

use super::{Impl, Implemented, read};
use crate::diag::{Sink, Stop};
use crate::ir::mapping::{Mappings, RootMapping, TraitId};
use crate::render::mappings::stub::{Stubs, mapper};
use std::path::Path;

/// Text to be put in, and where.
struct Insertion {
    at: usize,
    text: String,
}

/// The text with what is missing.
pub fn sync(
    path: &Path,
    text: &str,
    mappings: &Mappings,
    root: &RootMapping,
    stubs: &Stubs<'_>,
    sink: &mut Sink,
) -> Result<String, Stop> {
    let found = read(path, text, sink)?;
    let mut done: Vec<TraitId> = Vec::new();
    let mut insertions = Vec::new();
    let mut appended = String::new();
    for (id, _) in &root.reaches {
        if done.contains(id) {
            continue;
        }
        done.push(*id);
        if let Some(of) = found.of(mappings.traits[id.0].name.as_str()) {
            insertions.extend(missing(text, of, *id, mappings, stubs));
        } else {
            let text = stubs.implementation(*id, &on(&found, mappings, root), true);
            appended.extend(["\n", &text, "\n"]);
        }
    }
    Ok(with(text, insertions, &appended))
}

/// The type that the mapping's own trait is implemented on.
fn on(found: &Implemented, mappings: &Mappings, root: &RootMapping) -> String {
    let name = mappings.traits[root.root.0].name.as_str();
    found.of(name).map_or_else(|| mapper(name), |of| of.on.clone())
}

/// The open methods that an `impl` does not have, before its closing brace.
fn missing(text: &str, of: &Impl, id: TraitId, mappings: &Mappings, stubs: &Stubs<'_>) -> Option<Insertion> {
    let open = stubs.open(id).into_iter().filter(|method| of.method(method.name.as_str()).is_none());
    let methods: Vec<String> = open.map(|method| stubs.method(&mappings.traits[id.0], method)).collect();
    if methods.is_empty() {
        return None;
    }
    let before = &text[..of.close];
    // The indentation of the brace stays with the brace.
    let at = before.trim_end_matches([' ', '\t']).len();
    let on_own_line = before[..at].ends_with('\n');
    let is_first = before.trim_end().ends_with('{') && of.methods.is_empty();
    let lead = match (is_first, on_own_line) {
        (true, true) => "",
        (true, false) | (false, true) => "\n",
        (false, false) => "\n\n",
    };
    let margin = margin(text, of.open);
    let added = indented(&methods.join("\n\n"), margin);
    let (at, end) = if on_own_line { (at, "") } else { (of.close, margin) };
    Some(Insertion { at, text: format!("{lead}{added}\n{end}") })
}

/// What the line of a place begins with.
fn margin(text: &str, at: usize) -> &str {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let rest = &text[line..];
    &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()]
}

/// Every line that says something, further in.
fn indented(text: &str, margin: &str) -> String {
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("{margin}{line}") };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Puts everything in, the last first, with the line ends of the file.
fn with(text: &str, mut insertions: Vec<Insertion>, appended: &str) -> String {
    let windows = text.contains("\r\n");
    let native = |text: &str| if windows { text.replace('\n', "\r\n") } else { text.to_owned() };
    insertions.sort_by_key(|insertion| std::cmp::Reverse(insertion.at));
    let mut out = text.to_owned();
    for Insertion { at, text } in insertions {
        out.insert_str(at, &native(&text));
    }
    if !appended.is_empty() {
        if !out.ends_with('\n') {
            out.push_str(&native("\n"));
        }
        out.push_str(&native(appended));
    }
    out
}
