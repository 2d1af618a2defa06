//! Every fixture that generates, and mappings between two of them, as crates in one workspace: `cargo check` has nothing to
//! say, not even a warning.

use intertie_generator::config::{Config, Form, Runtime};
use intertie_generator::diag::Sink;
use intertie_generator::generator::Mapped;
use intertie_generator::load::{Input, Options};
use intertie_generator::render::OutFile;
use intertie_tests::fixtures::{self, Fixture};
use intertie_tests::workspace::Workspace;
use intertie_tests::{parallel, pipeline};
use std::path::Path;
use std::time::Instant;

#[test]
fn every_fixture_compiles_without_a_warning() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (root, target) = (folder.join("compile"), folder.parent().expect("a folder of cargo's"));
    let Some(mut workspace) = Workspace::new(&root, target) else {
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
    add_mappings(&mut workspace, repository);
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

/// Mappings as a crate, one field by a function that lives in a crate of the user's.
fn add_mappings(workspace: &mut Workspace, repository: &Path) {
    let mut config =
        Config::read(Path::new("mapped/programs/own_conversion/intertie.toml")).expect("the configuration is right");
    let runtime = Runtime::Path(repository.join("runtime"));
    for vendor in &mut config.vendors {
        vendor.form = Form::Crate;
        vendor.runtime = runtime.clone();
        vendor.out = workspace.folder(&vendor.name);
        workspace.add(&vendor.name, &pipeline::run(vendor).files);
    }
    let settings = &mut config.mapping_settings;
    settings.form = Form::Crate;
    settings.runtime = runtime;
    settings.out = workspace.folder("mappings");
    for own in &mut settings.conversions {
        "words::region".clone_into(&mut own.path);
        own.package = Some(workspace.folder("words"));
    }
    let mapped = Mapped::read(&config, &Options::default(), &mut Sink::default()).expect("the mappings are right");
    workspace.add("mappings", &mapped.files());
    workspace.add("words", &words(repository));
}

/// The user's crate.
fn words(repository: &Path) -> [OutFile; 2] {
    let runtime = toml::Value::from(repository.join("runtime").display().to_string());
    let manifest = format!(
        "[package]\nname = \"words\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nintertie = {{ path = {runtime}, default-features = false }}\n"
    );
    let text = "//! Words.\n\n/// The code of a region.\npub fn region(name: &str) -> intertie::map::Result<String> {\n    \
                Ok(name.to_uppercase())\n}\n";
    [("Cargo.toml", manifest.as_str()), ("src/lib.rs", text)]
        .map(|(path, text)| OutFile { path: path.to_owned(), text: text.to_owned() })
}
