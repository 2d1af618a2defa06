//! Documents in hand -> APIs that can be compared.

use intertie_generator::config::Vendor;
use intertie_generator::diff::{self, Changes};
use intertie_generator::ir::Api;
use intertie_generator::load::{Input, Options};
use intertie_generator::{Findings, Pipeline};
use serde_json::Value;

/// Lowers a document with its contract.
pub(crate) fn api(spec: Input) -> Result<Api, Findings> {
    let vendor = Vendor::new("acme", spec, "");
    let mut pipeline = Pipeline::new(&vendor, &Options::default()).with_promises();
    pipeline.api().map_err(|_| pipeline.into_findings())
}

/// The same for a document as a value.
pub(crate) fn of_value(document: &Value) -> Api {
    let input = Input::Bytes { name: "acme.json".to_owned(), bytes: document.to_string().into_bytes() };
    api(input).unwrap_or_else(|findings| panic!("{:?}\n{document:#}", findings.all()))
}

/// Compares two documents.
pub(crate) fn changes(old: &Value, new: &Value) -> Changes {
    diff::diff(&of_value(old), &of_value(new))
}

/// A small document around a schema that requests or answers carry as `Thing.value`.
pub(crate) fn around(value: &Value, is_request: bool) -> Value {
    let content = serde_json::json!({"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}});
    let mut operation = serde_json::json!({"operationId": "doThing", "responses": {"200": {"description": "ok"}}});
    if is_request {
        operation["requestBody"] = serde_json::json!({"required": true, "content": content});
    } else {
        operation["responses"]["200"]["content"] = content;
    }
    serde_json::json!({
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "paths": {"/things": {"post": operation}},
        "components": {"schemas": {
            "Thing": {"type": "object", "properties": {"value": value}},
            "Cat": {"type": "object", "required": ["kind", "lives"], "properties": {
                "kind": {"type": "string"}, "lives": {"type": "integer"}}},
            "Dog": {"type": "object", "required": ["kind", "barks"], "properties": {
                "kind": {"type": "string"}, "barks": {"type": "boolean"}}},
        }},
    })
}

/// A document with a patch put over it: objects are merged, null takes a member away.
pub(crate) fn patched(base: &Value, patch: &Value) -> Value {
    match (base, patch) {
        (Value::Object(base), Value::Object(patch)) => {
            let mut out = base.clone();
            for (key, value) in patch {
                if value.is_null() {
                    out.remove(key);
                } else {
                    let merged = patched(base.get(key).unwrap_or(&Value::Null), value);
                    out.insert(key.clone(), merged);
                }
            }
            Value::Object(out)
        }
        (_, patch) => patch.clone(),
    }
}
