//! Any bytes as a document: reading them refuses or succeeds, never panics.
#![no_main]

#[path = "../../src/fuzz/entry.rs"]
#[expect(dead_code, reason = "each target uses one entry")]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::load(bytes));
