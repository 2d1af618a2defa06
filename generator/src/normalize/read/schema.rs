//! Schemas: keyword by keyword, in the order of the document; what depends on other keywords is settled at the end.

mod bounds;
mod children;
mod default;
mod discriminator;
mod endless;
mod enumeration;
mod items;
mod properties;
mod required;
mod types;
mod words;

use super::{Node, Reader, Role, Task, reference, scalar};
use crate::diag::Code;
use crate::document::{JsonType, Reference, Schema, SchemaId, Schemas};
use crate::pointer::Pointer;
use serde_json::Value;

pub(crate) use children::additional;
pub(crate) use types::{Kind, add as add_type};

/// A schema while its keywords are read.
pub(crate) struct Draft<'d> {
    /// Where it stands.
    pub(crate) at: Pointer,
    /// What it is to its surroundings.
    pub(crate) role: Role,
    /// What is read so far.
    pub(crate) schema: Schema,
    /// Keywords that wait for the others.
    pub(crate) late: Late<'d>,
}

/// Keywords whose reading depends on others.
#[derive(Default)]
pub(crate) struct Late<'d> {
    pub(crate) types: Option<&'d Value>,
    pub(crate) items: Option<&'d Value>,
    pub(crate) properties: Option<&'d Value>,
    pub(crate) required: Option<&'d Value>,
    pub(crate) enumeration: Option<&'d Value>,
    pub(crate) enum_names: Option<(&'d str, &'d Value)>,
    pub(crate) enum_docs: Option<(&'d str, &'d Value)>,
    pub(crate) default: Option<&'d Value>,
    pub(crate) exclusive_minimum: Option<&'d Value>,
    pub(crate) exclusive_maximum: Option<&'d Value>,
    pub(crate) content_encoding: Option<&'d Value>,
    pub(crate) content_media_type: Option<&'d Value>,
    pub(crate) unevaluated_properties: Option<&'d Value>,
    pub(crate) lent_enum: Option<&'d Value>,
}

/// Reads every schema that was met, and those that are met on the way.
pub(crate) fn all(r: &mut Reader<'_, '_>) -> Schemas {
    while let Some(task) = r.queue.pop() {
        let schema = schema(r, task);
        r.queue.schemas.add(schema);
    }
    let mut schemas = std::mem::take(&mut r.queue.schemas);
    endless::cut(r, &mut schemas);
    schemas
}

fn schema<'d>(r: &mut Reader<'d, '_>, task: Task<'d>) -> Schema {
    let schema = Schema { name: task.name, ..Schema::default() };
    let late = Late { lent_enum: task.lent_enum, ..Late::default() };
    let mut draft = Draft { at: task.node.at, role: task.role, schema, late };
    match task.node.value {
        Value::Object(members) => {
            for (key, value) in members {
                keyword(r, &mut draft, key, value);
            }
            settle(r, &mut draft);
        }
        Value::Bool(allowed) => draft.schema.never = !allowed,
        other => not_an_object(r, &mut draft, other),
    }
    draft.schema.origin = Some(draft.at);
    draft.schema
}

/// A word in place of a schema may name a type; all else is no schema and says nothing.
fn not_an_object<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>, value: &'d Value) {
    let message = format!("a schema should be an object, not {}", scalar::kind(value));
    r.report(Code::WrongType, &draft.at, message);
    if value.as_str().is_some_and(|word| Kind::of(word).is_some()) {
        draft.late.types = Some(value);
        types::settle(r, draft);
    }
}

fn keyword<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>, key: &'d str, value: &'d Value) {
    let is_read = words::keyword(r, draft, key, value)
        || children::keyword(r, draft, key, value)
        || late_keyword(draft, key, value)
        || bounds::keyword(r, draft, key, value);
    if is_read {
        return;
    }
    if key == "$ref" {
        draft.schema.reference = reference(r, draft, value);
    } else if key.starts_with("x-") {
        draft.schema.extensions.insert(key.to_owned(), value.clone());
    } else if !is_silent(key, draft.role) {
        r.report(Code::Ignored, &draft.at.push(key), format!("`{key}` has no effect"));
    }
}

