//! Tuples: arrays whose items have types of their own, by position.

use super::decode::Part;
use super::drift::DriftKind;
use super::encode::{Encode, Sequence, Sink};
use super::error::{DecodeError, EncodeError, Result};
use super::input::{Input, Items, Visit};

/// A tuple struct. Implemented by generated code; `tuples!` makes it readable and writable.
pub trait Tuple {
    /// How many items there are before the rest.
    const LEN: usize;
    /// A value to read into.
    fn blank() -> Self
    where
        Self: Sized;
    /// Item number `at`; the last one for any number beyond. Never called where there are none.
    fn get(&self, _at: usize) -> &dyn Part {
        &()
    }
    /// The same, to read into.
    fn get_mut(&mut self, _at: usize) -> &mut dyn Part {
        // A box of nothing allocates nothing, so leaking it leaks nothing.
        Box::leak(Box::new(()))
    }
    /// The further items.
    fn rest(&self) -> Option<&dyn TupleRest> {
        None
    }
    /// The same, to read into.
    fn rest_mut(&mut self) -> Option<&mut dyn TupleRest> {
        None
    }
}

/// A list that takes the further items of a tuple. Implemented for `Vec<T>`.
pub trait TupleRest {
    /// A new, blank item at the end.
    fn grow(&mut self) -> &mut dyn Part;
    /// Hands each to `take`, in order.
    fn each(&self, take: &mut dyn FnMut(&dyn Encode) -> Result<(), EncodeError>) -> Result<(), EncodeError>;
}

/// [`Tuple`] without its consts, so that it can be a trait object.
#[doc(hidden)]
pub trait Row {
    fn length(&self) -> usize;
    fn item(&self, at: usize) -> &dyn Part;
    fn item_mut(&mut self, at: usize) -> &mut dyn Part;
    fn others(&self) -> Option<&dyn TupleRest>;
    fn others_mut(&mut self) -> Option<&mut dyn TupleRest>;
}

impl<T: Tuple> Row for T {
    #[inline]
    fn length(&self) -> usize {
        T::LEN
    }
    #[inline]
    fn item(&self, at: usize) -> &dyn Part {
        self.get(at)
    }
    #[inline]
    fn item_mut(&mut self, at: usize) -> &mut dyn Part {
        self.get_mut(at)
    }
    #[inline]
    fn others(&self) -> Option<&dyn TupleRest> {
        self.rest()
    }
    #[inline]
    fn others_mut(&mut self) -> Option<&mut dyn TupleRest> {
        self.rest_mut()
    }
}

/// Reads `target`'s items; `false` when the input was null.
#[doc(hidden)]
pub fn read(target: &mut dyn Row, input: &mut dyn Input) -> Result<bool> {
    let mut reader = Reader { target, found: false };
    input.visit(&mut reader)?;
    Ok(reader.found)
}

struct Reader<'a> {
    target: &'a mut dyn Row,
    found: bool,
}

impl Visit for Reader<'_> {
    fn expected(&self) -> &'static str {
        "array"
    }

    fn array(&mut self, items: &mut dyn Items) -> Result<()> {
        self.found = true;
        let (length, mut at) = (self.target.length(), 0);
        while items.next(&mut |input| {
            let found = if at < length {
                self.target.item_mut(at).decode(input)?
            } else if let Some(rest) = self.target.others_mut() {
                rest.grow().decode(input)?
            } else {
                input.report(DriftKind::UnknownMember.here());
                input.skip().map(|()| true)?
            };
            at += 1;
            if found { Ok(()) } else { Err(DecodeError::null()) }
        })? {}
        // What is absent when blank may be left out.
        match (at..length).find(|at| !self.target.item(*at).is_absent()) {
            Some(at) => Err(DecodeError::missing().at_index(at)),
            None => Ok(()),
        }
    }
}

/// Writes all items.
#[doc(hidden)]
pub fn write(source: &dyn Row, sink: &mut dyn Sink) -> Result<(), EncodeError> {
    sink.array(&Writer(source))
}

struct Writer<'a>(&'a dyn Row);

impl Sequence for Writer<'_> {
    fn each(&self, take: &mut dyn FnMut(&dyn Encode) -> Result<(), EncodeError>) -> Result<(), EncodeError> {
        for at in 0..self.0.length() {
            take(self.0.item(at))?;
        }
        self.0.others().map_or(Ok(()), |rest| rest.each(take))
    }
}
