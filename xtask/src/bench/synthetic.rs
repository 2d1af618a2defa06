//! A document as large as Microsoft Graph's: 11,000 operations, 20 MB.

use serde_json::{Map, Value, json};
use std::io;
use std::path::Path;

/// Operations on each resource.
const METHODS: usize = 5;

/// Writes a document with about `operations` operations: resources with list, create, get, change and delete, whose
/// schemas refer to each other in cycles.
pub(super) fn write(path: &Path, operations: usize) -> io::Result<()> {
    let resources = operations / METHODS;
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for at in 0..resources {
        schemas.insert(format!("Resource{at}"), schema(at, resources));
        paths.insert(format!("/group{}/resource{at}", at % 200), collection(at));
        paths.insert(format!("/group{}/resource{at}/{{id}}", at % 200), item(at));
    }
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "Synthetic", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": paths,
        "components": {"schemas": schemas},
    });
    std::fs::write(path, serde_json::to_vec_pretty(&document)?)
}

fn schema(at: usize, resources: usize) -> Value {
    let mut properties = Map::new();
    properties.insert("id".into(), json!({"type": "string", "description": "Its id, which no other one has."}));
    for number in 0..12 {
        let kind = ["string", "integer", "boolean", "number"][number % 4];
        let description = format!("The {number}th fact about resource {at}, as its owner last said it.");
        properties.insert(format!("fact{number}"), json!({"type": kind, "description": description, "nullable": true}));
    }
    properties.insert("state".into(), json!({"type": "string", "enum": ["draft", "open", "closed", format!("s{at}")]}));
    for (name, step) in [("next", 1), ("owner", 7), ("parent", resources / 2)] {
        properties.insert(name.into(), reference((at + step) % resources));
    }
    properties.insert("children".into(), json!({"type": "array", "items": reference((at * 3) % resources)}));
    json!({"type": "object", "required": ["id"], "properties": properties})
}

fn reference(at: usize) -> Value {
    json!({"$ref": format!("#/components/schemas/Resource{at}")})
}

fn collection(at: usize) -> Value {
    let filter = |name: &str| json!({"name": name, "in": "query", "schema": {"type": "string"}});
    let list = json!({"type": "object", "properties": {"value": {"type": "array", "items": reference(at)}}});
    json!({
        "get": operation(at, "list", &json!([filter("$top"), filter("$filter"), filter("$orderby")]), None, &list),
        "post": operation(at, "create", &json!([]), Some(reference(at)), &reference(at)),
    })
}

fn item(at: usize) -> Value {
    let id = json!([{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}]);
    json!({
        "get": operation(at, "get", &id, None, &reference(at)),
        "patch": operation(at, "change", &id, Some(reference(at)), &reference(at)),
        "delete": operation(at, "delete", &id, None, &json!({})),
    })
}

fn operation(at: usize, verb: &str, parameters: &Value, body: Option<Value>, answer: &Value) -> Value {
    let mut operation = json!({
        "operationId": format!("resource{at}_{verb}"),
        "tags": [format!("group{}", at % 200)],
        "summary": format!("{verb} resource {at}"),
        "description": "Needs the permission of its group. Answers with what is stored after the call.",
        "parameters": parameters,
        "responses": {"200": {"description": "Done", "content": {"application/json": {"schema": answer}}}},
    });
    if let Some(body) = body {
        operation["requestBody"] = json!({"required": true, "content": {"application/json": {"schema": body}}});
    }
    operation
}
