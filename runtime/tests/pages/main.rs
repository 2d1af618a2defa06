//! Lists against a server on the loopback: each rule, and what can go wrong on the way.

#[allow(unreachable_pub, reason = "written as for a crate of its own")]
mod acme;
#[path = "../exposure/mod.rs"]
mod exposure;
mod going_on;
mod resuming;
mod rules;
mod server;
mod wrong;
