//! [`RawDoc`] -> [`Document`]: one model for Swagger 2.0 and OpenAPI 3.x, and a finding for all that was mended or lost.
//!
//! One pass over the raw value. The readers know where they are and mend what they can; what a defect costs is the
//! smallest thing that contains it. Rules that one dialect needs are in [`swagger2`] and [`v31`], one a file, and
//! build the model directly, so every pointer is a place in the vendor's own document.

mod read;
mod swagger2;
mod v31;

use crate::diag::{Code, Diagnostic, Sink, Stop};
use crate::document::Document;
use crate::load::RawDoc;
use crate::pointer::Pointer;
use read::{Node, Reader};

/// Reads the whole document. Stops only where it has nothing to generate from: no paths, no webhooks, no schemas.
pub fn normalize(raw: &RawDoc, sink: &mut Sink) -> Result<Document, Stop> {
    let root = Node { value: &raw.value, at: Pointer::root() };
    if !has_content(&root) {
        let message = "the document has neither paths nor webhooks nor components";
        let found = Diagnostic::new(Code::NotOpenapi, &root.at, message);
        sink.push(found.help("an OpenAPI document lists its operations in `paths`"));
        return Err(Stop);
    }
    let mut r = Reader::new(raw, sink);
    read::components::register(&mut r, &root);
    let info = read::info::info(&mut r, &root);
    let tags = read::info::tags(&mut r, &root);
    let servers = read::servers::document_servers(&mut r, &root);
    r.note_server_variables(&servers);
    r.schemes = read::security_scheme::schemes(&mut r, &root);
    let security = read::security::requirements(&mut r, &root).unwrap_or_default();
    r.secured = read::security::proves(&security);
    let paths = read::paths::paths(&mut r, &root);
    let webhooks = v31::webhooks::webhooks(&mut r, &root);
    let schemas = read::schema::all(&mut r);
    Ok(Document {
        dialect: raw.dialect,
        info,
        servers,
        tags,
        security,
        security_schemes: r.schemes,
        schemas,
        operations: paths.operations,
        webhooks,
        declared_operations: paths.declared,
    })
}

/// Whether any section that could hold operations or schemas is an object.
fn has_content(root: &Node) -> bool {
    ["paths", "webhooks", "x-webhooks", "x-ms-paths", "components", "definitions"].iter().any(|key| {
        let section = root.value.get(key);
        section.is_some_and(serde_json::Value::is_object)
    })
}
