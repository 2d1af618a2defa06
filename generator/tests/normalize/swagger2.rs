//! Rules for Swagger 2.0.

use crate::support::{Read, read};
use intertie_generator::diag::Code;
use intertie_generator::document::{JsonType, Status, Style};
use openapiv3::SecurityScheme;
use serde_json::json;

/// A document with one operation.
fn operation(head: &str, method: &str, members: &str) -> Read {
    read(&format!(
        "swagger: '2.0'\ninfo: {{title: t, version: '1'}}\n{head}\npaths:\n  /a:\n    {method}: {{{members}}}"
    ))
}

fn media(read: &Read) -> Vec<&str> {
    read.operation().body.as_ref().unwrap().content.iter().map(|media| media.name.as_str()).collect()
}

#[test]
fn host_base_path_and_schemes_are_servers() {
    let urls = |head: &str| {
        let read = operation(head, "get", "responses: {'200': {description: ok}}");
        read.document.servers.iter().map(|server| server.url.clone()).collect::<Vec<_>>()
    };
    assert_eq!(urls("host: x.com\nbasePath: /v1\nschemes: [http, https]"), ["https://x.com/v1", "http://x.com/v1"]);
    assert_eq!(urls("host: https://x.com/\nbasePath: v1"), ["https://x.com/v1"]);
    assert_eq!(urls("basePath: /v1"), ["/v1"]);
    assert_eq!(urls(""), ["/"]);
}

#[test]
fn a_host_with_a_variable_makes_it_a_server_variable() {
    let read = operation(
        "host: '{dc}.api.x.com'",
        "get",
        "parameters: [{name: dc, in: path, type: string}], responses: {'200': {description: ok}}",
    );
    assert_eq!(read.document.servers[0].variables["dc"].default, "");
    assert!(read.operation().parameters.is_empty());
    assert!(read.found(Code::Ignored, "#/paths/~1a/get/parameters/0"));
    assert!(!read.found(Code::PathParameter, "#/paths/~1a/get/parameters/0"));
}

#[test]
fn an_operation_with_schemes_of_its_own_has_servers_of_its_own() {
    let read =
        operation("host: x.com\nschemes: [https]", "get", "schemes: [http], responses: {'200': {description: ok}}");
    assert_eq!(read.operation().servers[0].url, "http://x.com");
}

#[test]
fn a_body_parameter_is_the_request_body() {
    let read = operation(
        "consumes: [application/json, application/xml]",
        "post",
        "parameters: [{in: body, name: b, required: true, description: d, schema: {type: object}}], responses: {'200': {description: ok}}",
    );
    let body = read.operation().body.as_ref().unwrap();
    assert!(body.required && body.description.as_deref() == Some("d"));
    assert_eq!(media(&read), ["application/json", "application/xml"]);
    assert_eq!(body.content[0].schema, body.content[1].schema);
    assert_eq!(
        read.at(body.content[0].schema.unwrap()).origin.as_ref().unwrap().as_str(),
        "#/paths/~1a/post/parameters/0/schema"
    );
}

#[test]
fn form_fields_are_the_properties_of_a_form() {
    let read = operation(
        "consumes: [application/json]",
        "post",
        "parameters: [{in: formData, name: a, type: string, required: true, description: d}, {in: formData, name: b, type: array, items: {type: string}, collectionFormat: multi}, {in: formData, name: c, type: array, items: {type: string}}], responses: {'200': {description: ok}}",
    );
    assert_eq!(media(&read), ["application/x-www-form-urlencoded"]);
    let body = read.operation().body.as_ref().unwrap();
    let schema = read.at(body.content[0].schema.unwrap());
    assert_eq!((&schema.types[..], &schema.required[..]), (&[JsonType::Object][..], &["a".to_owned()][..]));
    let a = read.at(schema.properties["a"]);
    assert_eq!(
        (a.description.as_deref(), a.origin.as_ref().unwrap().as_str()),
        (Some("d"), "#/paths/~1a/post/parameters/0")
    );
    let encoding = &body.content[0].encoding;
    assert_eq!((encoding["b"].style, encoding["b"].explode), (Some(Style::Form), Some(true)));
    assert_eq!((encoding["c"].style, encoding["c"].explode), (Some(Style::Form), Some(false)));
    assert_eq!(read.findings(), [""; 0]);
}

#[test]
fn form_fields_travel_as_a_form_also_where_json_is_consumed_and_a_file_needs_multipart() {
    let field = "parameters: [{in: formData, name: a, type: string}], responses: {'200': {description: ok}}";
    let read =
        operation("", "post", &format!("consumes: [application/x-www-form-urlencoded, application/json], {field}"));
    assert_eq!(media(&read), ["application/x-www-form-urlencoded"]);
    let file = "consumes: [application/x-www-form-urlencoded], parameters: [{in: formData, name: f, type: file}], responses: {'200': {description: ok}}";
    let read = operation("", "post", file);
    assert_eq!(media(&read), ["multipart/form-data"]);
    let schema = read.at(read.operation().body.as_ref().unwrap().content[0].schema.unwrap());
    assert_eq!(read.at(schema.properties["f"]).types, [JsonType::File]);
}

