//! What `write` does to a folder: nothing more than it must, nothing that a person would miss, nothing outside.

use intertie_generator::diag::{Code, Sink};
use intertie_generator::render::OutFile;
use intertie_generator::write::manifest::{FILE, key};
use intertie_generator::write::{Action, Mode, Report, WriteError, is_current, write};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

const APPLY: Mode = Mode::Apply { force: false };
const FORCE: Mode = Mode::Apply { force: true };

/// An empty folder of a test's own.
fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("write").join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("can write");
    path
}

fn files(list: &[(&str, &str)]) -> Vec<OutFile> {
    list.iter().map(|(path, text)| OutFile { path: (*path).to_owned(), text: (*text).to_owned() }).collect()
}

fn run(root: &Path, list: &[(&str, &str)], key: &str, mode: Mode) -> Report {
    write(&files(list), root, key, mode).expect("the folder can be written")
}

fn action(report: &Report, path: &str) -> Option<Action> {
    report.steps.iter().find(|step| step.path == path).map(|step| step.action)
}

fn codes(report: &Report) -> Vec<Code> {
    let mut sink = Sink::default();
    report.diagnose(Path::new("out"), &mut sink);
    sink.found().iter().map(|found| found.code).collect()
}

const FIRST: &[(&str, &str)] = &[("a.rs", "a"), ("types/b.rs", "b"), ("types/old/c.rs", "c")];
const SECOND: &[(&str, &str)] = &[("a.rs", "a"), ("types/b.rs", "B"), ("d.rs", "d")];

#[test]
fn files_are_created_kept_updated_and_deleted() {
    let root = folder("life");
    assert_eq!(run(&root, FIRST, "1", APPLY).count(Action::Create), 4);
    let old = SystemTime::now() - Duration::from_secs(3600);
    fs::File::options().append(true).open(root.join("a.rs")).expect("there").set_modified(old).expect("can");
    let report = run(&root, SECOND, "2", APPLY);
    assert!(report.applied);
    assert_eq!(action(&report, "a.rs"), Some(Action::Keep));
    assert_eq!(action(&report, "types/b.rs"), Some(Action::Update));
    assert_eq!(action(&report, "types/old/c.rs"), Some(Action::Delete));
    assert_eq!(action(&report, "d.rs"), Some(Action::Create));
    assert_eq!(fs::metadata(root.join("a.rs")).and_then(|m| m.modified()).expect("there"), old, "it was touched");
    assert_eq!(fs::read_to_string(root.join("types/b.rs")).expect("there"), "B");
    assert!(!root.join("types/old").exists(), "an empty folder stays");
    assert_eq!(run(&root, SECOND, "2", APPLY).stale().count(), 0);
}

#[test]
fn unchanged_input_and_files_are_current() {
    let root = folder("current");
    let (one, two) = (key(&["digest", "profile"]), key(&["digestp", "rofile"]));
    assert_ne!(one, two);
    assert!(!is_current(&root, &one));
    run(&root, FIRST, &one, APPLY);
    assert!(is_current(&root, &one));
    assert!(!is_current(&root, &two));
    fs::write(root.join("a.rs"), "b").expect("can write");
    assert!(!is_current(&root, &one), "an edit of the same length is seen");
    run(&root, FIRST, &one, FORCE);
    assert!(is_current(&root, &one));
    fs::remove_file(root.join("types/b.rs")).expect("there");
    assert!(!is_current(&root, &one), "a missing file is seen");
}

/// Hashes files until all are remembered: those that changed a moment ago are not.
fn remember(root: &Path, key: &str) -> String {
    let mut tries = std::iter::repeat_with(|| {
        assert!(is_current(root, key));
        fs::read_to_string(root.join(".intertie-cache/stamps")).expect("there")
    });
    tries.find(|stamps| stamps.lines().count() == FIRST.len()).unwrap_or_default()
}

#[test]
fn files_that_were_hashed_before_are_not_read_again() {
    let root = folder("stamps");
    run(&root, FIRST, "1", APPLY);
    let stamps = remember(&root, "1");
    assert_eq!(fs::read_to_string(root.join(".intertie-cache/.gitignore")).expect("there"), "*\n");
    let wrong = stamps.replacen(|c: char| c.is_ascii_hexdigit(), "", 1).replacen(' ', "0 ", 1);
    assert_ne!(wrong, stamps);
    fs::write(root.join(".intertie-cache/stamps"), wrong).expect("can write");
    assert!(!is_current(&root, "1"), "what is remembered is not looked at");
    fs::write(root.join(".intertie-cache/stamps"), "nonsense\n\0").expect("can write");
    assert!(is_current(&root, "1"), "without stamps, files are hashed");
    assert_eq!(run(&root, FIRST, "1", Mode::Check).stale().count(), 0, "the stamps are no output");
}

#[cfg(unix)]
#[test]
fn an_edit_with_the_old_time_and_length_is_seen() {
    let root = folder("back-dated");
    run(&root, FIRST, "1", APPLY);
    remember(&root, "1");
    let file = root.join("types/b.rs");
    let before = fs::metadata(&file).and_then(|found| found.modified()).expect("there");
    fs::write(&file, "B").expect("can write");
    fs::File::options().append(true).open(&file).expect("there").set_modified(before).expect("can");
    assert!(!is_current(&root, "1"));
}

#[cfg(unix)]
#[test]
fn stamps_are_not_written_through_a_link() {
    let root = folder("stamps-link").join("inner");
    fs::create_dir_all(&root).expect("can write");
    let outside = root.parent().expect("a folder").join("outside");
    fs::create_dir_all(&outside).expect("can write");
    std::os::unix::fs::symlink(&outside, root.join(".intertie-cache")).expect("can write");
    run(&root, FIRST, "1", APPLY);
    assert!(is_current(&root, "1"));
    assert!(fs::read_dir(&outside).expect("there").next().is_none());
}

