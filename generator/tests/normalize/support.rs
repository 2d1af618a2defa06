//! Small documents in, what came of them out.

use intertie_generator::diag::{Code, Sink};
use intertie_generator::document::{Dialect, Document, Operation, Schema, SchemaId};
use intertie_generator::load::RawDoc;
use intertie_generator::normalize::normalize;
use serde_json::Value;

/// A document and all that was said of it.
pub(crate) struct Read {
    pub(crate) document: Document,
    pub(crate) sink: Sink,
}

/// The raw form of a JSON value.
pub(crate) fn raw(value: Value, dialect: Dialect) -> RawDoc {
    RawDoc { value, dialect, digest: String::new(), sources: Vec::new(), mounts: Vec::new(), overlay: None }
}

/// The dialect that a value says it is.
pub(crate) fn dialect(value: &Value) -> Option<Dialect> {
    let version = value.get("openapi").or_else(|| value.get("swagger"))?.as_str()?;
    Some(match version {
        v if v.starts_with("2.") => Dialect::Swagger2,
        v if v.starts_with("3.0") => Dialect::OpenApi30,
        v if v.starts_with("3.1") => Dialect::OpenApi31,
        _ => Dialect::OpenApi32,
    })
}

/// Reads a document in YAML.
pub(crate) fn read(yaml: &str) -> Read {
    let value: Value = serde_yaml::from_str(yaml).unwrap();
    let raw = raw(value.clone(), dialect(&value).unwrap());
    let mut sink = Sink::default();
    let document = normalize(&raw, &mut sink).unwrap();
    Read { document, sink }
}

/// Reads a 3.0 document whose `components.schemas` is this YAML.
pub(crate) fn schemas(version: &str, yaml: &str) -> Read {
    let key = if version.starts_with('2') { "swagger" } else { "openapi" };
    let body = |indent: &str| yaml.lines().map(|line| format!("{indent}{line}")).collect::<Vec<_>>().join("\n");
    let section = match key {
        "swagger" => format!("definitions:\n{}", body("  ")),
        _ => format!("components:\n  schemas:\n{}", body("    ")),
    };
    read(&format!("{key}: '{version}'\ninfo: {{title: t, version: '1'}}\npaths: {{}}\n{section}"))
}

impl Read {
    /// The named schema.
    pub(crate) fn schema(&self, name: &str) -> &Schema {
        &self.document.schemas[self.document.schemas.named[name]]
    }

    /// The schema behind an id.
    pub(crate) fn at(&self, id: SchemaId) -> &Schema {
        &self.document.schemas[id]
    }

    /// The property of a named schema.
    pub(crate) fn property(&self, name: &str, property: &str) -> &Schema {
        self.at(self.schema(name).properties[property])
    }

    /// The only operation.
    pub(crate) fn operation(&self) -> &Operation {
        assert_eq!(self.document.operations.len(), 1);
        &self.document.operations[0]
    }

    /// Whether this was found there.
    pub(crate) fn found(&self, code: Code, pointer: &str) -> bool {
        self.sink.found().iter().any(|found| found.code == code && found.pointer.as_str() == pointer)
    }

    /// All findings as text, for messages and for documents that have none.
    pub(crate) fn findings(&self) -> Vec<String> {
        let text = |found: &intertie_generator::diag::Diagnostic| {
            format!("{} {} {}", found.code.as_str(), found.pointer, found.message)
        };
        self.sink.found().iter().map(text).collect()
    }
}
