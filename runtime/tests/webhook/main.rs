//! Webhooks: vendors' own examples, forgeries, repeats, and what a server answers.

#[path = "../exposure/mod.rs"]
mod exposure;
mod extractor;
mod forgeries;
mod questions;
mod repeats;
mod secrets;
mod setup;
mod signer;
mod times;
mod typed;
mod vectors;
mod verify_call;
