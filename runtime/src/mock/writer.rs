//! The request that carries values. The writer here is the mock's own, not the client's: it is what the client is held
//! against.

use super::contract::{Contract, Operation, Parameter, Place, Scheme};
use super::given::{Coding, coding};
use super::incoming::Incoming;
use super::{Mock, Sample};
use crate::Value;
use crate::codec::to_base64;
use crate::percent::escaped;
use crate::spec::Style;
use http::{HeaderName, HeaderValue};

impl Mock {
    /// The request that carries these values, with a proof of who calls.
    pub fn request(&self, operation: usize, sample: &Sample) -> Incoming {
        let contract = self.contract();
        let declared = &contract.operations[operation];
        let mut request =
            Incoming { method: declared.method.clone(), path: declared.path.clone(), ..Incoming::default() };
        let mut query: Vec<String> =
            declared.fixed_query.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
        for (parameter, value) in declared.parameters.iter().zip(&sample.parameters) {
            let Some(value) = value else { continue };
            match parameter.place {
                Place::Path => {
                    let written = in_path(parameter, value);
                    request.path = request.path.replace(&format!("{{{}}}", parameter.name), &written);
                }
                Place::Query => query.extend(in_query(parameter, value)),
                Place::Header => put(&mut request, &parameter.name, &one_line(parameter, value)),
                Place::Cookie => {
                    put(&mut request, "cookie", &format!("{}={}", parameter.name, one_line(parameter, value)));
                }
            }
        }
        prove(contract, declared, &mut request, &mut query);
        request.query = query.join("&");
        if let Some((media_type, value)) = &sample.body {
            let (media_type, body) = body(media_type, value);
            put(&mut request, "content-type", &media_type);
            request.body = body.into();
        }
        request
    }
}

fn put(request: &mut Incoming, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
        request.headers.append(name, value);
    }
}

/// The first alternative.
fn prove(contract: &Contract, operation: &Operation, request: &mut Incoming, query: &mut Vec<String>) {
    for scheme in
        contract.security_of(operation).first().into_iter().flatten().filter_map(|name| contract.schemes.get(name))
    {
        match scheme {
            Scheme::Header(name) => put(request, name, "intertie-key"),
            // Some documents list it as a parameter, too.
            Scheme::Query(name) => {
                let own = format!("{}=", escaped(name));
                if !query.iter().any(|pair| pair.starts_with(&own)) {
                    query.push(own + "intertie-key");
                }
            }
            Scheme::Cookie(name) => put(request, "cookie", &format!("{name}=intertie-key")),
            Scheme::Http(name) if name.eq_ignore_ascii_case("basic") => {
                put(request, "authorization", &format!("Basic {}", to_base64(b"intertie:key")));
            }
            // Some servers compare this word as it is mostly written.
            Scheme::Http(name) if name.eq_ignore_ascii_case("bearer") => {
                put(request, "authorization", "Bearer intertie-key");
            }
            Scheme::Http(name) => put(request, "authorization", &format!("{name} intertie-key")),
        }
    }
}

/// A value that is one piece, as text.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn one_line(parameter: &Parameter, value: &Value) -> String {
    match value {
        _ if parameter.json => value.to_string(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(","),
        Value::Object(members) if parameter.explode => {
            members.iter().map(|(name, value)| format!("{name}={}", text(value))).collect::<Vec<_>>().join(",")
        }
        Value::Object(members) => {
            members.iter().map(|(name, value)| format!("{name},{}", text(value))).collect::<Vec<_>>().join(",")
        }
        _ => text(value),
    }
}

