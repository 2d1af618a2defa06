//! What is not OpenAPI is refused by its name.

use super::Loaded;
use intertie_generator::diag::Code;
use intertie_generator::load::{Input, Options};

#[track_caller]
fn named(text: &str, name: &str) {
    let loaded = Loaded::text(text);
    let found = loaded.refused(Code::NotOpenapi);
    assert!(found.message.contains(name), "{}", found.message);
    assert!(found.help.is_some());
    assert_eq!(loaded.found.len(), 1);
}

#[test]
fn other_kinds_are_named() {
    named("asyncapi: 2.6.0\ninfo: {}", "an AsyncAPI document");
    named(r#"{"kind": "discovery#restDescription", "resources": {}}"#, "a Google Discovery document");
    named(r#"{"info": {"_postman_id": "1", "name": "x"}, "item": []}"#, "a Postman collection");
    named(r#"{"collection": {"info": {"schema": "https://schema.getpostman.com/json/x"}}}"#, "a Postman collection");
    named("\"\"\"Root\"\"\"\ntype Query {\n  me: User\n}\n", "a GraphQL schema");
    named(r#"{"data": {"__schema": {"types": []}}}"#, "a GraphQL introspection result");
    named("<!doctype html>\n<html><body>404</body></html>", "an HTML page");
    named("#%RAML 1.0\ntitle: A\n", "a RAML document");
    named("<?xml version=\"1.0\"?><wsdl:definitions xmlns:wsdl=\"http://schemas.xmlsoap.org/wsdl/\"/>", "WSDL");
    named("<?xml version=\"1.0\"?><a/>", "an XML document");
    named("swaggerVersion: '1.2'", "a Swagger 1.x listing");
    named("overlay: 1.0.0\nactions: []", "an OpenAPI Overlay");
    named("FORMAT: 1A\n# API", "an API Blueprint");
    named("hello: world", "no `openapi` or `swagger` member");
    named("just text", "not an object");
    named("[1, 2]", "not an object");
}

#[test]
fn nothing_is_named_too() {
    for text in ["", " \n\t\n", "# only a comment\n", "---\n...\n", "null", "\u{FEFF}"] {
        Loaded::text(text).refused(Code::EmptyInput);
    }
}

#[test]
fn what_cannot_be_read_is_said() {
    let found = Loaded::path("/no/such/file.yaml");
    assert!(found.refused(Code::UnreadableInput).message.contains("No such file"));
    let options = Options { max_bytes: 10, ..Options::default() };
    let folder = super::Folder::new(&[("a.yaml", "openapi: 3.0.0\npaths: {}\n")]);
    Loaded::from(&Input::Path(folder.0.join("a.yaml")), &options).refused(Code::TooLarge);
}

#[test]
fn inputs_are_understood_as_typed() {
    assert_eq!(Input::from("-"), Input::Stdin);
    assert_eq!(Input::from("https://a/b"), Input::Url("https://a/b".to_owned()));
    assert_eq!(Input::from("a/b.yaml"), Input::Path("a/b.yaml".into()));
}
