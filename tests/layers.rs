//! Who may use what: the architecture as a table, held against every path that the sources name.

use intertie_tests::fixtures::list;
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each module of the generator: the modules of the generator, and the foreign crates, that it may name. What everyone
/// may name is in [`EVERYWHERE`].
const LAYERS: &[(&str, &[&str], &[&str])] = &[
    // The vocabulary.
    ("pointer", &[], &[]),
    ("markup", &[], &[]),
    ("nearest", &[], &[]),
    ("path_template", &[], &[]),
    ("document", &["pointer"], &["openapiv3", "indexmap", "serde_json"]),
    ("diag", &["pointer"], &["serde_json"]),
    // Of the other stages the IR knows only their plain enums.
    ("ir", &["pointer", "document"], &[]),
    ("ir::names", &[], &["heck", "syn"]),
    ("toml_text", &["diag", "nearest", "pointer"], &["toml"]),
    // The stages, in order.
    (
        "load",
        &["diag", "document", "pointer"],
        &["serde_json", "serde_yaml", "serde_json_path", "serde", "indexmap", "sha2", "ureq"],
    ),
    (
        "normalize",
        &["diag", "document", "load", "nearest", "path_template", "pointer"],
        &["openapiv3", "indexmap", "serde_json"],
    ),
    ("resolve", &["diag", "document", "nearest", "pointer"], &["indexmap", "openapiv3", "serde_json"]),
    ("profile", &["diag", "ir", "pointer", "toml_text"], &["indexmap", "serde", "sha2", "toml"]),
    (
        "lower",
        &["diag", "document", "pointer", "ir", "profile", "resolve", "toml_text"],
        &["indexmap", "openapiv3", "serde_json"],
    ),
    ("contract", &["document", "ir", "pointer", "resolve"], &["serde_json"]),
    (
        "render",
        &["ir", "document", "pointer"],
        // `intertie` in what is quoted only.
        &["indexmap", "intertie", "minijinja", "prettyplease", "proc_macro2", "quote", "rayon", "syn", "toml"],
    ),
    ("diff", &["document", "ir", "path_template", "pointer"], &["indexmap", "serde_json"]),
    ("diff::report", &["diag", "markup", "pointer"], &["indexmap", "minijinja", "serde_json"]),
    ("diff::accept", &["diag", "toml_text"], &["serde", "toml"]),
    ("write", &["diag", "pointer", "render"], &["rayon", "sha2"]),
    // Mappings: from several APIs to traits, and what people made of them.
    ("map", &["config", "diag", "ir", "nearest", "pointer"], &["serde", "toml"]),
    ("impls", &["diag", "ir", "pointer", "render"], &["proc_macro2", "quote", "syn"]),
    ("status", &["config", "impls", "ir", "markup", "render"], &["serde_json"]),
    // What puts them together.
    ("config", &["diag", "load", "lower", "pointer", "profile", "toml_text"], &["indexmap", "serde", "toml"]),
    (
        "lock",
        &["config", "diag", "document", "generator_version", "load", "pointer", "profile", "toml_text"],
        &["serde", "serde_json", "toml"],
    ),
    (
        "generator",
        &[
            "config",
            "contract",
            "diag",
            "document",
            "impls",
            "ir",
            "load",
            "lock",
            "lower",
            "map",
            "normalize",
            "pointer",
            "profile",
            "render",
            "resolve",
            "status",
            "write",
        ],
        &["serde_json"],
    ),
    // What moves a project from one version to another.
    (
        "impact",
        &["config", "diag", "diff", "ir", "path_template", "render", "status"],
        &["prettyplease", "serde_json", "sha2", "syn", "toml_edit"],
    ),
    (
        "update",
        &[
            "Findings",
            "Pipeline",
            "config",
            "contract",
            "diag",
            "diff",
            "document",
            "generator",
            "ir",
            "load",
            "lock",
            "render",
            "resolve",
            "status",
            "write",
        ],
        &["serde", "serde_json", "sha2", "toml_edit"],
    ),
];

/// The program uses what any program could.
const PROGRAM: &[&str] = &["cli", "main"];

