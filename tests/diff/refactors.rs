//! Refactors: documents that say the same in other words are the same.

use super::documents::{around, changes, patched};
use serde_json::{Value, json};

/// Nothing changed for requests nor for answers.
fn is_none(old: &Value, new: &Value) {
    for is_request in [true, false] {
        let found = changes(&around(old, is_request), &around(new, is_request)).findings;
        assert!(found.is_empty(), "{found:#?}");
        let found = changes(&around(new, is_request), &around(old, is_request)).findings;
        assert!(found.is_empty(), "back: {found:#?}");
    }
}

#[test]
fn a_ref_is_what_it_refers_to() {
    // The Rust name of an inline object is another, so only what is no type of its own can move without a trace.
    let text = json!({"type": "string", "maxLength": 7, "pattern": "^a"});
    let named = |value: Value| {
        let mut document = around(&value, true);
        document["components"]["schemas"]["Code"] = text.clone();
        document
    };
    let (old, new) = (named(text.clone()), named(json!({"$ref": "#/components/schemas/Code"})));
    assert_eq!(changes(&old, &new).findings, []);
    assert_eq!(changes(&new, &old).findings, []);
}

#[test]
fn a_choice_of_one_is_no_choice() {
    let text = json!({"type": "string", "maxLength": 7});
    is_none(&text, &json!({"oneOf": [text]}));
    is_none(&text, &json!({"anyOf": [text]}));
    is_none(&text, &json!({"allOf": [text]}));
    is_none(&json!({"$ref": "#/components/schemas/Cat"}), &json!({"allOf": [{"$ref": "#/components/schemas/Cat"}]}));
    is_none(&json!({"$ref": "#/components/schemas/Cat"}), &json!({"oneOf": [{"$ref": "#/components/schemas/Cat"}]}));
}

