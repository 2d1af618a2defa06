//! Which version of OpenAPI a value says it is.

use super::{Source, sniff, stop};
use crate::diag::{Code, Diagnostic, Sink, Stop};
use crate::document::Dialect;
use crate::pointer::Pointer;
use serde_json::Value;

/// Reads `openapi` or `swagger`; refuses what is neither.
pub(super) fn of(value: &Value, source: &Source, sink: &mut Sink) -> Result<Dialect, Stop> {
    if !value.is_object() {
        return Err(not_openapi("this is not an object with an `openapi` or `swagger` member", source, sink));
    }
    let Some((key, version)) = ["openapi", "swagger"].iter().find_map(|key| Some((*key, version(value.get(key)?))))
    else {
        if let Some(foreign) = sniff::by_value(value) {
            return Err(sniff::refuse(&foreign, source, sink));
        }
        return unsaid(value, source, sink);
    };
    let at = Pointer::root().push(key);
    match numbers(&version) {
        (Some(2), _) => Ok(Dialect::Swagger2),
        (Some(3), None | Some(0)) => Ok(Dialect::OpenApi30),
        (Some(3), Some(1)) => Ok(Dialect::OpenApi31),
        (Some(3), Some(_)) => Ok(newer(&at, &version, sink)),
        _ => {
            let message = format!("`{key}: {version}` is not a version that can be read");
            Err(stop(Code::UnknownVersion, &source.name, message, "Swagger 2.0 and OpenAPI 3.0 to 3.2 are", sink))
        }
    }
}

/// YAML authors forget the quotes: `swagger: 2.0` is a number.
fn version(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), |text| text.trim().to_owned())
}

/// Major and minor.
fn numbers(version: &str) -> (Option<u32>, Option<u32>) {
    let mut parts = version.trim_start_matches(['v', 'V']).split('.').map(|part| part.parse().ok());
    (parts.next().flatten(), parts.next().flatten())
}

fn newer(at: &Pointer, version: &str, sink: &mut Sink) -> Dialect {
    let message = format!("OpenAPI {version} is newer than 3.1; what it adds is read where it is known");
    sink.push(Diagnostic::new(Code::NewerVersion, at, message));
    Dialect::OpenApi32
}

/// A document without its version is still a document.
fn unsaid(value: &Value, source: &Source, sink: &mut Sink) -> Result<Dialect, Stop> {
    let has = |key: &str| value.get(key).is_some_and(Value::is_object);
    let dialect = match (has("paths") || has("webhooks"), has("definitions")) {
        (true, true) => Dialect::Swagger2,
        (true, false) => Dialect::OpenApi30,
        (false, _) => return Err(not_openapi("there is no `openapi` or `swagger` member", source, sink)),
    };
    let message = format!("`openapi` is missing; the document is read as {dialect:?}");
    sink.push(Diagnostic::new(Code::MissingMember, &Pointer::root(), message));
    Ok(dialect)
}

fn not_openapi(message: &str, source: &Source, sink: &mut Sink) -> Stop {
    let help = "an OpenAPI document starts with `openapi: 3.0.3` or `swagger: \"2.0\"`; is this the right file?";
    stop(Code::NotOpenapi, &source.name, message, help, sink)
}
