//! `Vec<T>`.

use super::decode::{Decode, Part};
use super::encode::{Encode, Sequence, Sink};
use super::error::{DecodeError, EncodeError, Result};
use super::input::{Input, Items, Visit};
use super::tuple::TupleRest;

/// What `read` needs of a list, so that it is compiled once.
trait Grow {
    /// Reads one item onto the end.
    fn push(&mut self, input: &mut dyn Input) -> Result<bool>;
}

impl<T: Decode> Grow for Vec<T> {
    fn push(&mut self, input: &mut dyn Input) -> Result<bool> {
        Vec::push(self, T::blank());
        match self.last_mut() {
            Some(item) => item.decode(input),
            None => Ok(false),
        }
    }
}

struct Reader<'a> {
    target: &'a mut dyn Grow,
    found: bool,
}

impl Visit for Reader<'_> {
    fn expected(&self) -> &'static str {
        "array"
    }
    fn array(&mut self, items: &mut dyn Items) -> Result<()> {
        self.found = true;
        while items.next(&mut |input| {
            if self.target.push(input)? { Ok(()) } else { Err(DecodeError::null()) }
        })? {}
        Ok(())
    }
}

fn read(target: &mut dyn Grow, input: &mut dyn Input) -> Result<bool> {
    let mut reader = Reader { target, found: false };
    input.visit(&mut reader)?;
    Ok(reader.found)
}

impl<T: Decode> Decode for Vec<T> {
    #[inline]
    fn blank() -> Self {
        Vec::new()
    }
    #[inline]
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        self.clear();
        read(self, input)
    }
}

impl<T: Encode> Encode for Vec<T> {
    #[inline]
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.array(self)
    }
}

impl<T: Encode> Encode for [T] {
    #[inline]
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.array(&self)
    }
}

impl<T: Encode> Sequence for Vec<T> {
    fn each(&self, take: &mut dyn FnMut(&dyn Encode) -> Result<(), EncodeError>) -> Result<(), EncodeError> {
        self.iter().try_for_each(|item| take(item))
    }
    #[inline]
    fn len(&self) -> Option<usize> {
        Some(Vec::len(self))
    }
}

impl<T: Encode> Sequence for &[T] {
    fn each(&self, take: &mut dyn FnMut(&dyn Encode) -> Result<(), EncodeError>) -> Result<(), EncodeError> {
        self.iter().try_for_each(|item| take(item))
    }
    #[inline]
    fn len(&self) -> Option<usize> {
        Some((**self).len())
    }
}

impl<T: Part> TupleRest for Vec<T> {
    fn grow(&mut self) -> &mut dyn Part {
        let at = self.len();
        self.push(T::blank());
        &mut self[at]
    }
    fn each(&self, take: &mut dyn FnMut(&dyn Encode) -> Result<(), EncodeError>) -> Result<(), EncodeError> {
        self.iter().try_for_each(|item| take(item))
    }
}
