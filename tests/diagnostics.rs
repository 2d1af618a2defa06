//! Every code of the catalogue has a document that gives it; what is printed then is compared with `stderr.txt`.

use intertie_generator::Findings;
use intertie_generator::config::Config;
use intertie_generator::diag::print::{Format, print};
use intertie_generator::diag::{Code, Sink};
use intertie_generator::generator::{self, Mapped, Mode};
use intertie_generator::load::{Input, Options};
use intertie_generator::lock::{Lock, Pin, Rule};
use intertie_generator::write::Turn;
use intertie_tests::expect::Expect;
use intertie_tests::fixtures::{self, Fixture};
use intertie_tests::{parallel, pipeline};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_bad_document_is_told_as_expected() {
    let all = fixtures::bad();
    let texts = parallel::map(&all, parallel::USUAL_STACK, printed);
    let mut expect = Expect::default();
    for (fixture, text) in all.iter().zip(texts) {
        expect.file(&fixture.folder.join("stderr.txt"), &text);
        let code = code(fixture);
        if !text.contains(&format!("[{code}]")) {
            expect.fail(format!("{}: no finding `{code}`", fixture.folder.display()));
        }
    }
    println!("{} bad documents", all.len());
    expect.finish();
}

#[test]
fn every_code_has_a_document_and_every_document_a_code() {
    let folders = fixtures::bad();
    let shown: Vec<&str> = folders.iter().map(code).collect();
    let without: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).filter(|code| !shown.contains(code)).collect();
    assert!(without.is_empty(), "no folder in fixtures/bad for: {without:?}");
    let known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let unknown: Vec<_> = shown.iter().filter(|code| !known.contains(code)).collect();
    assert!(unknown.is_empty(), "folders in fixtures/bad that are named after no code: {unknown:?}");
}

/// `not-openapi.html` shows `not-openapi`.
fn code(fixture: &Fixture) -> &str {
    fixture.name.split('.').next().unwrap_or_default()
}

/// What a person sees. Some codes need more than a document to come about.
fn printed(fixture: &Fixture) -> String {
    if let Some(config) = fixture.beside("intertie.toml") {
        return configured(&config);
    }
    match code(fixture) {
        "edited-output" => edited(fixture),
        "stale-output" => stale(fixture),
        "not-locked" => not_locked(fixture),
        "busy" => busy(),
        _ => {
            let mut vendor = pipeline::vendor("acme", Input::Path(fixture.document()));
            vendor.overlay = fixture.beside("overlay.yaml").map(Input::Path);
            vendor.profile = fixture.beside("vendor.toml");
            text(&pipeline::run(&vendor).findings)
        }
    }
}

fn configured(path: &Path) -> String {
    match Config::read(path) {
        Err(error) => format!("{error}\n"),
        Ok(config) if !config.mappings.is_empty() => mapped(&config),
        Ok(config) => config.vendors.iter().map(|vendor| text(&pipeline::run(vendor).findings)).collect(),
    }
}

/// What is wrong with mappings, and what is open.
fn mapped(config: &Config) -> String {
    let mut sink = Sink::default();
    let mapped = Mapped::read(config, &Options::default(), &mut sink);
    // What stops it is in the sink.
    let _ = mapped.and_then(|mapped| mapped.undecided(&mut sink));
    let mut findings = Findings::default();
    findings.take(&sink);
    text(&findings)
}

/// Generates, changes a file by hand, generates again.
fn edited(fixture: &Fixture) -> String {
    let mut vendor = pipeline::vendor("acme", Input::Path(fixture.document()));
    vendor.out = fresh_folder("edited-output");
    generator::run(&vendor, &Options::default(), Mode::default());
    let file = vendor.out.join("src/lib.rs");
    let before = fs::read_to_string(&file).expect("the first run writes it") + "// mine\n";
    fs::write(&file, &before).expect("the folder is ours");
    // The document is the same; without this the second run would have nothing to do.
    vendor.exclude.push("listThings".to_owned());
    let report = generator::run(&vendor, &Options::default(), Mode::default());
    assert_eq!(fs::read_to_string(&file).ok(), Some(before), "a file edited by hand was overwritten");
    below(&text(&report.findings), &vendor.out)
}

/// Generates, then checks with another document.
fn stale(fixture: &Fixture) -> String {
    let mut vendor = pipeline::vendor("acme", Input::Path(fixture.document()));
    vendor.out = fresh_folder("stale-output");
    generator::run(&vendor, &Options::default(), Mode::default());
    vendor.spec = Input::Path(fixture.folder.join("changed.yaml"));
    let report = generator::run(&vendor, &Options::default(), Mode { check: true, ..Mode::default() });
    below(&text(&report.findings), &vendor.out)
}

/// Generates and locks, then generates from another document and with another slice.
fn not_locked(fixture: &Fixture) -> String {
    let mut vendor = pipeline::vendor("acme", Input::Path(fixture.document()));
    vendor.out = fresh_folder("not-locked");
    let mut lock = Lock::empty("intertie.lock");
    let run = |vendor: &_, lock: &Lock, rule| {
        generator::run_pinned(vendor, &Options::default(), Mode::default(), Pin::To(lock, rule))
    };
    let first = run(&vendor, &lock, Rule::Hold);
    lock.put(first.entry.expect("what was generated is locked"));
    vendor.spec = Input::Path(fixture.folder.join("changed.yaml"));
    let held = run(&vendor, &lock, Rule::Hold);
    vendor.exclude.push("listThings".to_owned());
    let exact = run(&vendor, &lock, Rule::Exact);
    text(&held.findings) + &text(&exact.findings)
}

/// Takes the project's turn twice.
fn busy() -> String {
    let folder = fresh_folder("busy");
    fs::create_dir_all(&folder).expect("the folder is ours");
    let mut sink = Sink::default();
    let mut take = |what| Turn::take(&folder, what, &mut sink).expect("the folder can be written");
    let (first, second) = (take("update acme"), take("generate"));
    assert!(first.is_some() && second.is_none());
    let mut findings = Findings::default();
    findings.take(&sink);
    below(&text(&findings), &folder).replace(&format!("process {}", std::process::id()), "process 42")
}

fn fresh_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

/// The text without where the temporary folder is.
fn below(text: &str, out: &Path) -> String {
    text.replace(&out.display().to_string(), "OUT")
}

fn text(findings: &Findings) -> String {
    let mut out = Vec::new();
    print(findings.all(), &mut findings.places(), Format::Text { colour: false }, &mut out).expect("memory takes all");
    String::from_utf8(out).expect("findings are text")
}
