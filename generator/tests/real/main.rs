//! Real servers beside their own documents: Jupyter Server (Swagger 2.0) and Prefect (OpenAPI 3.1), installed from `PyPI`.
//! What `intertie probe` finds, what a generated client reads, and whether what `update` predicts of a newer release comes.
#![cfg(feature = "cli")]
#![allow(dead_code, reason = "`project` and `installed` are of other tests, too")]

#[path = "../../../tests/installed.rs"]
#[expect(unreachable_pub, reason = "a module of the tests' library")]
mod installed;
mod jupyter;
mod prefect;
mod program;
#[path = "../project/mod.rs"]
mod project;
mod server;
