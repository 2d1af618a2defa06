//! The lock file: its text, what differs, and what is refused.

use super::*;
use crate::config::Vendor;
use crate::diag::Sink;
use crate::load::{self, Input, Options};

const DOCUMENT: &str = "openapi: 3.0.3\ninfo: {title: Acme, version: '2024-06'}\npaths: {}\n";

fn vendor() -> Vendor {
    let mut vendor = Vendor::new("acme", Input::Path("work/specs/acme.yaml".into()), "out");
    vendor.include = vec!["tag:Invoices".to_owned(), "/b \"quoted\"".to_owned()];
    vendor
}

fn entry(vendor: &Vendor, text: &str) -> Entry {
    let input = Input::Bytes { name: "acme.yaml".into(), bytes: text.as_bytes().to_vec() };
    let raw = load::load(&input, &Options::default(), &mut Sink::default()).unwrap();
    Entry::of(vendor, &raw, Path::new("work"))
}

fn lock(entries: &[Entry]) -> Lock {
    let mut lock = Lock::empty("work/intertie.lock");
    for entry in entries {
        lock.put(entry.clone());
    }
    lock
}

#[test]
fn the_text_is_read_as_it_was_written_whatever_the_order() {
    let one = Entry { etag: Some("\"a\"".into()), ..entry(&vendor(), DOCUMENT) };
    let other = Entry { name: "acme@2024-06".into(), ..one.clone() };
    let lock = lock(&[other.clone(), one.clone()]);
    let text = lock.print();
    assert_eq!(text, self::lock(&[one, other]).print());
    assert_eq!(Lock::parse(&lock.path, &text).unwrap(), lock);
    assert!(text.contains("version = \"2024-06\"\ndialect = \"openapi-3.0\"\nspec = \"specs/acme.yaml\""), "{text}");
}

#[test]
fn a_broken_file_is_named_with_its_place_and_a_way_out() {
    let error = Lock::parse(Path::new("intertie.lock"), "form = 1\n<<<<<<< ours\n").unwrap_err().to_string();
    assert!(error.contains("intertie.lock:2:9") && error.contains("run `intertie generate`"), "{error}");
    let error = Lock::parse(Path::new("intertie.lock"), "form = 2\n").unwrap_err().to_string();
    assert!(error.contains("use a newer intertie"), "{error}");
}

#[test]
fn another_document_is_refused_and_a_setting_is_taken_in() {
    let vendor = vendor();
    let lock = lock(&[entry(&vendor, DOCUMENT)]);
    let judge = |rule, now: &Entry| {
        let mut sink = Sink::default();
        let verdict = Pin::To(&lock, rule).judge(now, &mut sink);
        (verdict, sink.found().iter().map(|found| found.message.clone()).collect::<Vec<_>>())
    };
    let edited = entry(&vendor, &DOCUMENT.replace("06", "07"));
    let (verdict, said) = judge(Rule::Hold, &edited);
    assert_eq!(verdict, Verdict::Off);
    assert!(said[0].starts_with("the document of `acme` is not the locked one: "), "{said:?}");
    assert!(said[0].ends_with("(version 2024-06)") && said.len() == 1, "{said:?}");
    assert_eq!(judge(Rule::Take, &edited).0, Verdict::Fits);

    let sliced = entry(&Vendor { include: vec![], ..vendor.clone() }, DOCUMENT);
    assert_eq!(judge(Rule::Hold, &sliced), (Verdict::Fits, vec![]));
    assert_eq!(judge(Rule::Exact, &sliced).1, ["`include` or `exclude` of `acme` is not what is locked"]);
    let unlocked = Entry { name: "other".into(), ..sliced };
    assert_eq!(judge(Rule::Hold, &unlocked).0, Verdict::Fits);
    assert_eq!(judge(Rule::Exact, &unlocked).1, ["`other` is not locked"]);
}

#[test]
fn what_is_settled_is_known_without_parsing() {
    let vendor = vendor();
    let now = entry(&vendor, DOCUMENT);
    let lock = lock(std::slice::from_ref(&now));
    let pin = Pin::To(&lock, Rule::Hold);
    assert!(pin.is_settled(&vendor, &now.digest));
    assert!(!pin.is_settled(&vendor, &"0".repeat(64)));
    assert!(!pin.is_settled(&Vendor { include: vec![], ..vendor }, &now.digest));
}

#[test]
fn the_word_of_the_source_stays_with_its_bytes() {
    let vendor = vendor();
    let known = Entry { etag: Some("\"a\"".into()), ..entry(&vendor, DOCUMENT) };
    assert_eq!(entry(&vendor, DOCUMENT).with_etag_of(Some(&known)).etag, known.etag);
    assert_eq!(entry(&vendor, &DOCUMENT.replace("06", "07")).with_etag_of(Some(&known)).etag, None);
}
