//! `type`: a word, a list of words (3.1, but met in every dialect), a word of another language, or nothing.

use super::Draft;
use crate::diag::Code;
use crate::document::JsonType;
use crate::normalize::read::{Reader, reference};
use crate::normalize::v31::type_list;
use serde_json::Value;

/// What a word in place of a type means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    /// The type; `None`: any.
    pub(crate) json: Option<JsonType>,
    /// The format that the word says beside it.
    pub(crate) format: Option<&'static str>,
    /// Whether the word is JSON Schema's own.
    pub(crate) is_regular: bool,
}

impl Kind {
    /// The meaning of a word; `None`: nothing known.
    pub(crate) fn of(word: &str) -> Option<Self> {
        use JsonType::{Array, Boolean, File, Integer, Number, Object, String};
        let regular = |json| Some(Self { json: Some(json), format: None, is_regular: true });
        let slip = |json, format| Some(Self { json, format, is_regular: false });
        match word {
            "string" => regular(String),
            "object" => regular(Object),
            "integer" => regular(Integer),
            "boolean" => regular(Boolean),
            "array" => regular(Array),
            "number" => regular(Number),
            "file" => regular(File),
            _ => match word.trim().to_ascii_lowercase().as_str() {
                "string" | "str" | "text" | "char" => slip(Some(String), None),
                "int" | "integer" | "short" => slip(Some(Integer), None),
                "int32" => slip(Some(Integer), Some("int32")),
                "long" | "int64" | "bigint" => slip(Some(Integer), Some("int64")),
                "number" | "decimal" | "numeric" => slip(Some(Number), None),
                "float" => slip(Some(Number), Some("float")),
                "double" => slip(Some(Number), Some("double")),
                "bool" | "boolean" => slip(Some(Boolean), None),
                "array" | "list" => slip(Some(Array), None),
                "object" | "map" | "dict" | "hash" | "json" => slip(Some(Object), None),
                "date" => slip(Some(String), Some("date")),
                "datetime" | "date-time" | "timestamp" => slip(Some(String), Some("date-time")),
                "uuid" | "guid" => slip(Some(String), Some("uuid")),
                "uri" | "url" => slip(Some(String), Some("uri")),
                "binary" | "file" => slip(Some(String), Some("binary")),
                "any" | "mixed" | "" => slip(None, None),
                _ => None,
            },
        }
    }
}

/// Settles what `type` says.
pub(super) fn settle<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>) {
    match draft.late.types {
        None => {}
        Some(Value::String(word)) => add(r, draft, word),
        Some(Value::Array(words)) => type_list::settle(r, draft, words),
        Some(other) => r.wrong_type(other, &draft.at, "type", "a string"),
    }
    if draft.schema.nullable && draft.schema.types.is_empty() && says_only_null(draft.late.types) {
        draft.schema.constant = Some(Box::new(Value::Null));
    }
}

/// Takes one word.
pub(crate) fn add<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>, word: &str) {
    if word == "null" {
        draft.schema.nullable = true;
        return;
    }
    let Some(kind) = Kind::of(word) else { return named_or_nothing(r, draft, word) };
    let is_file = kind.json == Some(JsonType::File) && !r.is_swagger2();
    let kind = if is_file { Kind { is_regular: false, ..kind } } else { kind };
    if !kind.is_regular {
        r.report(
            Code::Mended,
            &draft.at.push("type"),
            format!("`{word}` is no type of JSON Schema, but is understood"),
        );
    }
    let json = if is_file { Some(JsonType::String) } else { kind.json };
    let format = if is_file { Some("binary") } else { kind.format };
    draft.schema.types.extend(json.filter(|json| !draft.schema.types.contains(json)));
    if draft.schema.format.is_none() {
        draft.schema.format = format.map(str::to_owned);
    }
}

/// `type: Pet`, as in Swagger 1: a named schema.
fn named_or_nothing<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>, word: &str) {
    let at = draft.at.push("type");
    if r.queue.schemas.named.contains_key(word) && draft.schema.reference.is_none() {
        r.report(Code::Mended, &at, format!("`type: {word}` is read as a `$ref` to the schema of that name"));
        let target = reference::find(r, word).map(|found| r.schema(found));
        draft.schema.reference = Some(crate::document::Reference { text: word.to_owned(), target });
    } else {
        r.report(Code::WrongType, &at, format!("`{word}` is no type; the schema is read as one without"));
    }
}

fn says_only_null(types: Option<&Value>) -> bool {
    match types {
        Some(Value::String(word)) => word == "null",
        Some(Value::Array(words)) => !words.is_empty() && words.iter().all(|word| word == "null"),
        _ => false,
    }
}
