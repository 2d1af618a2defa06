//! The bridge to serde: any `Deserializer` is an [`Input`], any `Serializer` a [`Sink`](super::Sink). The macros implement
//! `Serialize` and `Deserialize` of generated types by it, for formats that describe themselves.

mod read;
mod write;

#[doc(hidden)]
pub use read::deserialize;
#[doc(hidden)]
pub use write::serialize;

use super::{Base64, Decode, Encode};
use crate::{Field, File, Secret};

crate::__serde!(Base64);
crate::__serde!(File);
crate::__serde!(Secret);
#[cfg(feature = "chrono")]
crate::__serde!(super::UnixTime);
#[cfg(feature = "chrono")]
crate::__serde!(super::Rfc2822);

/// Absent is null here; leave it out with `skip_serializing_if = "Field::is_absent"`.
impl<T: Encode> ::serde::Serialize for Field<T> {
    fn serialize<S: ::serde::Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
        serialize(self, target)
    }
}

/// Absent comes of `default`.
impl<'de, T: Decode> ::serde::Deserialize<'de> for Field<T> {
    fn deserialize<D: ::serde::Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        deserialize(source)
    }
}
