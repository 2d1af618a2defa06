//! Small weird documents, made at random: whatever is in them, nothing panics and what comes out is Rust.

use intertie_tests::{inert, pipeline};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Names that documents use: ordinary ones, ones that collide, keywords, and none.
const NAMES: &[&str] = &[
    "a", "A", "b", "id", "type", "self", "Value", "a-b", "aB", "", "+1", "-1", "ß", "2x", "Error", "x\"y", "rest",
    "body",
];
/// Components that `$ref`s name; `Nope` is not there.
const TARGETS: &[&str] = &["S0", "S1", "S2", "S3", "S4", "Nope"];
const FORMATS: &[&str] = &[
    "date-time",
    "date",
    "int32",
    "int64",
    "uint64",
    "unix-time",
    "byte",
    "binary",
    "password",
    "decimal",
    "uuid",
    "odd",
];
const TYPES: &[&str] = &["string", "integer", "number", "boolean", "array", "object", "null", "file", "String", "any"];
const MEDIA: &[&str] = &[
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "text/plain",
    "*/*",
    "application/xml",
    "text/event-stream",
    "application/octet-stream",
    "application/merge-patch+json",
    "",
];
const METHODS: &[&str] = &["get", "put", "post", "delete", "head", "patch", "options", "query", "x-note"];
const STATUSES: &[&str] = &["200", "201", "204", "2XX", "302", "400", "404", "4XX", "default", "999", "x"];
const PATHS: &[&str] =
    &["/a", "/a/{id}", "/a/{id}.json", "/a/{id}/b", "/{x}{y}", "/a?b={id}", "/a#one", "//", "", "/a/{"];

fn pick(from: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(from).prop_map(str::to_owned)
}

/// Any JSON, not deep: what stands where it should not.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        pick(NAMES).prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::vec((pick(NAMES), inner), 0..3)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn reference() -> impl Strategy<Value = Value> {
    pick(TARGETS).prop_map(|name| json!({ "$ref": format!("#/components/schemas/{name}") }))
}

/// A keyword with a value that it may well have.
fn keyword(schema: impl Strategy<Value = Value> + Clone + 'static) -> impl Strategy<Value = (String, Value)> {
    let list = prop::collection::vec(schema.clone(), 0..4).prop_map(Value::from);
    let members =
        prop::collection::vec((pick(NAMES), schema.clone()), 0..5).prop_map(|m| Value::Object(m.into_iter().collect()));
    let one =
        |key: &'static str, value: BoxedStrategy<Value>| value.prop_map(move |value| (key.to_owned(), value)).boxed();
    let names = || prop::collection::vec(pick(NAMES), 0..3).prop_map(Value::from).boxed();
    prop_oneof![
        4 => one("type", pick(TYPES).prop_map(Value::from).boxed()),
        1 => one("type", prop::collection::vec(pick(TYPES), 0..3).prop_map(Value::from).boxed()),
        4 => one("properties", members.boxed()),
        2 => one("required", names()),
        2 => one("allOf", list.clone().boxed()),
        2 => one("oneOf", list.clone().boxed()),
        2 => one("anyOf", list.clone().boxed()),
        1 => one("prefixItems", list.boxed()),
        3 => one("items", schema.clone().boxed()),
        2 => one("additionalProperties", prop_oneof![schema.clone(), any::<bool>().prop_map(Value::from)].boxed()),
        1 => one("patternProperties", (pick(NAMES), schema.clone()).prop_map(|(name, value)| json!({ name: value })).boxed()),
        2 => one("enum", prop::collection::vec(anything(), 0..4).prop_map(Value::from).boxed()),
        1 => one("const", anything().boxed()),
        1 => one("default", anything().boxed()),
        1 => one("example", anything().boxed()),
        2 => one("format", pick(FORMATS).prop_map(Value::from).boxed()),
        1 => one("nullable", any::<bool>().prop_map(Value::from).boxed()),
        1 => one("readOnly", any::<bool>().prop_map(Value::from).boxed()),
        1 => one("writeOnly", any::<bool>().prop_map(Value::from).boxed()),
        1 => one("title", pick(NAMES).prop_map(Value::from).boxed()),
        1 => one("description", ".{0,20}".prop_map(Value::from).boxed()),
        1 => one("maximum", anything().boxed()),
        1 => one("x-enum-varnames", names()),
        2 => one("discriminator", (pick(NAMES), pick(NAMES), pick(TARGETS)).prop_map(|(property, value, to)| {
            json!({ "propertyName": property, "mapping": { value: format!("#/components/schemas/{to}") } })
        }).boxed()),
        1 => one("$ref", pick(TARGETS).prop_map(|name| Value::from(format!("#/components/schemas/{name}"))).boxed()),
    ]
}

