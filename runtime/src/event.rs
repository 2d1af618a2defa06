//! What a vendor sends, as an enum chosen by the event's name: what generated `Event` types implement.

use crate::codec::Result;

/// The events of a vendor's document.
pub trait NamedEvent: Sized {
    /// The names of all listed events.
    const NAMES: &'static [&'static str];

    /// Reads the body of the event `name`; an unknown name is no error.
    fn from_named(name: &str, body: &[u8]) -> Result<Self>;
}
