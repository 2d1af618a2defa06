//! Rules for request bodies, answers and media types.

use crate::support::{Read, read};
use intertie_generator::diag::Code;
use intertie_generator::document::{Status, Style};

/// A document with one operation, whose members are this YAML flow text.
fn operation(method: &str, members: &str) -> Read {
    read(&format!("openapi: 3.0.0\ninfo: {{title: t, version: '1'}}\npaths:\n  /a:\n    {method}: {{{members}}}"))
}

#[test]
fn the_empty_form_of_a_get_is_no_body_and_a_real_one_stays() {
    let empty = "requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {}, additionalProperties: false}, encoding: {}}}}";
    let full = "requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}";
    let responses = "responses: {'200': {description: ok}}";
    let read = operation("get", &format!("{empty}, {responses}"));
    assert!(read.operation().body.is_none());
    assert!(read.found(Code::Ignored, "#/paths/~1a/get/requestBody"));
    assert!(operation("post", &format!("{empty}, {responses}")).operation().body.is_some());
    assert!(operation("delete", &format!("{full}, {responses}")).operation().body.is_some());
}

#[test]
fn statuses_of_every_habit_are_read() {
    let read = operation(
        "get",
        "responses: {200: {description: a}, '201 Created': {description: b}, 4xx: {description: c}, '20X': {description: d}, default: {description: e}, oops: {description: f}, x-y: 5, '200 OK': {description: g}}",
    );
    let statuses: Vec<Status> = read.operation().responses.iter().map(|response| response.status).collect();
    let expected = [Status::Code(200), Status::Code(201), Status::Range(4), Status::Range(2), Status::Default];
    assert_eq!(statuses, expected);
    assert!(read.found(Code::WrongType, "#/paths/~1a/get/responses/oops"));
    assert!(read.found(Code::Ignored, "#/paths/~1a/get/responses/200 OK"));
}

#[test]
fn media_types_are_trimmed_and_lower_case() {
    let read = operation(
        "get",
        "responses: {'200': {description: ok, content: {' Application/JSON; profile=\"A\"': {}, '*/*': {schema: {type: string}}, image/PNG: 5}}, '204': {description: none, content: {application/json: {schema: {}}}}, '404': 5}",
    );
    let responses = &read.operation().responses;
    let names: Vec<&str> = responses[0].content.iter().map(|media| media.name.as_str()).collect();
    assert_eq!(names, ["application/json; profile=\"A\"", "*/*", "image/png"]);
    assert!(responses[1].content.is_empty(), "204 has no body");
    assert!(responses[2].content.is_empty() && read.found(Code::WrongType, "#/paths/~1a/get/responses/404"));
}

#[test]
fn encodings_say_style_and_media_type() {
    let read = operation(
        "post",
        "requestBody: {content: {multipart/form-data: {schema: {type: object}, encoding: {a: {style: deepObject, explode: true}, b: {contentType: Image/PNG}, c: {style: odd}, d: 5}}}}, responses: {'200': {description: ok}}",
    );
    let encoding = &read.operation().body.as_ref().unwrap().content[0].encoding;
    assert_eq!((encoding["a"].style, encoding["a"].explode), (Some(Style::DeepObject), Some(true)));
    assert_eq!(encoding["b"].content_type.as_deref(), Some("image/png"));
    assert_eq!(encoding["c"].style, None);
    assert_eq!(encoding.len(), 3);
}

#[test]
fn swagger_habits_in_openapi_3_are_understood() {
    let read = operation(
        "post",
        "parameters: [{in: body, name: body, schema: {type: object}}], responses: {'200': {description: ok, schema: {type: string}}}",
    );
    assert_eq!(read.operation().body.as_ref().unwrap().content[0].name, "application/json");
    assert_eq!(read.operation().responses[0].content[0].name, "application/json");
}

#[test]
fn an_operation_without_responses_stays() {
    let read = operation("get", "operationId: a");
    assert!(read.operation().responses.is_empty());
    assert!(read.found(Code::MissingMember, "#/paths/~1a/get"));
}
