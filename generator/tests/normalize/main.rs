//! What `normalize` makes of documents: the smallest one per rule, and every real one there is.

#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a test fails by panicking")]

mod real;
mod support;
