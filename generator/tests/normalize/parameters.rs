//! Rules for parameters and path templates.

use crate::support::{Read, read};
use intertie_generator::diag::Code;
use intertie_generator::document::{Location, Style};

/// A document with one GET of that path, whose parameters are this YAML list.
fn get(path: &str, parameters: &str) -> Read {
    read(&format!(
        "openapi: 3.0.0\ninfo: {{title: t, version: '1'}}\npaths:\n  \"{path}\":\n    get:\n      parameters: {parameters}\n      responses: {{'200': {{description: ok}}}}"
    ))
}

fn names(read: &Read) -> Vec<(&str, Location)> {
    read.operation().parameters.iter().map(|parameter| (parameter.name.as_str(), parameter.location)).collect()
}

#[test]
fn styles_have_the_defaults_of_their_place() {
    let read = get(
        "/{a}",
        "[{name: a, in: path, required: true, schema: {}}, {name: b, in: query, schema: {}}, {name: c, in: header, schema: {}},
          {name: d, in: cookie, schema: {}}, {name: e, in: query, style: deepObject, schema: {}}, {name: f, in: query, style: pipeDelimited, schema: {}},
          {name: g, in: query, explode: false, schema: {}}, {name: h, in: query, style: matrix, schema: {}}]",
    );
    let styles: Vec<_> =
        read.operation().parameters.iter().map(|parameter| (parameter.style, parameter.explode)).collect();
    let expected = [
        (Style::Simple, false),
        (Style::Form, true),
        (Style::Simple, false),
        (Style::Form, true),
        (Style::DeepObject, true),
        (Style::PipeDelimited, false),
        (Style::Form, false),
        (Style::Form, true),
    ];
    assert_eq!(styles, expected);
    assert_eq!(read.findings().len(), 1);
    assert!(read.found(Code::WrongType, "#/paths/~1{a}/get/parameters/7/style"));
}

#[test]
fn a_variable_of_the_path_that_is_not_declared_is_text() {
    let read = get("/a/{id}", "[]");
    assert_eq!(names(&read), [("id", Location::Path)]);
    assert!(read.operation().parameters[0].required && read.operation().parameters[0].schema.is_none());
    assert!(read.found(Code::PathParameter, "#/paths/~1a~1{id}/get"));
}

#[test]
fn a_path_parameter_that_the_path_does_not_have_is_left_out() {
    let read = get("/a", "[{name: id, in: path, required: true, schema: {type: string}}]");
    assert!(names(&read).is_empty());
    assert!(read.found(Code::PathParameter, "#/paths/~1a/get/parameters/0"));
}

#[test]
fn a_path_parameter_under_a_similar_name_or_in_the_query_is_meant() {
    let read = get(
        "/{petId}/{kind}",
        "[{name: pet_id, in: path, schema: {type: integer}}, {name: kind, in: query, schema: {type: string}}]",
    );
    assert_eq!(names(&read), [("petId", Location::Path), ("kind", Location::Path)]);
    let kind = &read.operation().parameters[1];
    assert!(kind.required && kind.schema.is_some() && kind.style == Style::Simple && !kind.explode);
}

#[test]
fn a_path_parameter_is_always_required() {
    let read = get("/{id}", "[{name: id, in: path, schema: {type: string}}]");
    assert!(read.operation().parameters[0].required);
    assert!(read.found(Code::Mended, "#/paths/~1{id}/get/parameters/0"));
}

#[test]
fn fragments_and_queries_of_a_path_are_taken_apart() {
    let read = get("/x?action=list&q={q}#One", "[]");
    let operation = read.operation();
    assert_eq!(operation.path, "/x");
    assert_eq!(operation.path_query, [("action".to_owned(), "list".to_owned())]);
    assert_eq!(names(&read), [("q", Location::Query)]);
}

#[test]
fn paths_that_differ_by_their_fragment_stay_two_operations() {
    let get = "get: {responses: {'200': {description: ok}}}";
    let read = read(&format!(
        "openapi: 3.0.0\ninfo: {{title: t, version: '1'}}\npaths:\n  /x#A: {{{get}}}\n  /x#B: {{{get}}}\n  noslash: {{{get}}}"
    ));
    let paths: Vec<&str> = read.document.operations.iter().map(|operation| operation.path.as_str()).collect();
    assert_eq!(paths, ["/x", "/x", "/noslash"]);
}

#[test]
fn the_last_of_two_equal_parameters_wins_and_own_ones_beat_the_paths() {
    let read = read(
        "
openapi: 3.0.0
info: {title: t, version: '1'}
paths:
  /a:
    parameters: [{name: p, in: query, description: of the path, schema: {}}, {name: X-A, in: header, schema: {}}]
    get:
      parameters:
        - {name: p, in: query, description: own, schema: {}}
        - {name: q, in: query, description: first, schema: {}}
        - {name: q, in: query, description: second, schema: {}}
        - {name: q, in: cookie, schema: {}}
        - {name: x-a, in: header, description: own, schema: {}}
      responses: {'200': {description: ok}}",
    );
    let docs: Vec<_> = read.operation().parameters.iter().map(|parameter| parameter.description.as_deref()).collect();
    assert_eq!(docs, [Some("own"), Some("own"), Some("second"), None]);
    assert!(read.found(Code::Ignored, "#/paths/~1a/get/parameters/1"));
    assert_eq!(read.sink.found().len(), 1);
}

#[test]
fn headers_that_follow_from_the_operation_are_left_out() {
    let read = get(
        "/a",
        "[{name: Accept, in: header, schema: {}}, {name: content-type, in: header, required: true, schema: {}}, {name: accept, in: query, schema: {}}]",
    );
    assert_eq!(names(&read), [("accept", Location::Query)]);
    assert!(read.found(Code::Ignored, "#/paths/~1a/get/parameters/0"));
    assert!(read.found(Code::Ignored, "#/paths/~1a/get/parameters/1"));
}

#[test]
fn broken_parameters_cost_themselves() {
    let read = get(
        "/a",
        "[5, {in: query}, {name: x, in: nowhere}, {name: y}, {name: z, in: QUERY, type: string}, {name: c, in: query, content: {application/json: {schema: {type: object}}}}]",
    );
    assert_eq!(names(&read), [("y", Location::Query), ("z", Location::Query), ("c", Location::Query)]);
    assert!(read.operation().parameters[1].schema.is_some());
    assert_eq!(read.operation().parameters[2].content.as_deref(), Some("application/json"));
    assert!(read.found(Code::WrongType, "#/paths/~1a/get/parameters/0"));
    assert!(read.found(Code::MissingMember, "#/paths/~1a/get/parameters/1"));
    assert!(read.found(Code::WrongType, "#/paths/~1a/get/parameters/2"));
    assert!(read.found(Code::MissingMember, "#/paths/~1a/get/parameters/3"));
}
