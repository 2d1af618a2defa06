//! Operations: what a call holds, and what it may be answered.

use super::schemas::Schemas;
use super::{profile, set};
use crate::document::{Header, Location, MediaType, Operation, Parameter, RequestBody, Response, Status, Style};
use crate::ir::{self, Api, Place};
use crate::resolve::Resolved;
use foldhash::HashMap;
use serde_json::{Map, Value, json};

/// Every operation of the API once, in document order.
pub(super) fn all(resolved: &Resolved, api: &Api, schemas: &mut Schemas<'_>) -> Vec<Value> {
    let document = &resolved.document;
    let by_origin: HashMap<_, _> = document.operations.iter().map(|operation| (&operation.origin, operation)).collect();
    let own = api.operations.iter().filter(|operation| operation.variant_of.is_none());
    own.filter_map(|call| Some(operation(by_origin.get(&call.origin)?, call, api, schemas))).collect()
}

/// What the vendor sends: name and body.
pub(super) fn webhooks(resolved: &Resolved, schemas: &mut Schemas<'_>) -> Vec<Value> {
    let document = &resolved.document;
    let sent = document.webhooks.iter().filter(|_| resolved.whole).map(|webhook| {
        let body = webhook.operation.body.as_ref().map(|body| content(&body.content, schemas));
        json!({ "name": webhook.name, "content": body })
    });
    sent.collect()
}

fn operation(declared: &Operation, call: &ir::Operation, api: &Api, schemas: &mut Schemas<'_>) -> Value {
    let mut out = Map::new();
    set(&mut out, "id", call.id.clone());
    set(&mut out, "method", call.method.as_str());
    set(&mut out, "path", call.path.clone());
    set(&mut out, "call", format!("{}::{}", api.groups[call.group].name, call.method_name));
    let fixed: Map<String, Value> =
        call.fixed_query.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    set(&mut out, "fixedQuery", fixed);
    let kept = declared.parameters.iter().filter(|parameter| is_kept(parameter, call));
    set(&mut out, "parameters", kept.map(|parameter| self::parameter(parameter, schemas)).collect::<Vec<_>>());
    set(&mut out, "body", call.body.as_ref().and(declared.body.as_ref()).map(|declared| body(declared, call, schemas)));
    set(&mut out, "answers", declared.responses.iter().map(|answer| self::answer(answer, schemas)).collect::<Vec<_>>());
    set(&mut out, "servers", profile::servers(&call.servers));
    if let Some(security) = &call.security {
        out.insert("security".to_owned(), profile::security(security));
    }
    set(&mut out, "paging", call.paging.as_ref().map(profile::paging));
    set(&mut out, "deprecated", call.deprecated);
    Value::Object(out)
}

/// Whether the client has it: the profile may say that a security scheme carries it, and some headers are never parameters.
fn is_kept(parameter: &Parameter, call: &ir::Operation) -> bool {
    call.fields.iter().any(|field| {
        let same_place = match field.place {
            Place::Path { .. } => parameter.location == Location::Path,
            Place::Query { .. } => parameter.location == Location::Query,
            Place::Header { .. } => parameter.location == Location::Header,
            Place::Cookie => parameter.location == Location::Cookie,
            Place::BodyMember { .. } | Place::WholeBody | Place::MediaType => false,
        };
        same_place && field.wire == parameter.name
    })
}

fn parameter(parameter: &Parameter, schemas: &mut Schemas<'_>) -> Value {
    let mut out = Map::new();
    set(&mut out, "name", parameter.name.clone());
    let place = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    set(&mut out, "in", place);
    set(&mut out, "required", parameter.required || parameter.location == Location::Path);
    set(&mut out, "style", style(parameter.style));
    set(&mut out, "explode", parameter.explode);
    set(&mut out, "json", parameter.content.is_some());
    set(&mut out, "schema", parameter.schema.map(|schema| schemas.used(schema)));
    Value::Object(out)
}

fn style(style: Style) -> &'static str {
    match style {
        Style::Simple => "simple",
        Style::Label => "label",
        Style::Matrix => "matrix",
        Style::Form => "form",
        Style::SpaceDelimited => "spaceDelimited",
        Style::PipeDelimited => "pipeDelimited",
        Style::TabDelimited => "tabDelimited",
        Style::DeepObject => "deepObject",
    }
}

fn body(declared: &RequestBody, call: &ir::Operation, schemas: &mut Schemas<'_>) -> Value {
    let mut content = content(&declared.content, schemas);
    let has = |name: &str| call.fields.iter().any(|field| field.wire == name || field.place == Place::WholeBody);
    // Members that the profile leaves to a security scheme are not the caller's to send.
    for media in content.values_mut() {
        if let Some(Value::Array(required)) = media.pointer_mut("/schema/required") {
            required.retain(|name| name.as_str().is_none_or(has) || call.variant_of.is_some());
        }
    }
    let mut out = Map::new();
    set(&mut out, "required", declared.required);
    set(&mut out, "content", content);
    Value::Object(out)
}

fn answer(declared: &Response, schemas: &mut Schemas<'_>) -> Value {
    let mut out = Map::new();
    let status = match declared.status {
        Status::Code(code) => code.to_string(),
        Status::Range(range) => format!("{range}XX"),
        Status::Default => "default".to_owned(),
    };
    set(&mut out, "status", status);
    set(&mut out, "headers", declared.headers.iter().map(|one| header(one, schemas)).collect::<Vec<_>>());
    set(&mut out, "content", content(&declared.content, schemas));
    Value::Object(out)
}

fn header(declared: &Header, schemas: &mut Schemas<'_>) -> Value {
    let mut out = Map::new();
    set(&mut out, "name", declared.name.clone());
    set(&mut out, "required", declared.required);
    set(&mut out, "schema", declared.schema.map(|schema| schemas.used(schema)));
    Value::Object(out)
}

fn content(content: &[MediaType], schemas: &mut Schemas<'_>) -> Map<String, Value> {
    content.iter().map(|one| (one.name.clone(), media(one, schemas))).collect()
}

fn media(declared: &MediaType, schemas: &mut Schemas<'_>) -> Value {
    let mut out = Map::new();
    if let Some(schema) = declared.schema {
        let schema = schemas.used(schema);
        out.insert("schema".to_owned(), schema);
    }
    let encodings = declared.encoding.iter().map(|(name, encoding)| {
        let mut out = Map::new();
        set(&mut out, "contentType", encoding.content_type.clone());
        set(&mut out, "style", encoding.style.map(style));
        if let Some(explode) = encoding.explode {
            out.insert("explode".to_owned(), explode.into());
        }
        (name.clone(), Value::Object(out))
    });
    let encodings: Map<String, Value> = encodings.collect();
    set(&mut out, "encoding", encodings);
    set(&mut out, "examples", declared.examples.clone());
    Value::Object(out)
}
