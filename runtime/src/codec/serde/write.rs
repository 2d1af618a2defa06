//! Any serde `Serializer` as a [`Sink`].

use crate::codec::MAX_DEPTH;
use crate::codec::encode::{Encode, Members, Sequence, Sink};
use crate::codec::error::{EncodeError, Result};
use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

/// Writes `value`, for the `Serialize` that the macros write.
pub fn serialize<S: Serializer>(value: &dyn Encode, target: S) -> Result<S::Ok, S::Error> {
    Nested { value, depth: 0 }.serialize(target)
}

/// A value and how deep it is.
struct Nested<'a> {
    value: &'a dyn Encode,
    depth: usize,
}

impl Serialize for Nested<'_> {
    fn serialize<S: Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
        let mut sink = SerdeSink { target: Some(target), done: None, depth: self.depth };
        match self.value.encode(&mut sink) {
            Err(error) if sink.done.is_none() => Err(S::Error::custom(error)),
            _ => sink.done.unwrap_or_else(|| Err(S::Error::custom("the value wrote nothing"))),
        }
    }
}

struct SerdeSink<S: Serializer> {
    target: Option<S>,
    done: Option<Result<S::Ok, S::Error>>,
    depth: usize,
}

impl<S: Serializer> SerdeSink<S> {
    fn put(&mut self, write: impl FnOnce(S) -> Result<S::Ok, S::Error>) -> Result<(), EncodeError> {
        let Some(target) = self.target.take() else { return Err(EncodeError::new("the value was written already")) };
        // The serializer's own error is kept as it is; the one returned only stops the writing.
        let done = self.done.insert(write(target));
        if done.is_ok() { Ok(()) } else { Err(EncodeError::new("the serializer refused the value")) }
    }
}

impl<S: Serializer> Sink for SerdeSink<S> {
    fn null(&mut self) -> Result<(), EncodeError> {
        self.put(S::serialize_unit)
    }

    fn bool(&mut self, value: bool) -> Result<(), EncodeError> {
        self.put(|target| target.serialize_bool(value))
    }

    fn int(&mut self, value: i128) -> Result<(), EncodeError> {
        self.put(|target| {
            if let Ok(value) = i64::try_from(value) {
                target.serialize_i64(value)
            } else if let Ok(value) = u64::try_from(value) {
                target.serialize_u64(value)
            } else {
                target.serialize_i128(value)
            }
        })
    }

    fn float(&mut self, value: f64) -> Result<(), EncodeError> {
        self.put(|target| target.serialize_f64(value))
    }

    fn str(&mut self, value: &str) -> Result<(), EncodeError> {
        self.put(|target| target.serialize_str(value))
    }

    fn array(&mut self, items: &dyn Sequence) -> Result<(), EncodeError> {
        let depth = deeper(self.depth)?;
        self.put(|target| {
            let mut seq = target.serialize_seq(items.len())?;
            let mut failed = None;
            let each = items.each(&mut |value| keep(seq.serialize_element(&Nested { value, depth }), &mut failed));
            finish(each, failed)?;
            seq.end()
        })
    }

    fn object(&mut self, members: &dyn Members) -> Result<(), EncodeError> {
        let depth = deeper(self.depth)?;
        self.put(|target| {
            let mut map = target.serialize_map(None)?;
            let mut failed = None;
            let each = members.each(&mut |entry| {
                keep(map.serialize_entry(entry.key, &Nested { value: entry.value, depth }), &mut failed)
            });
            finish(each, failed)?;
            map.end()
        })
    }
}

fn deeper(depth: usize) -> Result<usize, EncodeError> {
    if depth < MAX_DEPTH { Ok(depth + 1) } else { Err(EncodeError::too_deep()) }
}

/// Keeps the serializer's error, and stops.
fn keep<E>(result: Result<(), E>, failed: &mut Option<E>) -> Result<(), EncodeError> {
    result.map_err(|error| {
        *failed = Some(error);
        EncodeError::new("the serializer refused the value")
    })
}

fn finish<E: Error>(each: Result<(), EncodeError>, failed: Option<E>) -> Result<(), E> {
    match (failed, each) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(E::custom(error)),
        (None, Ok(())) => Ok(()),
    }
}
