//! Rules for the document as a whole and for operations.

use crate::support::{raw, read};
use intertie_generator::diag::{Code, Severity, Sink};
use intertie_generator::document::{Dialect, Method};
use intertie_generator::normalize::normalize;
use serde_json::json;

#[test]
fn only_a_document_with_nothing_in_it_stops() {
    for value in [json!({}), json!([]), json!({"openapi": "3.0.0", "paths": []})] {
        let mut sink = Sink::default();
        assert!(normalize(&raw(value, Dialect::OpenApi30), &mut sink).is_err());
        assert!(sink.has(Severity::Error));
    }
    let mut sink = Sink::default();
    let document = normalize(&raw(json!({"paths": {}}), Dialect::OpenApi30), &mut sink).unwrap();
    assert_eq!((document.info.title.as_str(), document.info.version.as_str()), ("Untitled", "0"));
}

#[test]
fn info_and_tags_are_mended() {
    let read = read(
        "
openapi: 3.0.0
info: {title: null, version: 1.5, description: 3, contact: {name: n}, license: {name: MIT}, x-logo: {url: u}}
tags: [{name: a, description: d}, b, {description: nameless}]
paths: {}",
    );
    let document = &read.document;
    assert_eq!((document.info.title.as_str(), document.info.version.as_str()), ("Untitled", "1.5"));
    assert_eq!(document.info.extensions["x-logo"]["url"], "u");
    let tags: Vec<&str> = document.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(tags, ["a", "b"]);
    assert!(read.found(Code::MissingMember, "#/tags/2"));
}

#[test]
fn every_operation_is_counted_and_only_one_that_is_no_object_is_lost() {
    let read = read(
        "
openapi: 3.0.0
info: {title: t, version: '1'}
paths:
  /a:
    get: {tags: a tag, operationId: 5, summary: [x], deprecated: 'true', responses: []}
    POST: {tags: [a, a, {name: b}, 7], responses: {}}
    put: broken
    parameters: 5
    oddity: {}
    x-y: {}
  /b: broken
  x-z: {}",
    );
    let document = &read.document;
    assert_eq!((document.operations.len(), document.declared_operations), (2, 3));
    let [get, post] = &document.operations[..] else { panic!() };
    assert_eq!(
        (get.tags.as_slice(), get.operation_id.as_deref(), get.deprecated),
        (&["a tag".to_owned()][..], Some("5"), true)
    );
    assert_eq!((post.method, post.tags.len()), (Method::Post, 3));
    assert!(read.found(Code::DroppedOperation, "#/paths/~1a/put"));
    assert!(read.found(Code::Ignored, "#/paths/~1a/oddity"));
    assert!(read.found(Code::WrongType, "#/paths/~1b"));
}

#[test]
fn servers_are_those_of_the_operation_else_of_the_path() {
    let read = read(
        "
openapi: 3.0.0
info: {title: t, version: '1'}
servers:
  - {url: 'https://{site}.x/{undeclared}', variables: {site: {default: a, enum: [a, b, a]}, other: {default: x}}}
  - {description: no url}
paths:
  /a:
    servers: [{url: /path}]
    get: {servers: [{url: /own}], responses: {'200': {description: ok}}}
    put: {responses: {'200': {description: ok}}}
  /b:
    get: {responses: {'200': {description: ok}}}",
    );
    let servers = &read.document.servers;
    assert_eq!(servers.len(), 1);
    assert_eq!(servers[0].variables.keys().collect::<Vec<_>>(), ["site", "undeclared"]);
    assert_eq!(servers[0].variables["site"].enumeration, ["a", "b"]);
    assert!(read.found(Code::Ignored, "#/servers/0/variables/other"));
    let own = |at: usize| read.document.operations[at].servers.iter().map(|s| s.url.as_str()).collect::<Vec<_>>();
    assert_eq!([own(0), own(1), own(2)], [vec!["/own"], vec!["/path"], vec![]]);
}

#[test]
fn extensions_and_callbacks_of_an_operation_are_kept() {
    let read = read(
        "
openapi: 3.0.0
info: {title: t, version: '1'}
paths:
  /a:
    post:
      x-pagination: {limitParam: n}
      responses: {'200': {description: ok}}
      callbacks: {done: {'{$url}': {post: {callbacks: {again: {}}, responses: {'200': {description: ok}}}}}}",
    );
    let operation = read.operation();
    assert_eq!(operation.extensions["x-pagination"]["limitParam"], "n");
    assert_eq!(operation.callbacks[0].operation.origin.as_str(), "#/paths/~1a/post/callbacks/done/{$url}/post");
}
