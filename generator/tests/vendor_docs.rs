//! What vendors write into descriptions becomes doc comments that are only that: every description of the shared
//! documents, in a module of type aliases.
//!
//! With `INTERTIE_DOCS_OUT` the module is written there, to be given to rustdoc.

mod sample;

use intertie_generator::ir::{Docs, Module, Ty, TypeDef, TypeKind, names::Scope};
use intertie_generator::render::{Form, Options, render};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[test]
fn descriptions_of_real_documents_are_inert() {
    let shared = std::env::var_os("INTERTIE_SHARED").map_or_else(|| PathBuf::from("../../shared"), PathBuf::from);
    let mut found = BTreeSet::new();
    for path in below(&shared.join("specs")).into_iter().chain(below(&shared.join("corpus"))) {
        if let Some(document) = read(&path) {
            descriptions(&document, &mut found);
        }
    }
    if found.is_empty() {
        return println!("skipped: no shared documents at {}", shared.display());
    }
    println!("{} descriptions", found.len());
    for file in render(&api(found), &Options { form: Form::Module }) {
        check(&file.path, &file.text);
        if let Some(out) = std::env::var_os("INTERTIE_DOCS_OUT") {
            let path = Path::new(&out).join(&file.path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("can write");
            std::fs::write(path, file.text).expect("can write");
        }
    }
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
}

fn read(path: &Path) -> Option<Value> {
    let bytes = std::fs::read(path).ok()?;
    serde_json::from_slice(&bytes).ok()
}

fn descriptions(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(text) if key == "description" || key == "summary" => drop(found.insert(text.clone())),
                    member => descriptions(member, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| descriptions(item, found)),
        _ => {}
    }
}

fn api(found: BTreeSet<String>) -> intertie_generator::ir::Api {
    let mut api = sample::acme();
    let mut scope = Scope::types();
    let alias = |(at, text)| TypeDef {
        name: scope.claim(&format!("text {at}")),
        module: at / 500,
        docs: Docs(text),
        deprecated: false,
        origin: sample::origin(),
        kind: TypeKind::Alias(Ty::String),
    };
    api.types = found.into_iter().enumerate().map(alias).collect();
    api.modules = (0..=api.types.len() / 500)
        .map(|at| Module { name: sample::name(&format!("part_{at}")), feature: None })
        .collect();
    api.operations.clear();
    api.events.clear();
    api
}

/// All lines but aliases are comments, every fence is closed and none is Rust.
fn check(path: &str, text: &str) {
    let mut fence: Option<String> = None;
    for line in text.lines().filter(|_| path.starts_with("types/")) {
        let Some(comment) = line.strip_prefix("///") else {
            assert!(fence.is_none(), "{path}: a fence is open");
            let code = ["//", "pub type Text", "use "].iter().any(|start| line.starts_with(start));
            assert!(code || line.is_empty(), "{path}: {line}");
            continue;
        };
        let body = comment.trim_start_matches([' ', '-', '*', '+']).trim_start();
        match &fence {
            Some(open) if body == open => fence = None,
            // Backticks behind the first ones: a code span.
            None if body.starts_with("```") && body.trim_start_matches('`').contains('`') => {}
            None if body.starts_with("```") || body.starts_with("~~~") => {
                assert!(body.ends_with("text"), "{path}: {line}");
                fence = Some(body.trim_end_matches("text").to_owned());
            }
            Some(_) | None => {}
        }
    }
}
