//! Validators of a contract's schemas, each compiled when it is first needed.
//!
//! A request is held against another view of the schemas than an answer: what only the vendor sets (`readOnly`) is not
//! required of a caller, and what only a caller sends (`writeOnly`) not of the vendor.

use super::incoming::Problem;
use super::shape::referred;
use crate::Value;
use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, Registry, ValidationError, Validator};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The name of the contract among the validators' documents.
const BASE: &str = "intertie:///contract";

/// How long a value may be in a message, in characters.
const SHOWN: usize = 120;

/// Validators of both views.
#[derive(Debug, Default)]
pub(super) struct Schemas {
    requests: OnceLock<View>,
    answers: OnceLock<View>,
}

/// Who makes the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Request,
    Answer,
}

impl Side {
    /// What does not belong to it.
    pub(super) const fn foreign(self) -> &'static str {
        match self {
            Self::Request => "readOnly",
            Self::Answer => "writeOnly",
        }
    }
}

struct View {
    registry: Option<Registry<'static>>,
    compiled: Mutex<HashMap<String, Option<Arc<Validator>>>>,
}

impl std::fmt::Debug for View {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("View")
    }
}

impl Schemas {
    /// What is wrong with a value by the schema at this pointer of the contract; `at` is what the value is called.
    pub(super) fn problems(&self, root: &Value, side: Side, pointer: &str, value: &Value, at: &str) -> Vec<Problem> {
        let Some(validator) = self.validator(root, side, pointer) else { return Vec::new() };
        let mut problems = Vec::new();
        for error in validator.iter_errors(value) {
            tell(&error, at, &mut problems);
        }
        problems
    }

    /// Whether a value is as the schema at this pointer says.
    pub(super) fn accepts(&self, root: &Value, side: Side, pointer: &str, value: &Value) -> bool {
        self.validator(root, side, pointer).is_none_or(|validator| validator.is_valid(value))
    }

    fn validator(&self, root: &Value, side: Side, pointer: &str) -> Option<Arc<Validator>> {
        let view = match side {
            Side::Request => &self.requests,
            Side::Answer => &self.answers,
        };
        let view = view.get_or_init(|| View::new(root, side));
        let registry = view.registry.as_ref()?;
        let mut compiled = view.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        let build = || {
            let schema = serde_json::json!({ "$ref": format!("{BASE}#{}", fragment(pointer)) });
            let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
            options.with_registry(registry).build(&schema).ok().map(Arc::new)
        };
        compiled.entry(pointer.to_owned()).or_insert_with(build).clone()
    }
}

impl View {
    fn new(root: &Value, side: Side) -> Self {
        let mut value = root.clone();
        let mut patterns = HashMap::new();
        let mut mend = Mend { root, side, patterns: &mut patterns };
        for place in places(&mut value) {
            mend.schema(place);
        }
        let resource = jsonschema::Resource::from_contents(value);
        let registry = Registry::new()
            .draft(Draft::Draft202012)
            .add(BASE, resource)
            .ok()
            .and_then(|registry| registry.prepare().ok());
        Self { registry, compiled: Mutex::default() }
    }
}

