//! The codec: generated types to JSON, forms and serde, and back.
//!
//! Reading goes through three object-safe traits ([`Input`], [`Visit`], [`Decode`]), writing through two ([`Encode`],
//! [`Sink`]), so that nothing is compiled once per type and format. A generated type is a table ([`Object`],
//! [`StringEnum`], [`Union`], [`Tuple`]) and one line of a macro (`objects!`, ...) that ties it to these traits.

pub mod drift;
pub mod encode;
pub mod error;
pub mod field;
pub mod file;
pub mod form;
pub mod input;
pub mod model;
pub mod object;
pub mod open_enum;
pub mod secret;
#[cfg(feature = "serde")]
pub mod serde;
pub mod tuple;
pub mod union;

pub(crate) mod base64;
mod decode;
#[cfg(any(feature = "uuid", feature = "rust_decimal"))]
mod extra;
mod json;
mod list;
mod macros;
mod map;
mod nothing;
mod number;
mod option;
mod place;
mod show;
mod text;
#[cfg(feature = "chrono")]
pub(crate) mod time;
mod tree;

pub use base64::Base64;
#[cfg(any(feature = "test-util", feature = "webhook"))]
pub(crate) use base64::{decode as from_base64, encode as to_base64};
pub use decode::{Decode, Part};
pub(crate) use drift::Drift;
pub use encode::{Encode, Entry, Members, Sequence, Sink};
pub use error::{DecodeError, EncodeError, Result};
pub use input::{Entries, Input, Items, Visit};
pub(crate) use json::{Find, read_into, read_into_with, value_at};
pub use json::{from_slice, from_slice_with, from_str, to_string, to_vec};
pub use model::Model;
pub use object::{Member, Object, Rest, Table, no_member, no_member_mut, optional, required, table};
pub use open_enum::{BoolEnum, IntEnum, StringEnum};
#[doc(hidden)]
pub use show::show;
#[cfg(feature = "chrono")]
pub use time::{DateTime, NaiveDate, Rfc2822, UnixTime};
pub(crate) use tree::read_tree_into;
pub use tree::{from_value, to_value};
pub use tuple::{Tuple, TupleRest};
pub use union::{ARRAY, BOOLEAN, Branch, Choice, Const, INTEGER, NUMBER, OBJECT, STRING, Union};

/// How deep values may nest, on reading (`serde_json` has the same limit) and on writing.
pub const MAX_DEPTH: usize = 128;
