//! Any serde `Deserializer` as an [`Input`].

use crate::codec::decode::Decode;
use crate::codec::drift::Drift;
use crate::codec::error::{DecodeError, Result};
use crate::codec::input::{Entries, Input, Items, Visit};
use crate::codec::place::{Context, Place};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// Reads a value, for the `Deserialize` that the macros write: one call there is a sixth of the checking of three lines.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
    let mut target = T::blank();
    read(&mut target, source)?;
    Ok(target)
}

fn read<'de, D: Deserializer<'de>>(target: &mut dyn Decode, source: D) -> Result<(), D::Error> {
    let context = Context::new(None);
    match target.decode(&mut SerdeInput::new(source, Place::root(&context, 0))) {
        Ok(true) => Ok(()),
        Ok(false) => Err(de::Error::custom(DecodeError::null())),
        Err(error) => Err(de::Error::custom(error)),
    }
}

/// A value of a `Deserializer`.
struct SerdeInput<'p, D> {
    source: Option<D>,
    place: Place<'p>,
}

impl<'p, D> SerdeInput<'p, D> {
    fn new(source: D, place: Place<'p>) -> Self {
        Self { source: Some(source), place }
    }
}

impl<'de, D: Deserializer<'de>> Input for SerdeInput<'_, D> {
    fn visit(&mut self, visitor: &mut dyn Visit) -> Result<()> {
        match self.source.take() {
            Some(source) => {
                source.deserialize_any(Bridge { visitor, place: &self.place }).map_err(|error| back(&self.place, error))
            }
            None => Err(DecodeError::other("the value was read already")),
        }
    }

    fn skip(&mut self) -> Result<()> {
        match self.source.take() {
            Some(source) => {
                source.deserialize_ignored_any(IgnoredAny).map(|_| ()).map_err(|error| back(&self.place, error))
            }
            None => Ok(()),
        }
    }

    fn depth(&self) -> usize {
        self.place.depth
    }

    fn listens(&self) -> bool {
        self.place.context.listens()
    }

    fn report(&self, drift: Drift<'_>) {
        self.place.report(drift);
    }
}

/// Puts our error aside, as the deserializer can only carry its own.
#[cold]
fn aside<E: de::Error>(place: &Place<'_>, error: DecodeError) -> E {
    place.context.put(error);
    E::custom("invalid value")
}

/// Our error again, or the deserializer's own.
#[cold]
fn back<E: de::Error>(place: &Place<'_>, error: E) -> DecodeError {
    place.context.take().unwrap_or_else(|| DecodeError::other(error))
}

struct Bridge<'v, 'p> {
    visitor: &'v mut dyn Visit,
    place: &'p Place<'p>,
}

impl Bridge<'_, '_> {
    #[inline]
    fn up<E: de::Error>(&self, result: Result<()>) -> Result<(), E> {
        result.map_err(|error| aside(self.place, error))
    }
}

impl<'de> Visitor<'de> for Bridge<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.visitor.expected())
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        let result = self.visitor.null();
        self.up(result)
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_any(self)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        let result = self.visitor.bool(value);
        self.up(result)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.visit_i128(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.visit_i128(value.into())
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<(), E> {
        let result = self.visitor.int(value);
        self.up(result)
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<(), E> {
        match i128::try_from(value) {
            Ok(value) => self.visit_i128(value),
            Err(_) => Err(aside(self.place, DecodeError::expected(self.visitor.expected(), "a number out of range"))),
        }
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        let result = self.visitor.float(value);
        self.up(result)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        let result = self.visitor.str(value);
        self.up(result)
    }

    fn visit_bytes<E: de::Error>(self, value: &[u8]) -> Result<(), E> {
        match std::str::from_utf8(value) {
            Ok(value) => self.visit_str(value),
            Err(_) => Err(aside(self.place, DecodeError::expected(self.visitor.expected(), "bytes"))),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let mut items = SerdeItems { access, at: 0, place: self.place, input: PhantomData };
        let result = self.place.enter().and_then(|()| {
            self.visitor.array(&mut items)?;
            while items.next(&mut |input| input.skip())? {}
            Ok(())
        });
        self.up(result)
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let mut entries = SerdeEntries { access, place: self.place, input: PhantomData };
        let result = self.place.enter().and_then(|()| {
            self.visitor.object(&mut entries)?;
            while entries.next(&mut |_, input| input.skip())? {}
            Ok(())
        });
        self.up(result)
    }
}

struct SerdeItems<'de, 'p, A> {
    access: A,
    at: usize,
    place: &'p Place<'p>,
    input: PhantomData<&'de ()>,
}

impl<'de, A: SeqAccess<'de>> Items for SerdeItems<'de, '_, A> {
    fn next(&mut self, each: &mut dyn FnMut(&mut dyn Input) -> Result<()>) -> Result<bool> {
        let seed = Seed { each, place: self.place.index(self.at) };
        match self.access.next_element_seed(seed) {
            Ok(found) => {
                self.at += 1;
                Ok(found.is_some())
            }
            Err(error) => Err(back(self.place, error).at_index(self.at)),
        }
    }
}

struct SerdeEntries<'de, 'p, A> {
    access: A,
    place: &'p Place<'p>,
    input: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Entries for SerdeEntries<'de, '_, A> {
    fn next(&mut self, each: &mut dyn FnMut(&str, &mut dyn Input) -> Result<()>) -> Result<bool> {
        let Some(key) = self.access.next_key_seed(Key).map_err(|error| back(self.place, error))? else {
            return Ok(false);
        };
        let seed = Seed { each: &mut |input| each(&key, input), place: self.place.key(&key) };
        match self.access.next_value_seed(seed) {
            Ok(()) => Ok(true),
            Err(error) => Err(back(self.place, error).at_key(&key)),
        }
    }
}

/// Hands one value to `each`.
struct Seed<'a, 'p> {
    each: &'a mut dyn FnMut(&mut dyn Input) -> Result<()>,
    place: Place<'p>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        let mut input = SerdeInput::new(source, self.place);
        (self.each)(&mut input).and_then(|()| input.skip()).map_err(|error| aside(&input.place, error))
    }
}

/// Reads a key, borrowed where the input allows it.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Cow<'de, str>, D::Error> {
        source.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: de::Error>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(value))
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Cow::Owned(value.to_string()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(value.to_string()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(value.to_string()))
    }
}
