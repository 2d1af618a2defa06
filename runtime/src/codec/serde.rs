//! The bridge to serde: any `Deserializer` is an [`Input`], any `Serializer` a [`Sink`](super::Sink). The macros implement
//! `Serialize` and `Deserialize` of generated types by it, for formats that describe themselves.

mod read;
mod write;

#[doc(hidden)]
pub use read::deserialize;
#[doc(hidden)]
pub use write::serialize;