fn schema() -> impl Strategy<Value = Value> + Clone {
    let leaf =
        prop_oneof![4 => reference(), 3 => pick(TYPES).prop_map(|name| json!({ "type": name })), 1 => anything()];
    leaf.boxed().prop_recursive(3, 24, 4, |inner| {
        prop::collection::vec(keyword(inner), 0..5).prop_map(|members| Value::Object(members.into_iter().collect()))
    })
}

fn content() -> impl Strategy<Value = Value> {
    let media = (pick(MEDIA), schema()).prop_map(|(name, schema)| (name, json!({ "schema": schema })));
    prop::collection::vec(media, 0..3).prop_map(|all| Value::Object(all.into_iter().collect()))
}

fn parameter() -> impl Strategy<Value = Value> {
    let place = prop::sample::select(&["query", "path", "header", "cookie", "body", "formData", "none"][..]);
    let style = prop::sample::select(&["form", "deepObject", "simple", "label", "matrix", "spaceDelimited", "odd"][..]);
    (pick(NAMES), place, style, any::<bool>(), any::<bool>(), schema()).prop_map(|(name, place, style, explode, required, schema)| {
        json!({ "name": name, "in": place, "style": style, "explode": explode, "required": required, "schema": schema })
    })
}

fn operation() -> impl Strategy<Value = Value> {
    let responses = prop::collection::vec((pick(STATUSES), content()), 0..4);
    let parameters = prop::collection::vec(prop_oneof![8 => parameter(), 1 => anything()], 0..4);
    (prop::option::of(pick(NAMES)), parameters, prop::option::of(content()), responses).prop_map(|(id, parameters, body, responses)| {
        let answer = |(status, content): (String, Value)| (status, json!({ "description": "", "content": content }));
        let mut operation = json!({ "parameters": parameters, "responses": responses.into_iter().map(answer).collect::<Map<_, _>>() });
        operation["operationId"] = id.into();
        if let Some(content) = body {
            operation["requestBody"] = json!({ "content": content, "required": true });
        }
        operation
    })
}

fn document() -> impl Strategy<Value = Value> {
    let version = prop::sample::select(&["3.0.3", "3.1.0", "3.2.0"][..]);
    let operations = prop::collection::vec((pick(PATHS), pick(METHODS), operation()), 1..4);
    let schemas = prop::collection::vec(schema(), 5);
    (version, operations, schemas, operation()).prop_map(|(version, operations, schemas, webhook)| {
        let mut paths = Map::new();
        for (path, method, operation) in operations {
            paths.entry(path).or_insert_with(|| json!({}))[method] = operation;
        }
        let named: Map<String, Value> =
            schemas.into_iter().enumerate().map(|(at, schema)| (format!("S{at}"), schema)).collect();
        json!({
            "openapi": version, "info": { "title": "Acme", "version": "1" }, "paths": paths,
            "webhooks": { "done": { "post": webhook } }, "components": { "schemas": named },
        })
    })
}

/// Puts `with` in the place number `at` of a value, counted through everything in it.
fn replace(value: &mut Value, at: &mut usize, with: &Value) {
    if *at == 0 {
        *value = with.clone();
    }
    *at = at.wrapping_sub(1);
    match value {
        Value::Array(list) => list.iter_mut().for_each(|inner| replace(inner, at, with)),
        Value::Object(members) => members.values_mut().for_each(|inner| replace(inner, at, with)),
        _ => {}
    }
}

fn check(document: &Value) -> Result<(), TestCaseError> {
    let outcome = pipeline::run_text("acme", document.to_string());
    let wrong = inert::suspicions(&outcome.files);
    prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_documents_become_rust(document in document()) {
        check(&document)?;
    }

    #[test]
    fn documents_with_anything_anywhere_become_rust_or_are_refused(
        mut document in document(),
        changes in prop::collection::vec((0_usize..400, anything()), 1..4),
    ) {
        for (mut at, with) in changes {
            replace(&mut document, &mut at, &with);
        }
        check(&document)?;
    }
}
