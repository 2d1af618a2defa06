//! YAML text -> `serde_json::Value`: the only place that knows the YAML library.
//!
//! The library reads scalars by YAML 1.2: `y`, `no`, dates, `1_000` and `12:30:45` are text. Its events go straight into
//! the JSON value, without a YAML value between.

use super::tree::Build;
use serde::de::DeserializeSeed;
use serde_json::Value;

/// What a YAML text holds.
pub(super) struct Yaml {
    /// Its first document that is not empty; `None` when there is none.
    pub(super) value: Option<Value>,
    /// Whether others follow.
    pub(super) more: bool,
}

/// Why a text is not YAML.
pub(super) struct YamlError {
    /// What the library says, without the place.
    pub(super) message: String,
    /// Line and column from 1.
    pub(super) at: (usize, usize),
    /// Whether the library's own guard against expansion or depth was hit.
    pub(super) too_large: bool,
}

/// Reads the first document.
pub(super) fn read(text: &str, build: &Build) -> Result<Yaml, YamlError> {
    let mut documents = serde_yaml::Deserializer::from_str(text);
    while let Some(document) = documents.next() {
        let value = build.seed().deserialize(document).map_err(|error| describe(&error))?;
        if !value.is_null() {
            return Ok(Yaml { value: Some(value), more: documents.next().is_some() });
        }
    }
    Ok(Yaml { value: None, more: false })
}

fn describe(error: &serde_yaml::Error) -> YamlError {
    let text = error.to_string();
    let too_large = ["recursion limit exceeded", "repetition limit exceeded"].iter().any(|guard| text.contains(guard));
    let at = error.location().map_or((1, 1), |at| (at.line(), at.column()));
    YamlError { message: without_place(&text).to_owned(), at, too_large }
}

/// The library ends most messages with ` at line 3 column 7`; the finding says that in its own way.
fn without_place(text: &str) -> &str {
    match text.rfind(" at line ") {
        Some(at) if text[at..].bytes().filter(|b| *b == b' ').count() == 5 => &text[..at],
        _ => text,
    }
}
