//! Mappings as the compiler sees them: programs of people who filled in the methods, compiled and run, and compiled
//! again after a vendor changed its document.

mod change;
mod project;
mod told;

use change::CHANGES;
use project::Project;
use std::fs;
use std::path::{Path, PathBuf};
use trybuild::TestCases;

/// Programs that run, each in a folder with the documents that its mappings are between.
const PROGRAMS: &[&str] = &["async_list", "own_conversion"];

/// `TRYBUILD=overwrite` rewrites what the compiler is expected to say.
#[test]
fn the_compiler_points_at_the_method_that_a_change_hits() {
    let cases = TestCases::new();
    for name in PROGRAMS {
        cases.pass(
            Project::of(&Path::new("programs").join(name), &format!("programs/{name}")).generated().join("main.rs"),
        );
    }
    cases.pass(Project::of(Path::new("changes"), "compiled/unchanged").generated().join("mine.rs"));
    for change in CHANGES {
        let folder = change.project("compiled").generated();
        if change.compiles {
            cases.pass(folder.join("mine.rs"));
        } else {
            // Where it is not there yet, trybuild writes it.
            let _ = fs::copy(expected(change.name), folder.join("mine.stderr"));
            cases.compile_fail(folder.join("mine.rs"));
        }
    }
    drop(cases);
    if std::env::var_os("TRYBUILD").is_some_and(|wish| wish == "overwrite") {
        for change in CHANGES.iter().filter(|change| !change.compiles) {
            let said = project::root().join("compiled").join(change.name).join("mine.stderr");
            fs::copy(said, expected(change.name)).expect("trybuild wrote it");
        }
    }
}

fn expected(name: &str) -> PathBuf {
    Path::new("changes").join(format!("{name}.stderr"))
}
