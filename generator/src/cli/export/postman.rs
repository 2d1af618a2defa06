//! A collection of Postman (<https://schema.getpostman.com/json/collection/v2.1.0/collection.json>).

use super::Exported;
use intertie::mock::{Incoming, Mock, Operation, Reply, Scheme};
use serde_json::{Map, Value, json};

const SCHEMA: &str = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

/// The whole collection, operations in folders by their group.
pub(super) fn collection(mock: &Mock, base: &str, exported: &[Exported]) -> Value {
    let contract = mock.contract();
    let mut folders: Vec<(String, Vec<Value>)> = Vec::new();
    for one in exported {
        let operation = &contract.operations[one.operation];
        let group = operation.call.split("::").next().unwrap_or_default().to_owned();
        let item = item(mock, operation, one);
        match folders.iter_mut().find(|(name, _)| *name == group) {
            Some((_, items)) => items.push(item),
            None => folders.push((group, vec![item])),
        }
    }
    let folders: Vec<Value> = folders.into_iter().map(|(name, items)| json!({ "name": name, "item": items })).collect();
    let mut variables = vec![json!({ "key": "baseUrl", "value": base })];
    variables
        .extend(contract.schemes.values().map(|scheme| json!({ "key": variable(scheme), "value": example(scheme) })));
    variables.dedup();
    json!({
        "info": { "name": format!("{} {}", contract.title, contract.version), "schema": SCHEMA },
        "item": folders,
        "variable": variables,
    })
}

/// The variable that holds what a header, query member or cookie proves.
fn variable(scheme: &Scheme) -> String {
    match scheme {
        Scheme::Http(_) => "authorization".to_owned(),
        Scheme::Header(name) | Scheme::Query(name) | Scheme::Cookie(name) => name.clone(),
    }
}

fn example(scheme: &Scheme) -> &'static str {
    match scheme {
        Scheme::Http(name) if name.eq_ignore_ascii_case("basic") => "Basic dXNlcjprZXk=",
        Scheme::Http(_) => "Bearer key",
        Scheme::Header(_) | Scheme::Query(_) | Scheme::Cookie(_) => "key",
    }
}

fn item(mock: &Mock, operation: &Operation, one: &Exported) -> Value {
    let script: Vec<Value> = tests(operation, one).iter().flat_map(|text| text.lines()).map(Value::from).collect();
    json!({
        "name": operation.key(),
        "request": request(mock, &one.request),
        "response": one.replies.iter().map(response).collect::<Vec<_>>(),
        "event": [{ "listen": "test", "script": { "type": "text/javascript", "exec": script } }],
    })
}

fn request(mock: &Mock, request: &Incoming) -> Value {
    let secret = |name: &str| {
        let mut schemes = mock.contract().schemes.values();
        schemes.any(|scheme| variable(scheme).eq_ignore_ascii_case(name))
    };
    let headers = request.headers.iter().map(|(name, value)| {
        let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
        let name = name.as_str();
        let known = mock.contract().schemes.values().map(variable).find(|one| one.eq_ignore_ascii_case(name));
        json!({ "key": name, "value": known.map_or(text, |one| format!("{{{{{one}}}}}")) })
    });
    let query = request.query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = if secret(name) { format!("{{{{{name}}}}}") } else { value.to_owned() };
        (name.to_owned(), value)
    });
    let query: Vec<(String, String)> = query.collect();
    let text = query.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
    let mark = if text.is_empty() { "" } else { "?" };
    let path: Vec<&str> = request.path.split('/').skip(1).collect();
    let mut out = Map::new();
    out.insert("method".to_owned(), request.method.as_str().into());
    out.insert("header".to_owned(), headers.collect());
    out.insert(
        "url".to_owned(),
        json!({
            "raw": format!("{{{{baseUrl}}}}{}{mark}{text}", request.path),
            "host": ["{{baseUrl}}"],
            "path": path,
            "query": query.iter().map(|(name, value)| json!({ "key": name, "value": value })).collect::<Vec<_>>(),
        }),
    );
    if !request.body.is_empty() {
        let text = String::from_utf8_lossy(&request.body);
        out.insert("body".to_owned(), json!({ "mode": "raw", "raw": text }));
    }
    Value::Object(out)
}

/// An example of an answer.
fn response(reply: &Reply) -> Value {
    let headers = reply.headers.iter().map(|(name, value)| json!({ "key": name, "value": value }));
    json!({
        "name": reply.status.to_string(),
        "code": reply.status,
        "header": headers.collect::<Vec<_>>(),
        "body": String::from_utf8_lossy(&reply.body),
    })
}

/// What a good answer has to be.
fn tests(operation: &Operation, one: &Exported) -> Vec<String> {
    let good: Vec<u16> =
        one.replies.iter().map(|reply| reply.status).filter(|status| (200..400).contains(status)).collect();
    let statuses = if good.is_empty() { vec![200] } else { good };
    let mut tests = vec![format!(
        "pm.test({}, () => pm.expect(pm.response.code).to.be.oneOf({}));",
        Value::from(format!("{} answers a declared status", operation.key())),
        Value::from(statuses)
    )];
    let json = one.replies.iter().find(|reply| (200..300).contains(&reply.status));
    let json = json.filter(|reply| reply.header("content-type").is_some_and(|name| name.contains("json")));
    let Some(value) = json.and_then(|reply| serde_json::from_slice::<Value>(&reply.body).ok()) else { return tests };
    let kind = if value.is_array() { "array" } else { "object" };
    if value.is_array() || value.is_object() {
        tests.push(format!(
            "pm.test(\"the answer is JSON\", () => pm.expect(pm.response.json()).to.be.an({}));",
            Value::from(kind)
        ));
    }
    let required = required(operation);
    if value.is_object() && !required.is_empty() {
        let names = Value::from(required);
        tests.push(format!(
            "pm.test(\"required members are there\", () => pm.expect(pm.response.json()).to.include.all.keys({names}));"
        ));
    }
    tests
}

/// The members that every good answer has, where the schema says so itself.
fn required(operation: &Operation) -> Vec<String> {
    let good = operation.answers.iter().filter(|answer| answer.status.starts_with('2'));
    let schemas = good.flat_map(|answer| answer.content.values()).filter_map(|media| media.schema.as_ref());
    let lists = schemas.filter_map(|schema| schema.get("required")?.as_array());
    let mut lists = lists.map(|list| list.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>());
    let first = lists.next().unwrap_or_default();
    lists.fold(first, |kept, list| kept.into_iter().filter(|name| list.contains(name)).collect())
}