#[test]
fn collection_formats_are_styles() {
    let list = |format: &str| {
        format!("{{name: {format}, in: query, type: array, items: {{type: string}}, collectionFormat: {format}}}")
    };
    let lists = ["csv", "ssv", "tsv", "pipes", "multi", "odd"].map(list).join(", ");
    let read = operation(
        "",
        "get",
        &format!(
            "parameters: [{lists}, {{name: none, in: query, type: array, items: {{type: string}}}}], responses: {{'200': {{description: ok}}}}"
        ),
    );
    let styles: Vec<_> =
        read.operation().parameters.iter().map(|parameter| (parameter.style, parameter.explode)).collect();
    let form = (Style::Form, false);
    let expected = [
        form,
        (Style::SpaceDelimited, false),
        (Style::TabDelimited, false),
        (Style::PipeDelimited, false),
        (Style::Form, true),
        form,
        form,
    ];
    assert_eq!(styles, expected);
    assert!(read.found(Code::WrongType, "#/paths/~1a/get/parameters/5/collectionFormat"));
}

#[test]
fn a_parameter_is_its_own_schema() {
    let read = operation(
        "parameters: {P: {name: p, in: query, description: d, type: string, enum: [a, b], x-nullable: true, required: false}}",
        "get",
        "parameters: [{$ref: '#/parameters/P'}], responses: {'200': {description: ok}}",
    );
    let parameter = &read.operation().parameters[0];
    let schema = read.at(parameter.schema.unwrap());
    assert_eq!((schema.description.clone(), schema.enumeration.len(), schema.nullable), (None, 2, true));
    assert_eq!(parameter.description.as_deref(), Some("d"));
    assert_eq!(read.findings(), [""; 0]);
}

#[test]
fn answers_have_the_media_types_that_are_produced() {
    let read = operation(
        "produces: [application/json, text/xml]\nresponses: {E: {description: e, schema: {type: object}}}",
        "get",
        "responses: {'200': {description: ok, schema: {type: string}, headers: {X-N: {type: integer, description: n}}, examples: {application/json: hi}}, '404': {$ref: '#/responses/E'}}",
    );
    let ok = &read.operation().responses[0];
    assert_eq!(
        ok.content.iter().map(|media| media.name.as_str()).collect::<Vec<_>>(),
        ["application/json", "text/xml"]
    );
    assert_eq!(ok.content[0].examples, [json!("hi")]);
    assert_eq!(read.at(ok.headers[0].schema.unwrap()).types, [JsonType::Integer]);
    assert_eq!(
        (read.operation().responses[1].status, read.operation().responses[1].content.len()),
        (Status::Code(404), 2)
    );
    assert_eq!(read.findings(), [""; 0]);
}

#[test]
fn an_answer_of_type_file_is_bytes() {
    let read = operation("", "get", "responses: {'200': {description: ok, schema: {type: file}}}");
    let media = &read.operation().responses[0].content[0];
    assert_eq!(
        (media.name.as_str(), &read.at(media.schema.unwrap()).types[..]),
        ("application/octet-stream", &[JsonType::File][..])
    );
}

#[test]
fn security_definitions_have_one_flow() {
    let read = operation(
        "securityDefinitions: {b: {type: basic}, o: {type: oauth2, flow: accessCode, authorizationUrl: /a, tokenUrl: /t, scopes: {r: read}}, c: {type: oauth2, flow: application, tokenUrl: /t}}",
        "get",
        "security: [{o: [r]}], responses: {'200': {description: ok}}",
    );
    let SecurityScheme::OAuth2 { flows, .. } = &read.document.security_schemes["o"] else { panic!() };
    assert_eq!(flows.authorization_code.as_ref().unwrap().token_url, "/t");
    let SecurityScheme::OAuth2 { flows, .. } = &read.document.security_schemes["c"] else { panic!() };
    assert!(flows.client_credentials.is_some());
    assert_eq!(read.findings(), [""; 0]);
}

#[test]
fn a_discriminator_is_a_bare_name() {
    let read = operation(
        "definitions: {A: {type: object, discriminator: kind, properties: {kind: {type: string}}}, B: {allOf: [{$ref: '#/definitions/A'}], x-discriminator-value: b}}",
        "get",
        "responses: {'200': {description: ok}}",
    );
    assert_eq!(read.schema("A").discriminator.as_ref().unwrap().property, "kind");
    assert_eq!(read.schema("B").extensions["x-discriminator-value"], json!("b"));
    assert_eq!(read.findings(), [""; 0]);
}
