//! `serde_json::Value` as input, as sink, and as a type.

mod read;
mod write;

pub(super) use read::TreeInput;
pub use read::from_value;
pub(crate) use read::read_tree_into;
pub use write::to_value;