#[test]
fn check_and_dry_run_write_nothing() {
    let root = folder("check");
    run(&root, FIRST, "1", APPLY);
    for mode in [Mode::Check, Mode::DryRun] {
        let report = run(&root, SECOND, "2", mode);
        assert!(!report.applied && report.stale().count() == 4);
        assert_eq!(fs::read_to_string(root.join("types/b.rs")).expect("there"), "b");
    }
    assert_eq!(codes(&run(&root, SECOND, "2", Mode::Check)), [Code::StaleOutput; 4]);
    assert_eq!(codes(&run(&root, FIRST, "1", Mode::Check)), []);
}

#[test]
fn an_edited_file_stops_everything_until_forced() {
    let root = folder("edited");
    run(&root, FIRST, "1", APPLY);
    fs::write(root.join("types/b.rs"), "mine").expect("can write");
    fs::write(root.join("types/old/c.rs"), "mine").expect("can write");
    fs::write(root.join("d.rs"), "was here before").expect("can write");
    let report = run(&root, SECOND, "2", APPLY);
    assert!(!report.applied);
    assert_eq!(codes(&report), [Code::EditedOutput; 3]);
    assert_eq!(fs::read_to_string(root.join("types/b.rs")).expect("there"), "mine");
    let report = run(&root, SECOND, "2", FORCE);
    assert!(report.applied && codes(&report).is_empty());
    assert_eq!(fs::read_to_string(root.join("d.rs")).expect("there"), "d");
    assert!(!root.join("types/old/c.rs").exists());
}

#[test]
fn files_of_other_owners_stay() {
    let root = folder("others");
    run(&root, FIRST, "1", APPLY);
    fs::write(root.join("types/old/mine.rs"), "mine").expect("can write");
    run(&root, SECOND, "2", APPLY);
    assert!(root.join("types/old/mine.rs").exists() && !root.join("types/old/c.rs").exists());
}

#[test]
fn an_interrupted_run_is_no_edit() {
    let root = folder("interrupted");
    run(&root, FIRST, "1", APPLY);
    // `d.rs` cannot be written: a folder stands in its place. Other files are written by then.
    fs::create_dir(root.join("d.rs")).expect("can write");
    fs::write(root.join("d.rs/x"), "").expect("can write");
    let manifest = fs::read_to_string(root.join(FILE)).expect("there");
    assert!(matches!(write(&files(SECOND), &root, "2", APPLY), Err(WriteError::Io { .. })));
    assert_eq!(
        fs::read_to_string(root.join(FILE)).expect("there"),
        manifest,
        "the plan fails before anything is written"
    );
    fs::remove_dir_all(root.join("d.rs")).expect("can");
    // As if the machine had stopped between two files: one is new, the manifest is that of the time of writing.
    fs::write(root.join("types/b.rs"), "B").expect("can write");
    let third = [("a.rs", "A"), ("types/b.rs", "BB")];
    let (b, pending) =
        ("df7e70e5021544f4834bbee64a9e3789febc4be81470df629cad6ddb03320a5c", manifest.replace("key 1", "key pending"));
    fs::write(root.join(FILE), format!("{pending}{b}  types/b.rs\n")).expect("can write");
    fs::write(root.join(".a.rs.intertie-new"), "half").expect("can write");
    assert!(!is_current(&root, "1"));
    let report = run(&root, &third, "3", APPLY);
    assert!(report.applied, "{:?}", report.edited().collect::<Vec<_>>());
    assert!(is_current(&root, "3") && !root.join(".a.rs.intertie-new").exists());
}

#[test]
fn no_path_leaves_the_folder() {
    let root = folder("escape").join("inner");
    fs::create_dir_all(&root).expect("can write");
    for path in ["../x", "/etc/x", "a/../../x", "", ".", "a//b", "a\\..\\x", "c:x", "a\0b", FILE] {
        let written = write(&files(&[(path, "x")]), &root, "1", FORCE);
        assert!(matches!(written, Err(WriteError::Refused { .. })), "{path:?}");
    }
    assert!(!root.parent().expect("a folder").join("x").exists());
    assert!(write(&files(&[("a", "1"), ("a", "2")]), &root, "1", FORCE).is_err(), "one path twice");
}

#[test]
fn a_manifest_cannot_make_it_delete_other_files() {
    let root = folder("manifest").join("inner");
    fs::create_dir_all(&root).expect("can write");
    let outside = root.parent().expect("a folder").join("precious");
    fs::write(&outside, "x").expect("can write");
    let hash = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
    fs::write(root.join(FILE), format!("key 1\n{hash}  ../precious\n{hash}  /etc/passwd\n")).expect("can write");
    run(&root, FIRST, "2", FORCE);
    assert!(outside.exists());
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let root = folder("links").join("inner");
    fs::create_dir_all(&root).expect("can write");
    let outside = root.parent().expect("a folder").join("outside");
    fs::create_dir_all(&outside).expect("can write");
    std::os::unix::fs::symlink(&outside, root.join("types")).expect("can write");
    assert!(matches!(write(&files(FIRST), &root, "1", FORCE), Err(WriteError::Refused { .. })));
    assert!(fs::read_dir(&outside).expect("there").next().is_none());
    fs::remove_file(root.join("types")).expect("there");
    fs::write(outside.join("target"), "precious").expect("can write");
    std::os::unix::fs::symlink(outside.join("target"), root.join("a.rs")).expect("can write");
    assert!(matches!(write(&files(FIRST), &root, "1", FORCE), Err(WriteError::Refused { .. })));
    assert_eq!(fs::read_to_string(outside.join("target")).expect("there"), "precious");
}