/// Every module may name these.
const EVERYWHERE: &[&str] = &["std", "core", "foldhash", "thiserror"];

/// Modules that print: everyone else hands text to its caller.
const PRINTS: &[&str] = &["cli", "main", "generator"];

/// Names that say nothing.
const EMPTY_NAMES: &[&str] = &["utils", "util", "common", "helpers", "helper", "manager", "misc", "shared_code"];

#[test]
fn modules_of_the_generator_name_only_what_their_layer_allows() {
    let root = repository().join("generator/src");
    let foreign = dependencies(&repository().join("generator/Cargo.toml"));
    let mut wrong = BTreeSet::new();
    for file in rust_files(&root) {
        let module = module_of(&root, &file);
        let layer = layer_of(&module);
        let Some((_, inner, outer)) = layer else {
            if !PROGRAM.contains(&module[0].as_str()) && module[0] != "lib" {
                wrong.insert(format!("{}: in no layer", file.display()));
            }
            continue;
        };
        for used in paths(&tokens(&file), &module) {
            let is_own = used.inside == Some(module[0].clone());
            let is_allowed = match &used.inside {
                Some(inside) => is_own || inner.contains(&inside.as_str()),
                None => {
                    !foreign.contains(&used.first)
                        || EVERYWHERE.contains(&used.first.as_str())
                        || outer.contains(&used.first.as_str())
                }
            };
            if !is_allowed {
                wrong.insert(format!("{} names {}", module.join("::"), used.inside.unwrap_or(used.first)));
            }
        }
    }
    assert!(wrong.is_empty(), "against the table of layers:\n{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_program_stands_on_the_public_library_alone() {
    let root = repository().join("generator/src");
    let program = rust_files(&root).into_iter().filter(|file| PROGRAM.contains(&module_of(&root, file)[0].as_str()));
    let inside = |file: &PathBuf| {
        let used = paths(&tokens(file), &module_of(&root, file));
        used.into_iter().any(|used| used.inside.is_some_and(|inside| !PROGRAM.contains(&inside.as_str())))
    };
    let wrong: Vec<PathBuf> = program.filter(inside).collect();
    assert!(wrong.is_empty(), "these name `crate::` for what is in `intertie_generator::`: {wrong:?}");
}

#[test]
fn the_runtime_knows_nothing_of_the_generator() {
    let manifest = fs::read_to_string(repository().join("runtime/Cargo.toml")).expect("the runtime has a manifest");
    assert!(!manifest.contains("intertie-generator"));
    for foreign in ["openapiv3", "syn", "quote", "heck", "serde_yaml"] {
        let named = manifest.lines().any(|line| line.split(['.', ' ', '=']).next() == Some(foreign));
        assert!(!named, "the runtime depends on {foreign}");
    }
}

#[test]
fn only_the_program_prints() {
    let root = repository().join("generator/src");
    let mut wrong = Vec::new();
    for file in rust_files(&root).into_iter().chain(rust_files(&repository().join("runtime/src"))) {
        let module = file.strip_prefix(&root).map(|_| module_of(&root, &file)).unwrap_or_default();
        let may = module.first().is_some_and(|first| PRINTS.contains(&first.as_str()));
        if !may && prints(&tokens(&file)) {
            wrong.push(file);
        }
    }
    assert!(wrong.is_empty(), "these print: {wrong:?}");
}

#[test]
fn no_module_has_a_name_that_says_nothing() {
    let folders = ["generator/src", "runtime/src", "tests", "xtask/src"];
    let files = folders.iter().flat_map(|folder| rust_files(&repository().join(folder)));
    let empty = |file: &PathBuf| file.file_stem().is_some_and(|stem| EMPTY_NAMES.iter().any(|name| stem == *name));
    let wrong: Vec<PathBuf> = files.filter(empty).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

fn layer_of(module: &[String]) -> Option<&'static (&'static str, &'static [&'static str], &'static [&'static str])> {
    let nested = module.iter().take(2).cloned().collect::<Vec<_>>().join("::");
    let find = |name: &str| LAYERS.iter().find(|(layer, ..)| *layer == name);
    find(&nested).or_else(|| find(&module[0]))
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}

