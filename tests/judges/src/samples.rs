//! Requests with sample values, made from the document alone: nothing of the client is asked which values it can hold.

mod schema;
mod text;

pub use schema::Scope;

use intertie_generator::ir::{self, Place};
use serde_json::{Map, Value};

/// Which values a sample has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What is required.
    Least,
    /// Everything; of what is one of several, number `n`.
    Full(usize),
}

/// How many branches of what is one of several are tried.
const BRANCHES: usize = 4;

/// Requests of an operation, as the JSON that its request struct is read from, without repetition.
///
/// # Errors
/// What the document has for the operation and the client has no member for.
pub fn requests(document: &Value, operation: &ir::Operation) -> Result<Vec<Value>, String> {
    let extents = std::iter::once(Extent::Least).chain((0..BRANCHES).map(Extent::Full));
    let mut all = Vec::new();
    for extent in extents {
        let request = Value::Object(request(document, operation, extent)?);
        for request in by_media_type(operation, request) {
            if !all.contains(&request) {
                all.push(request);
            }
        }
    }
    Ok(all)
}

/// The request in each media type that its body can have.
fn by_media_type(operation: &ir::Operation, request: Value) -> Vec<Value> {
    let choice = operation.fields.iter().find(|field| field.place == Place::MediaType);
    let others = operation.body.iter().flat_map(|body| &body.choices);
    let others = choice.into_iter().flat_map(|field| others.clone().map(move |other| (field, other)));
    let others = others.map(|(field, other)| {
        let mut request = request.clone();
        request[&field.key] = other.media_type.as_str().into();
        request
    });
    let others: Vec<Value> = others.collect();
    std::iter::once(request).chain(others).collect()
}

fn request(document: &Value, operation: &ir::Operation, extent: Extent) -> Result<Map<String, Value>, String> {
    let scope = Scope::new(document, extent);
    let mut request = Map::new();
    parameters(&scope, operation, &mut request)?;
    if let Some(schema) = body(&scope, operation) {
        let body = scope.value(schema).ok_or("no sample of the body")?;
        put_body(operation, body, &mut request)?;
    }
    Ok(request)
}

fn parameters(scope: &Scope<'_>, operation: &ir::Operation, out: &mut Map<String, Value>) -> Result<(), String> {
    for parameter in declared(scope, operation) {
        let is_required = parameter["required"].as_bool().unwrap_or(false);
        if scope.extent() == Extent::Least && !is_required {
            continue;
        }
        let name = parameter["name"].as_str().unwrap_or_default();
        let Some(field) = operation.fields.iter().find(|field| field.wire == name && is_in(&field.place, parameter))
        else {
            continue;
        };
        let value = scope.value(schema(parameter)).ok_or_else(|| format!("no sample of the parameter {name}"))?;
        out.entry(field.key.as_str()).or_insert(value);
    }
    Ok(())
}

/// The operation's own parameters, then those of its path.
fn declared<'d>(scope: &Scope<'d>, operation: &ir::Operation) -> impl Iterator<Item = &'d Value> {
    let item = operation.origin.parent().and_then(|item| scope.at(item.as_str()));
    let lists = [scope.at(operation.origin.as_str()), item].into_iter().flatten();
    let lists = lists.filter_map(|holder| holder["parameters"].as_array());
    lists.flatten().map(|parameter| scope.resolved(parameter)).collect::<Vec<_>>().into_iter()
}

/// Swagger 2.0 has a parameter's type in the parameter.
fn schema(parameter: &Value) -> &Value {
    let by_media = parameter["content"].as_object().and_then(|content| content.values().next());
    by_media.unwrap_or(parameter).get("schema").unwrap_or(parameter)
}

fn is_in(place: &Place, parameter: &Value) -> bool {
    let wanted = match place {
        Place::Path { .. } => "path",
        Place::Query { .. } => "query",
        Place::Header { .. } => "header",
        Place::Cookie => "cookie",
        Place::BodyMember { .. } => "formData",
        Place::WholeBody => "body",
        Place::MediaType => return false,
    };
    parameter["in"] == wanted
}

/// The schema of the body of OpenAPI 3, where there is to be one. A body that is not required but has members that are is none to leave out: the client asks for them.
fn body<'d>(scope: &Scope<'d>, operation: &ir::Operation) -> Option<&'d Value> {
    let sent = operation.body.as_ref()?;
    let body = scope.resolved(&scope.at(operation.origin.as_str())?["requestBody"]);
    let asked = operation
        .fields
        .iter()
        .any(|field| field.is_argument() && matches!(field.place, Place::BodyMember { .. } | Place::WholeBody));
    if scope.extent() == Extent::Least && body["required"] != true && !asked {
        return None;
    }
    Some(&body["content"].as_object()?.get(&sent.media_type)?["schema"])
}

fn put_body(operation: &ir::Operation, body: Value, out: &mut Map<String, Value>) -> Result<(), String> {
    if let Some(whole) = operation.fields.iter().find(|field| field.place == Place::WholeBody) {
        out.insert(whole.key.clone(), body);
        return Ok(());
    }
    let Value::Object(members) = body else { return Err("the body is no object".to_owned()) };
    for (wire, value) in members {
        let holds = |field: &&ir::OpField| field.wire == wire && matches!(field.place, Place::BodyMember { .. });
        let field = operation.fields.iter().find(holds).ok_or_else(|| format!("no member for `{wire}` of the body"))?;
        out.insert(field.key.clone(), value);
    }
    Ok(())
}
