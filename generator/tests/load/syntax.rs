//! JSON, YAML and what both have to survive.

use super::Loaded;
use intertie_generator::diag::Code;
use intertie_generator::document::Dialect;
use serde_json::json;

fn yaml(test: &str) -> Loaded {
    Loaded::text(&format!("openapi: 3.0.3\n{test}"))
}

#[test]
fn reads_scalars_by_yaml_1_2() {
    let loaded = yaml(
        "x-test:\n  texts: [y, n, no, on, 2024-01-02, 2001-12-14t21:59:43.10-05:00, 1_000, 12:30:45, 007, 1.2.3]\n  \
         bools: [true, False]\n  nulls: [null, ~, ]\n  numbers: [1, -2, 1.5, 0x10, 1e3, 18446744073709551615]\n  \
         beyond: [.inf, -.inf, .nan]\n",
    );
    let wanted = json!({
        "texts": ["y", "n", "no", "on", "2024-01-02", "2001-12-14t21:59:43.10-05:00", "1_000", "12:30:45", "007", "1.2.3"],
        "bools": [true, false],
        "nulls": [null, null],
        "numbers": [1, -2, 1.5, 16, 1000.0, 18_446_744_073_709_551_615_u64],
        "beyond": [".inf", "-.inf", ".nan"],
    });
    assert_eq!(*loaded.test(), wanted);
    assert_eq!(loaded.codes(), []);
}

#[test]
fn keeps_keys_as_written() {
    let loaded = yaml("x-test: {200: a, null: b, 1.0: c, true: d, 010: e}\n");
    assert_eq!(*loaded.test(), json!({"200": "a", "null": "b", "1.0": "c", "true": "d", "010": "e"}));
}

#[test]
fn keeps_the_order_of_members() {
    let loaded = yaml("x-test: {z: 1, a: 2, m: 3}\n");
    assert_eq!(loaded.test().as_object().unwrap().keys().collect::<Vec<_>>(), ["z", "a", "m"]);
}

#[test]
fn follows_anchors_and_merges() {
    let loaded = yaml(
        "x-base: &base {a: 1, b: 1}\nx-more: &more {b: 2, c: 2}\nx-test:\n  one: {<<: *base, b: 9}\n  two:\n    b: 9\n    \
         <<: [*more, *base]\n  alias: *base\n",
    );
    let wanted = json!({
        "one": {"b": 9, "a": 1}, "two": {"b": 9, "c": 2, "a": 1}, "alias": {"a": 1, "b": 1}
    });
    assert_eq!(*loaded.test(), wanted);
}

#[test]
fn ignores_tags_of_the_authors_own() {
    assert_eq!(*yaml("x-test: [!thing {a: 1}, !!str 12, !x 3]\n").test(), json!([{"a": 1}, "12", 3]));
}

