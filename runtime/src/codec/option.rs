//! `Option<T>`: null and absent are both `None`.

use super::decode::Decode;
use super::encode::{Encode, Sink};
use super::error::{EncodeError, Result};
use super::input::Input;

impl<T: Decode> Decode for Option<T> {
    #[inline]
    fn blank() -> Self {
        None
    }
    #[inline]
    fn takes_null() -> bool {
        true
    }
    #[inline]
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        read(self, input, T::takes_null())
    }
}

/// What `read` needs of an option, so that it is compiled once.
trait Slot {
    /// The value, a blank one where there was none.
    fn fill(&mut self) -> &mut dyn Decode;
    fn clear(&mut self);
}

impl<T: Decode> Slot for Option<T> {
    fn fill(&mut self) -> &mut dyn Decode {
        self.get_or_insert_with(T::blank)
    }
    fn clear(&mut self) {
        *self = None;
    }
}

fn read(target: &mut dyn Slot, input: &mut dyn Input, takes_null: bool) -> Result<bool> {
    // Before there is a value to read into, which may be a large one.
    if !takes_null && input.null()? || !target.fill().decode(input)? {
        target.clear();
    }
    Ok(true)
}

impl<T: Encode> Encode for Option<T> {
    #[inline]
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        match self {
            Some(value) => value.encode(sink),
            None => sink.null(),
        }
    }
    #[inline]
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}