fn in_path(parameter: &Parameter, value: &Value) -> String {
    if parameter.json {
        return escaped(&value.to_string());
    }
    let name = &parameter.name;
    let pieces: Vec<String> = match value {
        Value::Array(items) => items.iter().map(|item| escaped(&text(item))).collect(),
        Value::Object(members) if parameter.explode => {
            members.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(&text(value)))).collect()
        }
        Value::Object(members) => {
            members.iter().flat_map(|(name, value)| [escaped(name), escaped(&text(value))]).collect()
        }
        _ => vec![escaped(&text(value))],
    };
    match parameter.style {
        Style::Label => format!(".{}", pieces.join(if parameter.explode { "." } else { "," })),
        Style::Matrix if parameter.explode && value.is_array() => {
            pieces.iter().flat_map(|piece| [";", name, "=", piece]).collect()
        }
        Style::Matrix if parameter.explode && value.is_object() => format!(";{}", pieces.join(";")),
        Style::Matrix => format!(";{name}={}", pieces.join(",")),
        _ => pieces.join(","),
    }
}

fn in_query(parameter: &Parameter, value: &Value) -> Vec<String> {
    let name = escaped(&parameter.name);
    if parameter.json {
        return vec![format!("{name}={}", escaped(&value.to_string()))];
    }
    let joined = |pieces: Vec<String>| {
        let delimiter = match parameter.style {
            Style::SpaceDelimited => "%20",
            Style::PipeDelimited => "%7C",
            Style::TabDelimited => "%09",
            _ => ",",
        };
        vec![format!("{name}={}", pieces.join(delimiter))]
    };
    match value {
        Value::Array(_) | Value::Object(_) if parameter.style == Style::DeepObject => brackets(&parameter.name, value),
        Value::Array(items) if parameter.explode => {
            items.iter().flat_map(|item| plain(&parameter.name, item)).collect()
        }
        Value::Array(items) => joined(items.iter().map(|item| escaped(&text(item))).collect()),
        Value::Object(members) if parameter.explode => {
            members.iter().flat_map(|(name, value)| plain(name, value)).collect()
        }
        Value::Object(members) => {
            joined(members.iter().flat_map(|(name, value)| [escaped(name), escaped(&text(value))]).collect())
        }
        _ => plain(&parameter.name, value),
    }
}

fn plain(name: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Array(_) | Value::Object(_) => brackets(name, value),
        _ => vec![format!("{}={}", escaped(name), escaped(&text(value)))],
    }
}

/// `a[b][0]=c`.
fn brackets(name: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => {
            members.iter().flat_map(|(key, value)| brackets(&format!("{name}[{key}]"), value)).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().flat_map(|(at, value)| brackets(&format!("{name}[{at}]"), value)).collect()
        }
        _ => vec![format!("{}={}", escaped(name), escaped(&text(value)))],
    }
}

/// A body's bytes, and its media type with what they need.
pub(super) fn body(media_type: &str, value: &Value) -> (String, Vec<u8>) {
    match coding(media_type) {
        Coding::Json => {
            let media_type = if media_type.contains('*') { "application/json" } else { media_type };
            (media_type.to_owned(), value.to_string().into_bytes())
        }
        Coding::Form => {
            let members = value.as_object().into_iter().flatten();
            let pairs: Vec<String> = members.flat_map(|(name, value)| brackets(name, value)).collect();
            (media_type.to_owned(), pairs.join("&").into_bytes())
        }
        Coding::Multipart => multipart(media_type, value),
        Coding::Text | Coding::Opaque => (media_type.to_owned(), text(value).into_bytes()),
    }
}

fn multipart(media_type: &str, value: &Value) -> (String, Vec<u8>) {
    const BOUNDARY: &str = "intertie-boundary";
    let mut out = String::new();
    let mut part = |name: &str, value: &Value| {
        let json = value.is_object();
        let mark = if json { "Content-Type: application/json\r\n" } else { "" };
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n{mark}\r\n");
        out.extend([head.as_str(), &text(value), "\r\n"]);
    };
    for (name, value) in value.as_object().into_iter().flatten() {
        match value {
            Value::Array(items) => items.iter().for_each(|item| part(name, item)),
            _ => part(name, value),
        }
    }
    out.extend(["--", BOUNDARY, "--\r\n"]);
    (format!("{media_type}; boundary={BOUNDARY}"), out.into_bytes())
}
