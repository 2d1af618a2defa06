//! Rules for what 3.1 and 3.2 add.

use crate::support::{read, schemas};
use intertie_generator::diag::Code;
use intertie_generator::document::{Additional, Dialect, JsonType, Method, Style};
use serde_json::json;

#[test]
fn a_branch_of_null_makes_the_whole_nullable() {
    let read = schemas(
        "3.1.0",
        "A: {anyOf: [{type: string}, {type: 'null'}]}\nB: {oneOf: [{type: string}, {const: null}, {enum: [null]}]}\nC: {type: 'null'}",
    );
    for name in ["A", "B"] {
        assert!(read.schema(name).nullable);
        assert_eq!(read.schema(name).any_of.len() + read.schema(name).one_of.len(), 1);
    }
    let c = read.schema("C");
    assert!(c.nullable && c.types.is_empty());
    assert_eq!(c.constant.as_deref(), Some(&json!(null)));
}

#[test]
fn constants_examples_and_definitions_are_read() {
    let read = schemas(
        "3.1.0",
        "
A:
  const: 5
  examples: [null, 7]
  $defs: {inner: {type: string}}
B: {$ref: '#/components/schemas/A/$defs/inner', description: beside}",
    );
    assert_eq!(read.schema("A").constant.as_deref(), Some(&json!(5)));
    assert_eq!(read.schema("A").example.as_deref(), Some(&json!(7)));
    let b = read.schema("B");
    assert_eq!(b.description.as_deref(), Some("beside"));
    assert_eq!(read.at(b.reference.as_ref().unwrap().target.unwrap()).types, [JsonType::String]);
    assert_eq!(read.findings(), [""; 0]);
}

#[test]
fn tuples_are_prefix_items_or_a_list_in_items() {
    let read = schemas(
        "3.1.0",
        "
A: {type: array, prefixItems: [{type: string}, {type: integer}], items: false}
B: {type: array, items: [{type: string}]}",
    );
    assert_eq!((read.schema("A").prefix_items.len(), read.schema("A").items), (2, None));
    assert_eq!(read.schema("B").prefix_items.len(), 1);
}

#[test]
fn exclusive_bounds_are_marks_or_numbers() {
    let read = schemas(
        "3.1.0",
        "
A: {exclusiveMinimum: 5}
B: {minimum: 9, exclusiveMinimum: 5}
C: {maximum: 9, exclusiveMaximum: 9}
D: {minimum: 1, exclusiveMinimum: true, exclusiveMaximum: false}
E: {exclusiveMinimum: true}",
    );
    let low = |name: &str| {
        let bounds = &read.schema(name).bounds;
        (bounds.minimum.as_ref().and_then(serde_json::Number::as_i64), bounds.exclusive_minimum)
    };
    assert_eq!(
        [low("A"), low("B"), low("D"), low("E")],
        [(Some(5), true), (Some(9), false), (Some(1), true), (None, false)]
    );
    assert!(read.schema("C").bounds.exclusive_maximum && !read.schema("D").bounds.exclusive_maximum);
}

#[test]
fn content_encoding_says_the_format() {
    let read = schemas(
        "3.1.0",
        "
A: {type: string, contentEncoding: base64}
B: {type: string, contentMediaType: image/png}
C: {type: string, contentMediaType: application/json}
D: {type: string, contentEncoding: base64, format: other}",
    );
    let format = |name: &str| read.schema(name).format.clone();
    assert_eq!(
        ["A", "B", "C", "D"].map(format),
        [Some("byte".into()), Some("binary".into()), None, Some("other".into())]
    );
}

#[test]
fn a_schema_can_be_a_boolean() {
    let read = schemas("3.1.0", "A: true\nB: false\nC: {properties: {a: true}, unevaluatedProperties: false}");
    assert!(!read.schema("A").never && read.schema("B").never);
    assert_eq!(read.schema("C").additional, Additional::Forbidden);
    assert_eq!(read.findings(), [""; 0]);
}

#[test]
fn pattern_properties_keep_their_patterns() {
    let read = schemas("3.1.0", "A: {patternProperties: {'^x-': {type: string}}}");
    let (pattern, id) = &read.schema("A").pattern_properties[0];
    assert_eq!((pattern.as_str(), &read.at(*id).types[..]), ("^x-", &[JsonType::String][..]));
}

#[test]
fn anchors_are_found() {
    let read = schemas("3.1.0", "A: {$anchor: here, type: string}\nB: {$ref: '#here'}\nC: {$ref: '#there'}");
    assert_eq!(read.schema("B").reference.as_ref().unwrap().target, Some(read.document.schemas.named["A"]));
    assert!(read.found(Code::UnresolvedRef, "#/components/schemas/C/$ref"));
}

#[test]
fn webhooks_are_events_under_both_names() {
    let event = "{post: {parameters: [{in: header, name: X-Signature, schema: {type: string}}], requestBody: {content: {application/json: {schema: {type: object}}}}, responses: {'200': {description: ok}}}}";
    for (version, key) in [("3.1.0", "webhooks"), ("3.0.3", "x-webhooks")] {
        let read = read(&format!("openapi: {version}\ninfo: {{title: t, version: '1'}}\n{key}: {{pinged: {event}}}"));
        let webhook = &read.document.webhooks[0];
        assert_eq!((webhook.name.as_str(), webhook.operation.method), ("pinged", Method::Post));
        assert!(webhook.operation.body.is_some() && webhook.operation.parameters.len() == 1);
        assert_eq!((read.document.operations.len(), read.document.declared_operations), (0, 0));
        assert_eq!(read.findings(), [""; 0]);
    }
}

#[test]
fn what_3_2_adds_is_read_where_it_is_known() {
    let read = read(
        "
openapi: 3.2.0
info: {title: t, version: '1'}
paths:
  /a:
    query: {responses: {'200': {description: ok}}}
    additionalOperations:
      PATCH: {responses: {'200': {description: ok}}}
      LINK: {responses: {'200': {description: ok}}}
  /b:
    get:
      parameters:
        - {in: querystring, name: q, content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}}}}
      responses:
        '200': {description: ok, content: {text/event-stream: {itemSchema: {type: object}}}}",
    );
    assert_eq!(read.document.dialect, Dialect::OpenApi32);
    let methods: Vec<Method> = read.document.operations.iter().map(|operation| operation.method).collect();
    assert_eq!(methods, [Method::Query, Method::Patch, Method::Get]);
    assert_eq!(read.document.declared_operations, 4);
    assert!(read.found(Code::DroppedOperation, "#/paths/~1a/additionalOperations/LINK"));
    let get = &read.document.operations[2];
    assert_eq!((get.parameters[0].style, get.parameters[0].explode), (Style::Form, true));
    assert_eq!(get.parameters[0].content, None);
    assert!(get.responses[0].content[0].schema.is_some());
}
