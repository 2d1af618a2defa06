//! A client as the generator writes them, by hand and small, against real servers on the loopback.

#[allow(unreachable_pub, clippy::trivially_copy_pass_by_ref, reason = "written as for a crate of its own")]
mod acme;
mod answers;
mod auth;
mod media_types;
mod network;
mod requests;
mod server;
