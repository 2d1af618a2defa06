//! A client as the generator writes them, by hand and small, against real servers on the loopback.

#[allow(unreachable_pub, clippy::trivially_copy_pass_by_ref, reason = "written as for a crate of its own")]
mod acme;
mod answers;
mod auth;
mod caching;
mod clock;
mod drift;
#[path = "../exposure/mod.rs"]
mod exposure;
mod faults;
mod idempotency;
mod limits;
mod media_types;
mod network;
mod otlp;
mod recording;
mod refusals;
mod requests;
mod retries;
mod ruled;
mod script;
mod server;
mod shown;
