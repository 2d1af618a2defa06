//! [`Resolved`], [`Api`] -> the contract: what a vendor takes and gives, as one JSON value that needs no document.
//!
//! The runtime's mock vendor serves from it, and generated contract tests hold clients against it. Schemas are JSON Schema
//! 2020-12, the shared ones in `$defs`; what no document says (pages, failures, keys) is there as the profile has it.

mod operations;
mod profile;
mod schemas;

use crate::ir::Api;
use crate::resolve::Resolved;
use schemas::Schemas;
use serde_json::{Map, Value, json};

/// The version of the value's shape; the runtime reads no other.
pub const FORMAT: u64 = 1;

/// The contract of an API: of its operations, and of nothing that the slice leaves out.
pub fn contract(resolved: &Resolved, api: &Api) -> Value {
    let mut schemas = Schemas::new(&resolved.document);
    let operations = operations::all(resolved, api, &mut schemas);
    let webhooks = operations::webhooks(resolved, &mut schemas);
    json!({
        "format": FORMAT,
        "vendor": api.name.as_str(),
        "title": api.title,
        "version": api.version,
        "digest": api.digest,
        "servers": profile::servers(&api.servers),
        "schemes": profile::schemes(&api.security_schemes),
        "security": profile::security(&api.security),
        "policy": profile::policy(&api.policy),
        "operations": operations,
        "webhooks": webhooks,
        "$defs": schemas.finish(),
    })
}

/// The contract as text: one line a member, an operation or a shared schema, so that a change shows where it is.
pub fn text(contract: &Value) -> String {
    let mut out = String::from("{\n");
    let Some(members) = contract.as_object() else { return out };
    for (at, (key, value)) in members.iter().enumerate() {
        let comma = if at + 1 == members.len() { "" } else { "," };
        let key = Value::from(key.as_str()).to_string();
        let lines: Vec<String> = match value {
            Value::Array(items) => items.iter().map(Value::to_string).collect(),
            Value::Object(members) => {
                members.iter().map(|(key, value)| format!("{}: {value}", Value::from(key.as_str()))).collect()
            }
            _ => Vec::new(),
        };
        let (open, close) = if value.is_array() { ("[", "]") } else { ("{", "}") };
        let lines = lines.join(",\n");
        let parts: &[&str] = if lines.is_empty() {
            &[&key, ": ", &value.to_string(), comma, "\n"]
        } else {
            &[&key, ": ", open, "\n", &lines, "\n", close, comma, "\n"]
        };
        out.extend(parts.iter().copied());
    }
    out + "}\n"
}

/// Sets a member that is there only where it says something.
fn set(target: &mut Map<String, Value>, key: &str, value: impl Into<Value>) {
    let value = value.into();
    let blank = match &value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(true) | Value::Number(_) | Value::String(_) => false,
    };
    if !blank {
        target.insert(key.to_owned(), value);
    }
}
