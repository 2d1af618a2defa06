//! The table of docs/vendors.md: every cell names what shows it, and that is there.

use intertie_tests::fixtures::list;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What the chapter calls the tests that show most cells.
const SHORT: &[(&str, &[&str])] = &[
    ("slim", &["each_profile_serves_the_slim_document_beside_it"]),
    ("own", &["each_profile_serves_the_vendors_own_documents"]),
    ("prism", &["judge"]),
];

/// How many underscores the name of a test has at least: other words in backticks have fewer.
const WORDS: usize = 3;

#[test]
fn every_cell_of_the_table_of_vendors_names_what_shows_it() {
    let text = fs::read_to_string(repository().join("docs/vendors.md")).expect("it is there");
    let (tests, fixtures) = (functions(), fixtures());
    let table = text.split("\n## ").next().unwrap_or_default();
    let rows: Vec<&str> =
        table.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| vendor ")).collect();
    assert_eq!(rows.len(), 14, "fourteen vendors");
    let mut wrong = Vec::new();
    for row in rows {
        let row = row.replace("\\|", "/");
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 10, "{row}");
        for cell in cells[1..].iter().filter(|cell| **cell != "-") {
            let named = named(cell);
            let missing = named.iter().filter(|name| !tests.contains(*name) && !fixtures.contains(*name));
            wrong.extend(missing.map(|name| format!("{}: {cell}: there is no {name}", cells[0])));
            if named.is_empty() {
                wrong.push(format!("{}: {cell}: names nothing that shows it", cells[0]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The tests and fixtures that a cell names.
fn named(cell: &str) -> Vec<String> {
    let mut found = Vec::new();
    let words = cell.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '`' | '-'));
    for word in words.clone() {
        let short = SHORT.iter().filter(|(name, _)| *name == word).flat_map(|(_, tests)| *tests);
        found.extend(short.map(|test| (*test).to_owned()));
        let name = word.trim_matches('`');
        if word.starts_with('`') && name.matches('_').count() >= WORDS {
            found.push(name.to_owned());
        }
    }
    for list in cell.split("fixture ").skip(1) {
        let list = list.split(';').next().unwrap_or_default();
        found.extend(list.split(',').map(|name| name.trim().trim_matches('`').to_owned()));
    }
    found
}

/// The names of all functions in tests.
fn functions() -> BTreeSet<String> {
    let mut files = Vec::new();
    for folder in ["examples/flows/tests", "tests", "tests/judges/tests", "runtime/tests"] {
        rust_files(&repository().join(folder), &mut files);
    }
    let mut names = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap_or_default();
        let after = text.split("fn ").skip(1).filter_map(|rest| rest.split(['(', '<']).next());
        names.extend(after.map(str::to_owned));
    }
    names
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in list(folder) {
        if path.is_dir() && !path.ends_with("fixtures") {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn fixtures() -> BTreeSet<String> {
    let folders = list(&repository().join("tests/fixtures"));
    folders.iter().filter_map(|folder| Some(folder.file_name()?.to_string_lossy().into_owned())).collect()
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}