#[test]
fn all_of_is_what_its_members_say_together() {
    let whole =
        json!({"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}});
    let parts = json!({"allOf": [
        {"type": "object", "properties": {"a": {"type": "string"}}},
        {"type": "object", "required": ["a"], "properties": {"b": {"type": "integer"}}},
    ]});
    is_none(&whole, &parts);
}

#[test]
fn null_can_be_said_in_many_ways() {
    let ways = [
        json!({"type": "string", "nullable": true}),
        json!({"type": ["string", "null"]}),
        json!({"type": ["null", "string"]}),
        json!({"anyOf": [{"type": "string"}, {"type": "null"}]}),
        json!({"oneOf": [{"type": "null"}, {"type": "string"}]}),
    ];
    for way in &ways {
        is_none(&ways[0], way);
    }
}

#[test]
fn a_list_of_types_is_a_choice() {
    is_none(&json!({"type": ["string", "integer"]}), &json!({"anyOf": [{"type": "integer"}, {"type": "string"}]}));
}

#[test]
fn a_const_is_an_enum_of_one() {
    is_none(&json!({"type": "string", "const": "a"}), &json!({"type": "string", "enum": ["a"]}));
}

#[test]
fn order_says_nothing() {
    is_none(
        &json!({"type": "object", "required": ["a", "b"], "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}),
        &json!({"type": "object", "required": ["b", "a"], "properties": {"b": {"type": "string"}, "a": {"type": "string"}}}),
    );
    is_none(&json!({"type": "string", "enum": ["a", "b", "c"]}), &json!({"type": "string", "enum": ["c", "a", "b"]}));
    let (cat, dog) = (json!({"$ref": "#/components/schemas/Cat"}), json!({"$ref": "#/components/schemas/Dog"}));
    is_none(&json!({"oneOf": [cat, dog]}), &json!({"oneOf": [dog, cat]}));
    is_none(
        &json!({"oneOf": [cat, {"oneOf": [dog, {"type": "string"}]}]}),
        &json!({"oneOf": [cat, dog, {"type": "string"}]}),
    );
}

#[test]
fn a_path_parameter_has_its_place_not_its_name() {
    let document = |name: &str| {
        let operation = json!({"operationId": "getThing", "responses": {"200": {"description": "ok"}}, "parameters": [
            {"name": name, "in": "path", "required": true, "schema": {"type": "string"}},
        ]});
        let mut paths = serde_json::Map::new();
        paths.insert(format!("/things/{{{name}}}"), json!({"get": operation}));
        let base = around(&json!({"type": "string"}), false);
        patched(&base, &json!({"paths": paths}))
    };
    assert_eq!(changes(&document("id"), &document("thing_id")).findings, []);
}

#[test]
fn a_dialect_is_no_edit() {
    let old = json!({
        "swagger": "2.0", "info": {"title": "T", "version": "1"}, "host": "x.example", "schemes": ["https"],
        "consumes": ["application/json"], "produces": ["application/json"],
        "paths": {"/a": {"post": {"operationId": "a",
            "parameters": [
                {"name": "q", "in": "query", "type": "string", "maxLength": 5},
                {"name": "body", "in": "body", "required": true, "schema": {"$ref": "#/definitions/A"}},
            ],
            "responses": {"200": {"description": "ok", "schema": {"$ref": "#/definitions/A"}}}}}},
        "definitions": {"A": {"type": "object", "properties": {"x": {"type": "string", "x-nullable": true}}}},
    });
    let content = json!({"application/json": {"schema": {"$ref": "#/components/schemas/A"}}});
    let new = json!({
        "openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "servers": [{"url": "https://x.example"}],
        "paths": {"/a": {"post": {"operationId": "a",
            "parameters": [{"name": "q", "in": "query", "schema": {"type": "string", "maxLength": 5}}],
            "requestBody": {"required": true, "content": content},
            "responses": {"200": {"description": "ok", "content": content}}}}},
        "components": {"schemas": {"A": {"type": "object", "properties": {"x": {"type": ["string", "null"]}}}}},
    });
    assert_eq!(changes(&old, &new).findings, []);
}

#[test]
fn one_edit_of_a_shared_schema_is_one_finding_with_all_that_it_reaches() {
    let document = |most: u64| {
        let content = json!({"application/json": {"schema": {"$ref": "#/components/schemas/Node"}}});
        let operation =
            |id: &str| json!({"operationId": id, "responses": {"200": {"description": "ok", "content": content}}});
        let mut paths = serde_json::Map::new();
        for index in 0..40 {
            paths.insert(format!("/n{index}"), json!({"get": operation(&format!("n{index}"))}));
        }
        let node = json!({"type": "object", "properties": {
            "next": {"$ref": "#/components/schemas/Node"},
            "label": {"allOf": [{"$ref": "#/components/schemas/Label"}], "description": "what it is called"},
            "other": {"$ref": "#/components/schemas/Label"},
        }});
        json!({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": paths,
            "components": {"schemas": {"Node": node, "Label": {"type": "string", "maxLength": most}}}})
    };
    let changes = changes(&document(10), &document(20));
    let [finding] = &changes.findings[..] else { panic!("{changes:#?}") };
    assert_eq!(finding.operations.len(), 40);
    assert_eq!(finding.kind.to_string(), "max-length-raised");
}

#[test]
fn a_server_may_stand_there_twice_with_other_variables() {
    let server = |region: &str| json!({"url": "https://{r}.example", "variables": {"r": {"default": region}}});
    let document = |servers: Value| patched(&around(&json!({"type": "string"}), false), &json!({"servers": servers}));
    let (two, three) = (json!([server("eu"), server("us")]), json!([server("us"), server("eu"), server("ap")]));
    assert_eq!(changes(&document(two.clone()), &document(two.clone())).findings, []);
    let kinds = |old: &Value, new: &Value| {
        let found = changes(&document(old.clone()), &document(new.clone())).findings;
        found.iter().map(|finding| finding.kind.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&two, &three), ["server-added"]);
    assert_eq!(kinds(&three, &two), ["server-removed"]);
    assert_eq!(kinds(&json!([server("eu")]), &json!([server("us")])), ["server-variable-changed"]);
}