/// A JSON pointer as the fragment of a URI.
fn fragment(pointer: &str) -> String {
    let mut out = String::with_capacity(pointer.len());
    for byte in pointer.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte) {
            out.push(char::from(byte));
        } else {
            use std::fmt::Write;
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// One step of a JSON pointer.
pub(super) fn step(key: &str) -> String {
    crate::pointer::escaped(key).into_owned()
}

/// Every schema that the contract names itself.
fn places(contract: &mut Value) -> Vec<&mut Value> {
    let Some(contract) = contract.as_object_mut() else { return Vec::new() };
    let mut found = Vec::new();
    for (key, value) in contract {
        match key.as_str() {
            "$defs" => found.extend(value.as_object_mut().into_iter().flat_map(|defs| defs.values_mut())),
            "operations" | "webhooks" => schemas_in(value, &mut found),
            _ => {}
        }
    }
    found
}

/// The schemas in a part of the contract that is none itself.
fn schemas_in<'v>(value: &'v mut Value, found: &mut Vec<&'v mut Value>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| schemas_in(item, found)),
        Value::Object(members) => {
            for (key, value) in members {
                match key.as_str() {
                    "schema" => found.push(value),
                    "examples" => {}
                    _ => schemas_in(value, found),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Makes a view.
struct Mend<'r> {
    root: &'r Value,
    side: Side,
    patterns: &'r mut HashMap<String, bool>,
}

impl Mend<'_> {
    fn schema(&mut self, schema: &mut Value) {
        let Some(schema) = schema.as_object_mut() else { return };
        let foreign = self.foreign(schema.get("properties"));
        if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
            required.retain(|name| name.as_str().is_none_or(|name| !foreign.iter().any(|one| one == name)));
        }
        if schema.get("pattern").and_then(Value::as_str).is_some_and(|pattern| !self.is_pattern(pattern)) {
            schema.remove("pattern");
        }
        for (key, value) in schema.iter_mut() {
            match key.as_str() {
                "patternProperties" => {
                    if let Some(members) = value.as_object_mut() {
                        members.retain(|pattern, _| self.is_pattern(pattern));
                        members.values_mut().for_each(|schema| self.schema(schema));
                    }
                }
                "properties" => {
                    value
                        .as_object_mut()
                        .into_iter()
                        .flat_map(|members| members.values_mut())
                        .for_each(|one| self.schema(one));
                }
                "additionalProperties" | "items" => self.schema(value),
                "allOf" | "oneOf" | "anyOf" | "prefixItems" => {
                    value.as_array_mut().into_iter().flatten().for_each(|one| self.schema(one));
                }
                _ => {}
            }
        }
    }

    /// The members that the other side sets.
    fn foreign(&self, properties: Option<&Value>) -> Vec<String> {
        let is_foreign = |schema: &Value| {
            let target = schema.get("$ref").and_then(Value::as_str).and_then(|text| referred(self.root, text));
            [Some(schema), target]
                .into_iter()
                .flatten()
                .any(|one| one.get(self.side.foreign()) == Some(&Value::Bool(true)))
        };
        let members = properties.and_then(Value::as_object).into_iter().flatten();
        members.filter(|(_, schema)| is_foreign(schema)).map(|(name, _)| name.clone()).collect()
    }

    /// Whether the validator can read it: one bad pattern must not cost the whole schema.
    fn is_pattern(&mut self, pattern: &str) -> bool {
        if let Some(known) = self.patterns.get(pattern) {
            return *known;
        }
        let schema = serde_json::json!({ "pattern": pattern });
        let is_one = jsonschema::options().with_draft(Draft::Draft202012).build(&schema).is_ok();
        self.patterns.insert(pattern.to_owned(), is_one);
        is_one
    }
}

/// An error of the validator in our words, of a union the one branch that was meant, where that can be told.
fn tell(error: &ValidationError<'_>, at: &str, problems: &mut Vec<Problem>) {
    if let ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } = error.kind()
        && let Some(branch) = meant(context)
    {
        let at = format!("{at}{}", error.instance_path());
        for inner in branch {
            tell(inner, &relative(&at, inner, error), problems);
        }
        return;
    }
    let value = error.instance().to_string();
    let mut message = error.to_string();
    if value.chars().count() > SHOWN {
        let short: String = value.chars().take(SHOWN).collect();
        message = message.replace(&value, &format!("{short}..."));
    }
    problems.push(Problem::new(format!("{at}{}", error.instance_path()), error.kind().keyword(), message));
}

/// Paths of errors within a union start at the value of the whole schema.
fn relative(at: &str, inner: &ValidationError<'_>, outer: &ValidationError<'_>) -> String {
    let (inner, outer) = (inner.instance_path().to_string(), outer.instance_path().to_string());
    if inner.starts_with(&outer) { at.strip_suffix(&outer).unwrap_or(at).to_owned() } else { at.to_owned() }
}

/// The only branch that is not of another type altogether.
fn meant<'e>(context: &'e [Vec<ValidationError<'static>>]) -> Option<&'e [ValidationError<'static>]> {
    let of_type = |errors: &&Vec<ValidationError<'static>>| {
        !errors.iter().any(|error| {
            matches!(error.kind(), ValidationErrorKind::Type { .. } | ValidationErrorKind::Constant { .. })
        })
    };
    let mut fitting = context.iter().filter(of_type);
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first.as_slice()).filter(|errors| !errors.is_empty())
}
