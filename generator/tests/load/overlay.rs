//! OpenAPI Overlay 1.0.

use super::Loaded;
use intertie_generator::diag::Code;
use intertie_generator::load::{Input, Options};
use serde_json::json;

const API: &str =
    "openapi: 3.0.0\nx-test:\n  list: [{n: 1}, {n: 2}, {n: 3}]\n  object: {a: {b: 1}, tags: [x]}\n  text: old\n";

fn with(actions: &str) -> Loaded {
    let text = format!("overlay: 1.0.0\ninfo: {{title: t, version: v}}\nactions:\n{actions}");
    let overlay = Some(Input::Bytes { name: "overlay.yaml".to_owned(), bytes: text.into_bytes() });
    let input = Input::Bytes { name: "api.yaml".to_owned(), bytes: API.as_bytes().to_vec() };
    Loaded::from(&input, &Options { overlay, ..Options::default() })
}

#[test]
fn updates_merge_deeply() {
    let loaded = with("- target: $['x-test'].object\n  update: {a: {c: 2}, tags: [y], new: {z: 1}}\n");
    assert_eq!(loaded.test()["object"], json!({"a": {"b": 1, "c": 2}, "tags": ["x", "y"], "new": {"z": 1}}));
}

#[test]
fn updates_append_to_lists() {
    assert_eq!(with("- target: $['x-test'].object.tags\n  update: y\n").test()["object"]["tags"], json!(["x", "y"]));
    assert_eq!(with("- target: $['x-test'].list\n  update: {n: 4}\n").test()["list"][3], json!({"n": 4}));
}

#[test]
fn removes_what_matches() {
    assert_eq!(with("- target: $['x-test'].list[?@.n < 3]\n  remove: true\n").test()["list"], json!([{"n": 3}]));
    assert_eq!(with("- target: $..n\n  remove: true\n").test()["list"], json!([{}, {}, {}]));
    assert_eq!(
        with("- target: $['x-test']['text', 'list', 'text']\n  remove: true\n").test().as_object().unwrap().len(),
        1
    );
}

#[test]
fn actions_follow_each_other() {
    let loaded = with("- target: $['x-test']\n  update: {new: {}}\n- target: $['x-test'].new\n  update: {a: 1}\n");
    assert_eq!(loaded.test()["new"], json!({"a": 1}));
    assert_ne!(loaded.doc().digest, Loaded::text(API).doc().digest);
}

#[test]
fn an_action_without_a_match_is_an_error() {
    let loaded = with("- target: $['x-test']\n  update: {}\n- target: $.paths['/gone']\n  remove: true\n");
    let found = loaded.refused(Code::OverlayUnmatched);
    assert!(found.message.contains("action 2") && found.message.contains("$.paths['/gone']"), "{}", found.message);
    let place = found.place.as_ref().unwrap();
    assert_eq!((place.file.as_str(), place.line), ("overlay.yaml", 6));
}

#[test]
fn mistakes_are_named_all_at_once() {
    let loaded = with("- target: $[\n  remove: true\n- update: {}\n- target: $\n");
    let messages: Vec<_> = loaded.found.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(loaded.codes(), [Code::OverlayInvalid; 3], "{messages:?}");
    assert!(messages[0].contains("no JSONPath") && messages[1].contains("`target`") && messages[2].contains("update"));
    with("- target: $['x-test'].object\n  update: 1\n").refused(Code::OverlayInvalid);
    with("- target: $\n  remove: true\n").refused(Code::OverlayInvalid);
}
