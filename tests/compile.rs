//! Every fixture that generates, as crates in one workspace: `cargo check` has nothing to say, not even a warning.

use intertie_generator::config::Runtime;
use intertie_generator::load::Input;
use intertie_tests::fixtures::{self, Fixture};
use intertie_tests::workspace::Workspace;
use intertie_tests::{parallel, pipeline};
use std::path::Path;
use std::time::Instant;

#[test]
fn every_fixture_compiles_without_a_warning() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile");
    let Some(mut workspace) = Workspace::new(&root) else {
        println!("skipped: the variable CARGO does not say where cargo is");
        return;
    };
    let all: Vec<(String, Fixture)> =
        named("", fixtures::behaviours()).chain(named("hostile-", fixtures::hostile())).collect();
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let generated = parallel::map(&all, parallel::USUAL_STACK, |(name, fixture)| {
        let mut vendor = pipeline::vendor(name, Input::Path(fixture.document()));
        vendor.overlay = fixture.beside("overlay.yaml").map(Input::Path);
        vendor.profile = fixture.beside("vendor.toml");
        vendor.out = workspace.folder(name);
        vendor.runtime = Runtime::Path(repository.join("runtime"));
        pipeline::run(&vendor).files
    });
    for ((name, _), files) in all.iter().zip(&generated) {
        workspace.add(name, files);
    }
    workspace.finish(repository);
    let started = Instant::now();
    let mut complaints = workspace.complaints(&["check"]);
    complaints.extend(workspace.complaints(&["check", "--no-default-features"]));
    let crates = generated.iter().filter(|files| !files.is_empty()).count();
    println!("{crates} crates checked twice in {:.1} s", started.elapsed().as_secs_f64());
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

/// A crate's name for each: not that of a crate that it depends on.
fn named(section: &str, fixtures: Vec<Fixture>) -> impl Iterator<Item = (String, Fixture)> {
    fixtures.into_iter().map(move |fixture| (format!("acme-{section}{}", fixture.name), fixture))
}
