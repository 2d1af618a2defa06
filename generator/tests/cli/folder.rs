//! A folder that the program is run in, and how a run ended.

use std::path::PathBuf;
use std::process::{Command, Output};

/// A small document with two tags, an operation without an id, and a dangling `$ref`.
pub(crate) const DOCUMENT: &str = r##"{
  "openapi": "3.0.3",
  "info": {"title": "Acme", "version": "2024-06"},
  "servers": [{"url": "https://api.acme.example"}],
  "paths": {
    "/invoices": {
      "get": {"operationId": "listInvoices", "tags": ["Invoices"], "responses": {"200": {"description": "ok", "content": {
        "application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Invoice"}}}}}}},
      "post": {"operationId": "createInvoice", "tags": ["Invoices"], "responses": {"201": {"description": "made"}},
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Nope"}}}}}
    },
    "/customers/{id}": {
      "get": {"tags": ["Customers"], "parameters": [
        {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
        "responses": {"200": {"description": "ok"}}}
    }
  },
  "components": {"schemas": {"Invoice": {"type": "object", "properties": {"id": {"type": "string"}}},
    "Note": {"type": "object"}}}
}"##;

/// A folder of its own for a test, with the document in it.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("intertie-cli-{}", std::process::id())).join(test);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        std::fs::write(path.join("acme.json"), DOCUMENT).unwrap();
        Self(path)
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_intertie"));
        command.args(args).current_dir(&self.0).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        Ran::of(&command.output().unwrap())
    }

    /// Whether git did it here.
    pub(crate) fn git(&self, args: &[&str]) -> bool {
        let who = ["-c", "user.name=a", "-c", "user.email=a@a.example", "-c", "init.defaultBranch=main"];
        let done = Command::new("git").args(who).args(args).current_dir(&self.0).output();
        done.is_ok_and(|output| output.status.success())
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.0.join(path).exists()
    }
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Fails unless the program ended with this code.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }
}
