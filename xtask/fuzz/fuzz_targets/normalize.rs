//! Any bytes read and brought to the one model: never a panic.
#![no_main]

#[path = "../../src/fuzz/entry.rs"]
#[expect(dead_code, reason = "each target uses one entry")]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::normalize(bytes));
