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
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        if !self.insert(T::blank()).decode(input)? {
            *self = None;
        }
        Ok(true)
    }
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
