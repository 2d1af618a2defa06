//! Documents that mean harm: no panic, no stack overflow, no minutes.

use crate::support::{raw, schemas};
use intertie_generator::diag::Sink;
use intertie_generator::document::Dialect;
use intertie_generator::normalize::normalize;
use serde_json::{Map, Value, json};
use std::time::{Duration, Instant};

/// Reads a document that may take a few seconds at most, however slow the machine.
fn within_seconds(value: Value) -> usize {
    let start = Instant::now();
    let raw = raw(value, Dialect::OpenApi31);
    let document = normalize(&raw, &mut Sink::default()).unwrap();
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    document.schemas.len()
}

#[test]
fn deep_nesting_costs_no_stack() {
    let mut value = json!({"type": "string"});
    for key in std::iter::repeat_n("items", 3_000).chain(["A", "schemas", "components"]) {
        value = Value::Object(Map::from_iter([(key.to_owned(), value)]));
    }
    let raw = raw(value, Dialect::OpenApi31);
    // Reading has next to no stack; making and dropping such a value needs more, which the loader's limit guards.
    let count = std::thread::scope(|scope| {
        let read = || normalize(&raw, &mut Sink::default()).unwrap().schemas.len();
        std::thread::Builder::new().stack_size(96 * 1024).spawn_scoped(scope, read).unwrap().join().unwrap()
    });
    assert_eq!(count, 3_001);
}

#[test]
fn a_long_chain_of_refs_costs_no_stack_and_no_square() {
    let reference = |at: usize| json!({"$ref": format!("#/components/schemas/S{at}")});
    let chain: Map<String, Value> = (0..30_000).map(|at| (format!("S{at}"), reference(at + 1))).collect();
    assert_eq!(within_seconds(json!({"components": {"schemas": chain}})), 30_000);
}

#[test]
fn pointers_that_multiply_are_cut_short() {
    let step = |at: usize| json!({"$ref": format!("#/components/schemas/S{}/x/x/x/x", at + 1)});
    let mut named: Map<String, Value> = (0..40).map(|at| (format!("S{at}"), step(at))).collect();
    named.insert("S40".into(), json!({"x": {"$ref": "#/components/schemas/S39"}}));
    within_seconds(json!({"components": {"schemas": named}}));
}

#[test]
fn many_dangling_refs_do_not_search_for_names_each_time() {
    let dangling = |at: usize| (format!("Name{at}"), json!({"$ref": format!("#/components/schemas/Nome{at}")}));
    let named: Map<String, Value> = (0..10_000).map(dangling).collect();
    within_seconds(json!({"components": {"schemas": named}}));
}

#[test]
fn a_ring_of_path_items_and_callbacks_ends() {
    let item = json!({"post": {"responses": {}, "callbacks": {"c": {"e": {"$ref": "#/paths/~1a"}}}}});
    within_seconds(json!({"paths": {"/a": item, "/b": {"$ref": "#/paths/~1c"}, "/c": {"$ref": "#/paths/~1b"}}}));
}

#[test]
fn long_enums_are_read_once() {
    let numbers: Vec<usize> = (0..50_000).chain(0..50_000).collect();
    let value = json!({"components": {"schemas": {"A": {"type": "integer", "enum": numbers}}}});
    assert_eq!(within_seconds(value), 1);
}

#[test]
fn names_are_kept_as_they_are_and_pointers_escape_them() {
    let read = schemas("3.0.0", "\"a/b~c\\n*/\": {type: object, properties: {'../..': {type: string}}}");
    assert_eq!(read.schema("a/b~c\n*/").name.as_deref(), Some("a/b~c\n*/"));
    let inner = read.property("a/b~c\n*/", "../..");
    assert_eq!(inner.origin.as_ref().unwrap().as_str(), "#/components/schemas/a~1b~0c\n*~1/properties/..~1..");
}

#[test]
fn any_value_in_any_place_is_survived() {
    let odd = [
        json!(null),
        json!(true),
        json!(-1.5),
        json!("x"),
        json!([]),
        json!([[1]]),
        json!({}),
        json!({"$ref": "#/paths"}),
    ];
    let sound = json!({
        "openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "tags": [{"name": "a"}], "security": [{"k": ["s"]}],
        "servers": [{"url": "/{a}", "variables": {"a": {"default": "x", "enum": ["x"]}}}],
        "paths": {"/{id}": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
            "post": {"tags": ["a"], "security": [{"k": []}], "requestBody": {"content": {"application/json":
                {"schema": {"$ref": "#/components/schemas/A"}, "encoding": {"a": {"style": "form"}}, "examples": {"e": {"value": 1}}}}},
                "responses": {"200": {"description": "ok", "headers": {"H": {"schema": {"type": "string"}}},
                    "content": {"text/plain": {"schema": {"type": "string"}}}}},
                "callbacks": {"c": {"e": {"post": {"responses": {}}}}}}}},
        "webhooks": {"w": {"post": {"responses": {}}}},
        "components": {"securitySchemes": {"k": {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "/", "scopes": {"s": "t"}}}}},
            "schemas": {"A": {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer", "minimum": 1,
                "exclusiveMaximum": 5, "enum": [1, 2], "x-enum-varnames": ["A", "B"], "default": 1}, "b": {"items": {"type": "string"},
                "prefixItems": [{}]}}, "allOf": [{}], "oneOf": [{}], "discriminator": {"propertyName": "a", "mapping": {"x": "A"}},
                "additionalProperties": {}, "patternProperties": {"^x": {}}, "const": 1, "examples": [1], "contentEncoding": "base64"}}}});
    let mut places = vec![String::new()];
    collect(&sound, "", &mut places);
    for dialect in [Dialect::Swagger2, Dialect::OpenApi30, Dialect::OpenApi32] {
        for place in &places {
            for odd in &odd {
                let mut value = sound.clone();
                *value.pointer_mut(place).unwrap() = odd.clone();
                let _ = normalize(&raw(value, dialect), &mut Sink::default());
            }
        }
    }
}

/// The pointers of all members and items below a value.
fn collect(value: &Value, at: &str, places: &mut Vec<String>) {
    let members =
        value.as_object().into_iter().flatten().map(|(key, value)| (key.replace('~', "~0").replace('/', "~1"), value));
    let items = value.as_array().into_iter().flatten().enumerate().map(|(at, value)| (at.to_string(), value));
    for (key, value) in members.chain(items) {
        let at = format!("{at}/{key}");
        collect(value, &at, places);
        places.push(at);
    }
}
