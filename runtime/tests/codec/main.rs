//! The codec, seen from generated types.

mod forms;
mod properties;
mod reading;
mod sample;
mod serde_bridge;
mod showing;
mod unions;
mod values;
