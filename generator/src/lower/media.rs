//! Media types: what is sent and asked for, and what they are called.

use crate::document::Operation;
use crate::ir::BodyCoding;
use crate::resolve::{Media, preferred};

/// What the client can read: the media type of every answer, each once, in document order.
pub(super) fn accept(operation: &Operation) -> String {
    let mut all: Vec<String> = Vec::new();
    for response in &operation.responses {
        if let Some((media, coding)) = preferred(&response.content) {
            let name = concrete(&media.name, coding);
            let name = if media.name.contains('*') { media.name.clone() } else { name };
            if !all.contains(&name) {
                all.push(name);
            }
        }
    }
    if all.is_empty() { "*/*".to_owned() } else { all.join(", ") }
}

/// A media type that can be sent: wildcards name no format.
pub(super) fn concrete(declared: &str, coding: Media) -> String {
    match declared {
        "" | "*/*" | "application/*" if coding == Media::Bytes => "application/octet-stream".to_owned(),
        "" | "*/*" | "application/*" => "application/json".to_owned(),
        "multipart/*" => "multipart/form-data".to_owned(),
        other => other.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect(),
    }
}

/// How a body of this kind is coded.
pub(super) fn body_coding(coding: Media) -> BodyCoding {
    match coding {
        Media::Json => BodyCoding::Json,
        Media::Form => BodyCoding::Form,
        Media::Multipart => BodyCoding::Multipart,
        Media::Text | Media::EventStream => BodyCoding::Text,
        Media::Bytes => BodyCoding::Bytes,
    }
}

/// What a media type adds to the name of a call: `form`, `multipart`, `csv`.
pub(super) fn word(name: &str, coding: Media) -> String {
    let essence = name.split(';').next().unwrap_or_default().trim();
    match coding {
        Media::Form => "form".to_owned(),
        Media::Multipart => "multipart".to_owned(),
        Media::Text if essence == "text/plain" => "text".to_owned(),
        Media::Bytes if matches!(essence, "application/octet-stream" | "" | "*/*" | "application/*") => {
            "bytes".to_owned()
        }
        Media::Json if matches!(name, "application/json" | "" | "*/*") => "json".to_owned(),
        Media::Json | Media::Text | Media::Bytes | Media::EventStream => {
            let subtype = name.split_once('/').map_or(name, |(_, subtype)| subtype);
            let subtype = subtype.strip_prefix("x-").or_else(|| subtype.strip_prefix("vnd.")).unwrap_or(subtype);
            subtype.replace(['+', ';', '.', '*', '=', '"', '/'], " ")
        }
    }
}

/// Whether it is XML, which is handed over as it comes: no type is made for it.
pub(super) fn is_xml(name: &str) -> bool {
    let essence = name.split(';').next().unwrap_or_default().trim();
    essence.ends_with("/xml") || essence.ends_with("+xml")
}
