//! An event of the client with its type: what the generated table says of it, and what of it comes.

use super::call;
use super::outcome::Read;
use crate::codec::{Decode, Encode};
use crate::event::NamedEvent;
use crate::webhook::Delivery;
use crate::{Value, from_slice, to_value};
use bytes::Bytes;
use std::fmt;

/// The event that no document lists.
pub(super) const UNLISTED: &str = "intertie.unlisted";

/// An event that the generated client knows.
#[derive(Clone, Copy)]
pub struct Event {
    /// Its name among the tests: `order_paid`.
    pub name: &'static str,
    /// The vendor's name of it: `order.paid`.
    pub kind: &'static str,
    pub(super) read: Reader,
}

/// Reads what came as the event; `None`: it became another one.
pub(super) type Reader = fn(&Notice) -> Result<Option<Read>, String>;

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event").field("name", &self.name).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// An event of the document.
pub const fn event(name: &'static str, kind: &'static str, read: Reader) -> Event {
    Event { name, kind, read }
}

/// What the client makes of an event that no document lists.
pub const fn unlisted(read: Reader) -> Event {
    Event { name: "unlisted", kind: UNLISTED, read }
}

/// The same of a client without a type for events.
pub(super) const NO_TYPE: &[Event] =
    &[unlisted(|notice| notice.again(&from_slice::<Value>(&notice.body).map_err(|error| error.to_string())?))];

/// Something that the vendor sent.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Proven, where the vendor's profile says how; else its name is all that is known.
    pub(super) from: Result<Delivery, &'static str>,
    pub(super) body: Bytes,
}

impl Notice {
    /// The client's `Event`, as its user gets it.
    pub fn event<E: NamedEvent>(&self) -> Result<E, String> {
        let event = match &self.from {
            Ok(delivery) => delivery.event(),
            Err(name) => E::from_named(name, &self.body),
        };
        event.map_err(|error| format!("the event cannot be read: {error}"))
    }

    /// The body that the event has, written again, and what its type does not know.
    pub fn again<T: Decode + Encode + fmt::Debug>(&self, body: &T) -> Result<Option<Read>, String> {
        let read = call::read::<T>(&self.body)?;
        let value = to_value(body).map_err(|error| format!("it cannot be written again: {error}"))?;
        Ok(Some(Read { value, ..read }))
    }
}