#[test]
fn reports_keys_that_are_there_twice() {
    let loaded = yaml("x-test:\n  a: 1\n  b: 2\n  a: 3\n");
    assert_eq!(*loaded.test(), json!({"a": 3, "b": 2}));
    assert_eq!(loaded.codes(), [Code::DuplicateKey]);
    assert_eq!(loaded.found[0].pointer.as_str(), "#/x-test/a");
    assert_eq!(loaded.found[0].place.as_ref().unwrap().line, 5);
    let loaded = Loaded::text(r#"{"openapi": "3.0.0", "x-test": 1, "x-test": 2}"#);
    assert_eq!((loaded.test(), loaded.codes()), (&json!(2), vec![Code::DuplicateKey]));
}

#[test]
fn reads_the_first_of_several_documents() {
    let loaded = Loaded::text("---\n---\nopenapi: 3.0.0\nx-test: 1\n---\nopenapi: 3.1.0\n");
    assert_eq!((loaded.test(), loaded.codes()), (&json!(1), vec![Code::ExtraDocuments]));
}

#[test]
fn reads_flow_yaml_that_is_no_json() {
    let loaded = Loaded::text("{openapi: 3.0.0, x-test: [a, b,],}\n");
    assert_eq!((loaded.test(), loaded.codes()), (&json!(["a", "b"]), vec![Code::Mended]));
    let loaded = Loaded::text("{\"openapi\": \"3.0.0\",\n \"x-test\": \"raw\tTAB\"}");
    assert_eq!((loaded.test(), loaded.codes()), (&json!("raw\tTAB"), vec![Code::Mended]));
}

#[test]
fn says_where_the_syntax_breaks() {
    let loaded = Loaded::text("{\"openapi\": \"3.0.0\",\n  \"paths\": ]}");
    let found = loaded.refused(Code::Syntax);
    assert_eq!(found.message, "expected value");
    assert_eq!(found.place.as_ref().map(|place| (place.line, place.column)), Some((2, 12)));
    let loaded = Loaded::text("openapi: 3.0.0\npaths:\n  a: \"b\n");
    assert_eq!(loaded.refused(Code::Syntax).place.as_ref().unwrap().file, "api.yaml");
}

#[test]
fn survives_windows() {
    let text = "\u{FEFF}openapi: 3.0.0\r\nx-test:\r\n  text: |\r\n    a\r\n    b\r\n";
    assert_eq!(Loaded::text(text).test()["text"], "a\nb\n");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(Loaded::bytes(&utf16).test()["text"], "a\nb\n");
    let loaded = Loaded::bytes(b"openapi: 3.0.0\nx-test: caf\xe9\n");
    assert_eq!((loaded.test(), loaded.codes()), (&json!("caf\u{FFFD}"), vec![Code::Encoding]));
}

#[test]
fn reads_control_characters_as_spaces() {
    let loaded = yaml("x-test: a\u{b}b\u{7f}c\n");
    assert_eq!((loaded.test(), loaded.codes()), (&json!("a b c"), vec![Code::Encoding]));
}

#[test]
fn refuses_what_is_too_deep() {
    for depth in [200, 10_000, 100_000] {
        Loaded::text(&format!("{{\"a\": {}{}}}", "[".repeat(depth), "]".repeat(depth))).refused(Code::TooLarge);
        Loaded::text(&"{\"a\":".repeat(depth)).refused(Code::TooLarge);
        yaml(&format!("x: {}{}", "[".repeat(depth), "]".repeat(depth))).refused(Code::TooLarge);
        yaml(&format!("x:\n {}a", "- ".repeat(depth))).refused(Code::TooLarge);
    }
    let lines: Vec<String> = (0..1_000).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    Loaded::text(&lines.concat()).refused(Code::TooLarge);
    let deep = 110;
    assert!(yaml(&format!("x-test: {}{}", "[".repeat(deep), "]".repeat(deep))).test().is_array());
}

#[test]
fn refuses_alias_bombs() {
    let laughs: Vec<String> =
        (1..30).map(|n| format!("x{n}: &x{n} [{}]\n", vec![format!("*x{}", n - 1); 9].join(","))).collect();
    yaml(&format!("x0: &x0 lol\n{}", laughs.concat())).refused(Code::TooLarge);
    let text = format!("x: &x {}\ny: [{}]\n", "long ".repeat(40_000), "*x,".repeat(40_000));
    yaml(&text).refused(Code::TooLarge);
    yaml("x: &x [*x, *x]\n").refused(Code::TooLarge);
}

#[test]
fn knows_the_dialect() {
    let dialect = |text: &str| Loaded::text(text).doc().dialect;
    assert_eq!(dialect("swagger: '2.0'"), Dialect::Swagger2);
    assert_eq!(dialect("swagger: 2.0"), Dialect::Swagger2);
    assert_eq!(dialect("swagger: 2"), Dialect::Swagger2);
    assert_eq!(dialect("openapi: 3.0.3"), Dialect::OpenApi30);
    assert_eq!(dialect("openapi: 3.0"), Dialect::OpenApi30);
    assert_eq!(dialect("openapi: 3"), Dialect::OpenApi30);
    assert_eq!(dialect("{\"openapi\": \"3.1.1\"}"), Dialect::OpenApi31);
    assert_eq!(dialect("openapi: 3.1"), Dialect::OpenApi31);
}

#[test]
fn warns_of_what_is_newer_or_unsaid() {
    let loaded = Loaded::text("openapi: 3.2.0");
    assert_eq!((loaded.doc().dialect, loaded.codes()), (Dialect::OpenApi32, vec![Code::NewerVersion]));
    let loaded = Loaded::text("paths: {}\ndefinitions: {}");
    assert_eq!((loaded.doc().dialect, loaded.codes()), (Dialect::Swagger2, vec![Code::MissingMember]));
    Loaded::text("openapi: 4.0.0").refused(Code::UnknownVersion);
    Loaded::text("openapi: {}").refused(Code::UnknownVersion);
}

#[test]
fn digests_the_bytes() {
    let loaded = Loaded::text("openapi: 3.0.0");
    assert_eq!(loaded.doc().digest, "e02589bb1d473868dcf7b3aa04606ea7f19b148b307abc35f62cc83860ad2a1a");
}
