//! `Map<T>`: objects whose keys are not known beforehand.

use super::decode::Decode;
use super::encode::{Encode, Entry, Members, Sink};
use super::error::{DecodeError, EncodeError, Result};
use super::input::{Entries, Input, Visit};
use super::object::Rest;
use crate::Map;

/// What `read` needs of a map, so that it is compiled once.
trait Insert {
    /// Reads one value into this key.
    fn insert(&mut self, key: &str, input: &mut dyn Input) -> Result<bool>;
}

impl<T: Decode> Insert for Map<T> {
    fn insert(&mut self, key: &str, input: &mut dyn Input) -> Result<bool> {
        blank(self, key).decode(input)
    }
}

/// The value of this key, made blank.
fn blank<'a, T: Decode>(map: &'a mut Map<T>, key: &str) -> &'a mut T {
    map.entry(key.to_owned()).and_modify(|value| *value = T::blank()).or_insert_with(T::blank)
}

struct Reader<'a> {
    target: &'a mut dyn Insert,
    found: bool,
}

impl Visit for Reader<'_> {
    fn expected(&self) -> &'static str {
        "object"
    }
    fn object(&mut self, entries: &mut dyn Entries) -> Result<()> {
        self.found = true;
        while entries.next(&mut |key, input| {
            if self.target.insert(key, input)? { Ok(()) } else { Err(DecodeError::null()) }
        })? {}
        Ok(())
    }
}

fn read(target: &mut dyn Insert, input: &mut dyn Input) -> Result<bool> {
    let mut reader = Reader { target, found: false };
    input.visit(&mut reader)?;
    Ok(reader.found)
}

impl<T: Decode> Decode for Map<T> {
    #[inline]
    fn blank() -> Self {
        Map::new()
    }
    #[inline]
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        self.clear();
        read(self, input)
    }
}

impl<T: Encode> Encode for Map<T> {
    #[inline]
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.object(self)
    }
}

impl<T: Encode> Members for Map<T> {
    fn each(&self, take: &mut dyn FnMut(Entry<'_>) -> Result<(), EncodeError>) -> Result<(), EncodeError> {
        self.iter().try_for_each(|(key, value)| take(Entry { key, member: None, value }))
    }
}

impl<T: Decode + Encode> Rest for Map<T> {
    fn entry(&mut self, key: &str) -> &mut dyn Decode {
        blank::<T>(self, key)
    }
    fn each(&self, take: &mut dyn FnMut(&str, &dyn Encode) -> Result<(), EncodeError>) -> Result<(), EncodeError> {
        self.iter().try_for_each(|(key, value)| take(key, value))
    }
}
