//! Whether generated files are inert: no text of a document is more than data in them.

use intertie_generator::render::OutFile;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::str::FromStr as _;

/// Attributes that generated code has.
const ATTRIBUTES: &[&str] = &[
    "allow",
    "cfg",
    "cfg_attr",
    "default",
    "deprecated",
    "derive",
    "doc",
    "expect",
    "inline",
    "must_use",
    "non_exhaustive",
    "rustfmt",
];

/// Macros that generated code calls.
const MACROS: &[&str] =
    &["client", "objects", "string_enums", "int_enums", "bool_enums", "unions", "tuples", "concat", "env", "answers"];

/// Sections that a generated `Cargo.toml` may have.
const SECTIONS: &[&str] = &["package", "lib", "features", "dependencies", "workspace"];

/// Everything suspicious.
pub fn suspicions(files: &[OutFile]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        let mut add = |what: String| found.push(format!("{}: {what}", file.path));
        if !is_plain_path(&file.path) {
            add("is no plain path".to_owned());
        }
        if let Some(c) = file.text.chars().find(|&c| is_deceptive(c)) {
            add(format!("holds U+{:04X}", u32::from(c)));
        }
        if std::path::Path::new(&file.path).extension().is_some_and(|e| e == "rs") {
            rust(&file.text, &mut add);
        } else if file.path.ends_with("Cargo.toml") {
            manifest(&file.text, &mut add);
        }
    }
    found
}

/// Lower-case names below the output folder, short enough for every file system.
fn is_plain_path(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    path.split('/')
        .all(|part| !part.is_empty() && part.len() <= 200 && !part.starts_with('.') && part.chars().all(plain))
}

/// What moves a cursor, hides or reorders text; tabs and carriage returns have no place in generated files either.
fn is_deceptive(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn manifest(text: &str, add: &mut impl FnMut(String)) {
    match toml::from_str::<toml::Table>(text) {
        Err(error) => add(format!("is no TOML: {error}")),
        Ok(table) => {
            let unknown: Vec<&String> = table.keys().filter(|key| !SECTIONS.contains(&key.as_str())).collect();
            let dependencies = table.get("dependencies").and_then(toml::Value::as_table);
            let foreign: Vec<&String> =
                dependencies.into_iter().flat_map(toml::Table::keys).filter(|key| *key != "intertie").collect();
            let package = table.get("package").and_then(toml::Value::as_table);
            if !unknown.is_empty()
                || !foreign.is_empty()
                || package.is_some_and(|package| package.contains_key("build"))
            {
                add(format!("has sections {unknown:?} and dependencies {foreign:?}, or a build script"));
            }
        }
    }
}

fn rust(text: &str, add: &mut impl FnMut(String)) {
    if let Err(error) = syn::parse_file(text) {
        add(format!("is no Rust: {error}"));
    }
    if let Ok(tokens) = TokenStream::from_str(text) {
        each(tokens, add);
    }
}

fn each(tokens: TokenStream, add: &mut impl FnMut(String)) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                if !name.is_ascii() || name == "unsafe" || name == "extern" || name == "pwned" {
                    add(format!("has the identifier `{name}`"));
                }
                let bang = matches!(tokens.get(at + 1), Some(TokenTree::Punct(p)) if p.as_char() == '!');
                let group = matches!(tokens.get(at + 2), Some(TokenTree::Group(_)));
                if bang && group && !MACROS.contains(&name.as_str()) {
                    add(format!("calls the macro `{name}!`"));
                }
            }
            TokenTree::Group(group) => {
                let before = at.checked_sub(1).map(|at| &tokens[at]);
                let is_attribute = matches!(before, Some(TokenTree::Punct(p)) if matches!(p.as_char(), '#' | '!'))
                    && group.delimiter() == Delimiter::Bracket;
                if is_attribute {
                    attribute(&group.stream(), add);
                } else {
                    each(group.stream(), add);
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// A known attribute; `doc` holds one literal or says how a thing is shown, and never takes a file in.
fn attribute(tokens: &TokenStream, add: &mut impl FnMut(String)) {
    let text = tokens.to_string();
    let name = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
    let calls = tokens.clone().into_iter().any(|token| matches!(&token, TokenTree::Punct(p) if p.as_char() == '!'));
    if !ATTRIBUTES.contains(&name) || calls {
        add(format!("has the attribute `{text}`"));
    }
}