/// Crates that a manifest names, as paths name them.
fn dependencies(manifest: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(manifest).expect("the manifest is there");
    let table: toml::Table = toml::from_str(&text).expect("the manifest is TOML");
    let section = table.get("dependencies").and_then(toml::Value::as_table);
    section.into_iter().flat_map(toml::Table::keys).map(|name| name.replace('-', "_")).collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in list(folder) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && name != "fixtures" {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") && name != "tests.rs" {
            files.push(path);
        }
    }
    files
}

/// `src/load/bundle.rs` -> `["load", "bundle"]`.
fn module_of(root: &Path, file: &Path) -> Vec<String> {
    let relative = file.strip_prefix(root).unwrap_or(file).with_extension("");
    relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
}

fn tokens(file: &Path) -> TokenStream {
    let text = fs::read_to_string(file).expect("a listed file is there");
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The start of a path in a source.
struct Used {
    /// Its first name.
    first: String,
    /// The top module of the generator that it leads into, where it starts with `crate` or `super`.
    inside: Option<String>,
}

/// Every path in tokens of the module `here`, tests aside.
fn paths(tokens: &TokenStream, here: &[String]) -> Vec<Used> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Ident(word) if word == "mod" && is_ident(&tokens, at + 1, "tests") => at += 3,
            TokenTree::Ident(word)
                if !is_after_colons(&tokens, at) && (is_colons(&tokens, at + 1) || is_use(&tokens, at)) =>
            {
                let used = start(&word.to_string(), &tokens, at, here);
                at += 1;
                found.extend(used);
            }
            TokenTree::Group(group) => {
                found.extend(paths(&group.stream(), here));
                at += 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// A path that starts at `at`; a group after `crate::` gives several.
fn start(first: &str, tokens: &[TokenTree], at: usize, here: &[String]) -> Vec<Used> {
    let mut base = match first {
        "crate" => Vec::new(),
        "super" => here[..here.len() - 1].to_vec(),
        _ => return vec![Used { first: first.to_owned(), inside: None }],
    };
    let mut next = at + 3;
    while is_ident(tokens, next, "super") {
        base.pop();
        next += 3;
    }
    let inside =
        |name: &str| Used { first: first.to_owned(), inside: base.first().cloned().or_else(|| Some(name.to_owned())) };
    match tokens.get(next) {
        Some(TokenTree::Ident(name)) => vec![inside(&name.to_string())],
        Some(TokenTree::Group(group)) => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            let names = inner.iter().enumerate().filter(|(at, _)| *at == 0 || is_punct(&inner, at - 1, ','));
            names.map(|(_, name)| inside(&name.to_string())).collect()
        }
        _ => vec![],
    }
}

/// `use serde_json;`
fn is_use(tokens: &[TokenTree], at: usize) -> bool {
    at > 0 && is_ident(tokens, at - 1, "use")
}

fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens, at, ':') && is_punct(tokens, at + 1, ':')
}

fn is_after_colons(tokens: &[TokenTree], at: usize) -> bool {
    at >= 2 && is_colons(tokens, at - 2)
}

fn is_punct(tokens: &[TokenTree], at: usize, wanted: char) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

fn is_ident(tokens: &[TokenTree], at: usize, wanted: &str) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Ident(ident)) if ident == wanted)
}

/// Whether a macro that prints is called outside of tests.
fn prints(tokens: &TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    tokens.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Ident(word) => {
            ["print", "println", "eprint", "eprintln", "dbg"].iter().any(|name| word == name)
                && is_punct(&tokens, at + 1, '!')
        }
        TokenTree::Group(group) => !(at > 1 && is_ident(&tokens, at - 1, "tests")) && prints(&group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// The table names each module once, so that it reads as one.
#[test]
fn the_table_is_in_order() {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for (layer, ..) in LAYERS {
        *count.entry(layer).or_default() += 1;
    }
    assert!(count.values().all(|&count| count == 1), "{count:?}");
}
