//! Bodies by their media types.

use crate::Value;
use crate::mock::coerce::{Raw, coerce};
use crate::mock::contract::{Media, Operation};
use crate::mock::incoming::{Incoming, Problem};
use crate::mock::multipart;
use crate::mock::shape::Shape;
use crate::mock::{form, uri};
use crate::percent::form_decoded;
use crate::spec::Style;
use std::collections::BTreeMap;

/// How a body is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mock) enum Coding {
    Json,
    Form,
    Multipart,
    /// Text and all else: one string.
    Text,
    /// Nothing that a schema could be held against.
    Opaque,
}

/// The coding of a media type by its name.
pub(in crate::mock) fn coding(media_type: &str) -> Coding {
    let essence = essence(media_type);
    match essence.as_str() {
        "application/json" | "text/json" | "*/*" | "application/*" => Coding::Json,
        "application/x-www-form-urlencoded" => Coding::Form,
        _ if essence.ends_with("+json") => Coding::Json,
        _ if essence.starts_with("multipart/") => Coding::Multipart,
        "text/xml" | "application/xml" | "text/event-stream" => Coding::Opaque,
        _ if essence.starts_with("text/") || essence == "application/octet-stream" => Coding::Text,
        _ if essence.ends_with("+xml") => Coding::Opaque,
        _ => Coding::Text,
    }
}

/// The name without its parameters.
pub(in crate::mock) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The declared media type that this one is of.
pub(in crate::mock) fn media_of<'c>(
    content: &'c BTreeMap<String, Media>,
    media_type: &str,
) -> Option<(&'c str, &'c Media)> {
    let own = essence(media_type);
    let family = own.split('/').next().unwrap_or_default();
    let of = |wanted: &dyn Fn(&str) -> bool| {
        content.iter().find(|(name, _)| wanted(name)).map(|(name, media)| (name.as_str(), media))
    };
    of(&|name| name.eq_ignore_ascii_case(media_type))
        .or_else(|| of(&|name| essence(name) == own))
        .or_else(|| of(&|name| essence(name) == format!("{family}/*")))
        .or_else(|| of(&|name| essence(name) == "*/*"))
}

/// JSON, or the first.
pub(in crate::mock) fn preferred(content: &BTreeMap<String, Media>) -> Option<(&String, &Media)> {
    content.iter().find(|(name, _)| coding(name) == Coding::Json).or_else(|| content.iter().next())
}

/// The body, and the declared media type that it is of.
pub(super) fn read(
    root: &Value,
    operation: &Operation,
    request: &Incoming,
    problems: &mut Vec<Problem>,
) -> Option<(String, Value)> {
    let declared = operation.body.as_ref()?;
    let media_type = request.header("content-type");
    if request.body.is_empty() && media_type.is_none_or(|one| coding(one) != Coding::Form) {
        if declared.required {
            problems.push(Problem::new("body", "required", "a body is required"));
        }
        return None;
    }
    let Some(media_type) = media_type else {
        problems.push(Problem::new("header.Content-Type", "required", "a body needs a `Content-Type`"));
        return None;
    };
    let Some((name, media)) = media_of(&declared.content, media_type) else {
        let known: Vec<&str> = declared.content.keys().map(String::as_str).collect();
        let message = format!("`{media_type}` is none of: {}", known.join(", "));
        problems.push(Problem::new("header.Content-Type", "media-type", message));
        return None;
    };
    let value = decode(root, media, media_type, &request.body, problems)?;
    Some((name.to_owned(), value))
}

fn decode(root: &Value, media: &Media, media_type: &str, body: &[u8], problems: &mut Vec<Problem>) -> Option<Value> {
    let shape = Shape::of(root, media.schema.as_ref());
    match coding(media_type) {
        Coding::Json => match serde_json::from_slice(body) {
            Ok(value) => Some(value),
            Err(error) => {
                problems.push(Problem::new("body", "json", format!("this is no JSON: {error}")));
                None
            }
        },
        Coding::Form => Some(form_value(&String::from_utf8_lossy(body), media, &shape)),
        Coding::Multipart => match multipart::parts(media_type, body) {
            Ok(parts) => Some(coerce(&Raw::Members(parts), &shape)),
            Err(message) => {
                problems.push(Problem::new("body", "multipart", message));
                None
            }
        },
        Coding::Text => Some(Value::String(String::from_utf8_lossy(body).into_owned())),
        Coding::Opaque => None,
    }
}

/// A form: brackets, and members in the styles that the document gives them.
fn form_value(body: &str, media: &Media, shape: &Shape<'_>) -> Value {
    let mut plain = Vec::new();
    let mut members: Vec<(String, Raw)> = Vec::new();
    for (name, value) in uri::pairs(body) {
        match media.encoding.get(&name) {
            Some(encoding) if encoding.content_type.as_deref().is_some_and(|one| coding(one) == Coding::Json) => {
                let text = form_decoded(&value);
                members.push((name, serde_json::from_str(&text).map_or(Raw::Text(text), Raw::Json)));
            }
            Some(encoding) if encoding.explode == Some(false) && encoding.style != Some(Style::DeepObject) => {
                let delimiter = match encoding.style {
                    Some(Style::SpaceDelimited) => "%20",
                    Some(Style::PipeDelimited) => "%7C",
                    _ => ",",
                };
                members
                    .push((name, Raw::List(value.split(delimiter).map(|one| Raw::Text(form_decoded(one))).collect())));
            }
            _ => plain.push((name, form_decoded(&value))),
        }
    }
    members.extend(form::tree(plain));
    coerce(&Raw::Members(members), shape)
}
