//! Mappings: the traits and stubs as they are printed, what is added to people's files, and what is told when
//! a vendor changes something.

use intertie_generator::config::Config;
use intertie_generator::diag::Sink;
use intertie_generator::generator::{self, Mapped, Mode, run_mappings};
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
fn a_file_that_people_worked_on_changes_only_where_it_must() {
    let before = fs::read_to_string("mappings/edited.rs").expect("it is there");
    let (_, after) = synced(Path::new("mappings/intertie.toml"));
    let mut expect = Expect::default();
    expect.file(Path::new("mappings/synced.rs"), &after);
    expect.finish();
    assert!(is_within(&before, &after), "something that was there is gone");
    let windows = before.replace('\n', "\r\n");
    let folder = fresh("windows");
    for name in ["intertie.toml", "shop.yaml", "crm.yaml"] {
        fs::copy(Path::new("mappings").join(name), folder.join(name)).expect("the folder is ours");
    }
    fs::write(folder.join("edited.rs"), &windows).expect("the folder is ours");
    let (_, ended) = synced(&folder.join("intertie.toml"));
    assert_eq!(ended, after.replace('\n', "\r\n"), "line ends are those of the file");
    // A second time there is nothing to do.
    fs::write(folder.join("edited.rs"), &ended).expect("the folder is ours");
    let (before, after) = synced(&folder.join("intertie.toml"));
    assert_eq!(before, after);
}

/// The people's file of the first mapping, before and after.
fn synced(path: &Path) -> (String, String) {
    with(path, |mapped, sink| {
        let all = mapped.synced(sink).unwrap_or_else(|_| panic!("{:?}", sink.found()));
        all.into_iter().map(|(_, before, after)| (before, after)).next().expect("there is a mapping")
    })
}

/// Whether every byte of `before` is in `after`, in order: only whole lines were put in between.
fn is_within(before: &str, after: &str) -> bool {
    let mut rest = after.lines();
    before.lines().all(|line| rest.any(|other| other == line))
}

/// What a vendor may change, with a text to change in its document; and what then is told for each mapping.
const CHANGES: &[(&str, &str, &str, &str)] = &[
    (
        "new_required_field",
        "crm.yaml",
        "required: [emailAddress, name, category, home]\n      properties:\n",
        "required: [emailAddress, name, category, home, vat]\n      properties:\n        vat: { type: string }\n",
    ),
    ("required_now", "crm.yaml", "required: [emailAddress, name,", "required: [emailAddress, tax, name,"),
    ("new_optional_field", "crm.yaml", "        tags:", "        phone: { type: string }\n        tags:"),
    ("removed_source_field", "shop.yaml", "        full_name: { type: string }\n", ""),
    ("removed_target_field", "crm.yaml", "        tax: { type: string }\n", ""),
    ("changed_type", "crm.yaml", "name: { type: string }", "name: { type: integer }"),
    ("widened_enum", "shop.yaml", "[person, company]", "[person, company, school]"),
];

/// Clients and traits of the changed documents, as modules.
fn prepared(folder: &Path, file: &str, from: &str, to: &str) {
    fs::create_dir_all(folder).expect("the folder is ours");
    for name in ["shop.yaml", "crm.yaml"] {
        let text = fs::read_to_string(Path::new("mappings").join(name)).expect("it is there");
        let changed = if name == file { text.replace(from, to) } else { text.clone() };
        assert!(name != file || changed != text, "{from} is not in {file}");
        fs::write(folder.join(name), changed).expect("the folder is ours");
    }
    let config = fs::read_to_string("mappings/intertie.toml").expect("it is there");
    let config = format!("[defaults]\nout = \".\"\n{config}").replace("[mappings]", "[mappings]\nout = \"mappings\"");
    fs::write(folder.join("intertie.toml"), config).expect("the folder is ours");
    let config = Config::read(&folder.join("intertie.toml")).expect("the configuration is right");
    for vendor in &config.vendors {
        generator::run(vendor, &Options::default(), Mode::default());
    }
    run_mappings(&config, &Options::default(), Mode::default());
}

/// What `map update` says of the same changes.
#[test]
fn every_kind_of_change_is_told_for_each_mapping() {
    let mut expect = Expect::default();
    let mut text = String::new();
    for (name, file, from, to) in CHANGES {
        let folder = fresh(&format!("told-{name}"));
        prepared(&folder, file, from, to);
        let changes = with(Path::new("mappings/intertie.toml"), |before, _| {
            with(&folder.join("intertie.toml"), |after, _| after.since(before))
        });
        text.extend(["# ", name, "\n"]);
        text.extend(changes.iter().map(|change| change.text() + "\n"));
        text.push('\n');
    }
    expect.file(Path::new("mappings/changes.txt"), &text);
    expect.finish();
}

fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mappings").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder is ours");
    folder
}
