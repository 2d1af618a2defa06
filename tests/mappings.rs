//! Mappings: the traits and stubs as they are printed, what is added to people's files, and when there is nothing to do.

use intertie_generator::config::Config;
use intertie_generator::diag::Sink;
use intertie_generator::generator::{Ending, Mapped, Mode, run_mappings};
use intertie_generator::load::Options;
use intertie_tests::expect::Expect;
use std::fs;
use std::path::{Path, PathBuf};

/// Works with the mappings of a configuration.
fn with<T>(path: &Path, work: impl FnOnce(&Mapped<'_>, &mut Sink) -> T) -> T {
    let config = Config::read(path).expect("the configuration is right");
    let mut sink = Sink::default();
    let mapped = Mapped::read(&config, &Options::default(), &mut sink);
    let mapped = mapped.unwrap_or_else(|_| panic!("{:?}", sink.found()));
    work(&mapped, &mut sink)
}

#[test]
fn traits_and_stubs_are_printed_as_expected() {
    let mut expect = Expect::default();
    let folder = Path::new("mappings/golden");
    with(Path::new("mappings/intertie.toml"), |mapped, _| {
        for file in mapped.files() {
            expect.file(&folder.join(&file.path), &file.text);
        }
        expect.file(&folder.join("stub.rs.txt"), &mapped.stub("lead_to_contact").expect("it is declared"));
    });
    expect.finish();
}

#[test]
fn files_that_people_worked_on_change_only_where_they_must() {
    let mut expect = Expect::default();
    for name in ["edited", "tangled"] {
        let before = fs::read_to_string(format!("mappings/{name}.rs")).expect("it is there");
        let after = synced(name, &before);
        expect.file(&Path::new("mappings").join(format!("{name}.synced.rs")), &after);
        assert!(is_within(&before, &after), "{name}: something that was there is gone");
        assert_eq!(synced(name, &after), after, "{name}: a second time there is nothing to do");
        let windows = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(synced(name, &windows(&before)), windows(&after), "{name}: line ends are those of the file");
        // What stands before the Rust stays there, and moves nothing.
        for lead in ["\u{feff}", "#!/usr/bin/env run\n", "\u{feff}#!/usr/bin/env run\n"] {
            assert_eq!(synced(name, &format!("{lead}{before}")), format!("{lead}{after}"), "{name} after {lead:?}");
        }
    }
    expect.finish();
}

/// A people's file with what is missing.
fn synced(name: &str, text: &str) -> String {
    let folder = fresh(name);
    for name in ["intertie.toml", "shop.yaml", "crm.yaml"] {
        fs::copy(Path::new("mappings").join(name), folder.join(name)).expect("the folder is ours");
    }
    fs::write(folder.join("edited.rs"), text).expect("the folder is ours");
    with(&folder.join("intertie.toml"), |mapped, sink| {
        let all = mapped.synced(sink).unwrap_or_else(|_| panic!("{:?}", sink.found()));
        all.into_iter().map(|(_, _, after)| after).next().expect("there is a mapping")
    })
}

/// Whether every byte of `before` is in `after`, in order: something was only put in between.
fn is_within(before: &str, after: &str) -> bool {
    let mut rest = after.bytes();
    before.bytes().all(|byte| rest.any(|other| other == byte))
}

/// What was decided is not decided again while everything that it depends on is the same.
#[test]
fn mappings_that_are_settled_are_skipped() {
    let folder = fresh("settled");
    for name in ["intertie.toml", "shop.yaml", "crm.yaml", "edited.rs"] {
        fs::copy(Path::new("mappings").join(name), folder.join(name)).expect("the folder is ours");
    }
    let path = |name: &str| folder.join(name);
    let edit = |name: &str, from: &str, to: &str| {
        let text = fs::read_to_string(path(name)).expect("it is there");
        assert!(text.contains(from), "{from} is not in {name}");
        fs::write(path(name), text.replace(from, to)).expect("the folder is ours");
    };
    let run = |mode| {
        let config = Config::read(&path("intertie.toml")).expect("the configuration is right");
        run_mappings(&config, &Options::default(), mode).ending
    };
    let writes = |why: &str| {
        let ending = run(Mode::default());
        assert!(matches!(ending, Ending::Wrote(_)), "{why}: {ending:?}");
        let ending = run(Mode::default());
        assert!(matches!(ending, Ending::UpToDate), "{why}, a second time: {ending:?}");
    };
    writes("nothing is there");
    edit("intertie.toml", "[mappings]", "# Moves everything below.\n\n[mappings]");
    assert!(matches!(run(Mode::default()), Ending::UpToDate), "where it is said makes no difference");
    edit("intertie.toml", "the shop has none", "nobody needs them");
    writes("what is said of a mapping is another");
    edit("crm.yaml", "        tags:", "        phone: { type: string }\n        tags:");
    writes("a document is another");
    fs::remove_file(path("generated/mappings/lead_to_contact_home.rs")).expect("it was written");
    writes("a trait is gone");
    fs::remove_file(path("edited.rs")).expect("it is there");
    writes("a person's file is gone");
    assert!(path("edited.rs").exists());
    assert!(matches!(run(Mode { force: true, ..Mode::default() }), Ending::Wrote(_)), "forced");
    assert!(matches!(run(Mode { check: true, ..Mode::default() }), Ending::Wrote(_)), "checked in full");
}

fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mappings").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder is ours");
    folder
}