/// Keywords that nobody misses, and on parameters what the parameter's reader reads.
fn is_silent(key: &str, role: Role) -> bool {
    let is_parameter = matches!(role, Role::Parameter | Role::FormField);
    let of_parameter = ["name", "in", "collectionFormat", "allowEmptyValue", "style", "explode", "allowReserved"];
    let of_schema = [
        "xml",
        "externalDocs",
        "$schema",
        "$id",
        "id",
        "$comment",
        "$defs",
        "definitions",
        "$anchor",
        "$dynamicAnchor",
    ];
    of_schema.contains(&key) || is_parameter && of_parameter.contains(&key)
}

fn late_keyword<'d>(draft: &mut Draft<'d>, key: &'d str, value: &'d Value) -> bool {
    let late = &mut draft.late;
    match key {
        "type" => late.types = Some(value),
        "items" => late.items = Some(value),
        "properties" => late.properties = Some(value),
        "required" => late.required = Some(value),
        "enum" => late.enumeration = Some(value),
        "default" => late.default = Some(value),
        "x-enum-varnames" | "x-enumNames" | "x-enum-names" => late.enum_names = Some((key, value)),
        "x-enum-descriptions" | "x-enumDescriptions" => late.enum_docs = Some((key, value)),
        "exclusiveMinimum" => late.exclusive_minimum = Some(value),
        "exclusiveMaximum" => late.exclusive_maximum = Some(value),
        "contentEncoding" => late.content_encoding = Some(value),
        "contentMediaType" => late.content_media_type = Some(value),
        "unevaluatedProperties" => late.unevaluated_properties = Some(value),
        _ => return false,
    }
    true
}

/// The order matters: types first, and lists before the enum that may be theirs.
fn settle<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>) {
    types::settle(r, draft);
    enumeration::settle(r, draft);
    items::settle(r, draft);
    properties::settle(r, draft);
    crate::normalize::v31::unevaluated::settle(r, draft);
    crate::normalize::v31::exclusive_bounds::settle(r, draft);
    crate::normalize::v31::content_encoding::settle(r, draft);
    required::settle(r, draft);
    default::settle(r, draft);
}

/// `$ref`; the other keywords are its siblings.
fn reference<'d>(r: &mut Reader<'d, '_>, draft: &Draft<'d>, value: &'d Value) -> Option<Reference> {
    let Value::String(text) = value else {
        r.wrong_type(value, &draft.at, "$ref", "a string");
        return None;
    };
    let at = draft.at.push("$ref");
    Some(Reference { text: text.clone(), target: target(r, text, &at) })
}

/// The schema that a `$ref` in schema's place means.
pub(super) fn target(r: &mut Reader<'_, '_>, text: &str, at: &Pointer) -> Option<SchemaId> {
    let Some(found) = reference::find(r, text) else {
        reference::unresolved(r, text, at);
        return None;
    };
    if !text.starts_with('#') {
        r.report(Code::Mended, at, format!("`{text}` is read as the schema of that name"));
    }
    Some(r.schema(found))
}

impl Draft<'_> {
    /// Whether the schema is made of others.
    pub(crate) fn is_composed(&self) -> bool {
        let schema = &self.schema;
        let parts = schema.all_of.len() + schema.one_of.len() + schema.any_of.len();
        parts > 0 || schema.reference.is_some()
    }

    /// Whether the only type is this one.
    pub(crate) fn is_only(&self, kind: JsonType) -> bool {
        self.schema.types == [kind]
    }
}

/// The node of a keyword's value.
pub(crate) fn below<'d>(draft: &Draft<'d>, key: &str, value: &'d Value) -> Node<'d> {
    Node { value, at: draft.at.push(key) }
}
