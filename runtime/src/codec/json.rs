//! JSON text: a reader of our own, and a compact writer.
//!
//! The reader takes and refuses the same texts as `serde_json`, and differs where a client needs more: whole numbers keep
//! all their digits up to 128 bits, floats are the nearest to what was written, and both whichever features of
//! `serde_json` another crate of the program switches on.

mod find;
mod outline;
mod read;
mod scan;
mod write;

pub(crate) use find::{Find, value_at};
pub(crate) use outline::outline;
pub use read::{from_slice, from_slice_with, from_str};
pub(crate) use read::{read_first, read_into, read_into_with};
pub(super) use scan::stands_for_itself;
pub use write::{to_string, to_vec};
