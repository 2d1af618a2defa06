//! The document in a folder.

use super::{Folder, Loaded};
use intertie_generator::diag::Code;

const API: &str = "openapi: 3.0.0\npaths: {}\n";

fn found(files: &[(&str, &str)]) -> String {
    let folder = Folder::new(files);
    let loaded = Loaded::path(&folder.0);
    loaded.doc().sources[0].path.as_ref().unwrap().file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn the_entry_is_preferred() {
    assert_eq!(found(&[("index.yml", API), ("pets.yaml", "openapi: 3.0.0")]), "index.yml");
    assert_eq!(found(&[("swagger.json", "{\"swagger\": \"2.0\"}"), ("a.json", "{}")]), "swagger.json");
    assert_eq!(
        found(&[("acme-v1.yaml", API), ("package.json", "{}"), ("overlay.yaml", "overlay: 1.0.0")]),
        "acme-v1.yaml"
    );
}

#[test]
fn doubt_is_said() {
    let folder = Folder::new(&[("openapi.yaml", API), ("openapi.json", "{\"openapi\": \"3.0.0\"}")]);
    let loaded = Loaded::path(&folder.0);
    let message = &loaded.refused(Code::AmbiguousInput).message;
    assert!(message.contains("openapi.json, openapi.yaml"), "{message}");
    let folder = Folder::new(&[("a.txt", "")]);
    let loaded = Loaded::path(&folder.0);
    assert!(loaded.refused(Code::AmbiguousInput).message.contains("no OpenAPI document"));
}
