//! Types that can be read, in place.

use super::encode::Encode;
use super::error::Result;
use super::input::Input;

/// A type that can be read.
pub trait Decode {
    /// A cheap value to read into; never seen by a caller when a required part is missing.
    fn blank() -> Self
    where
        Self: Sized;

    /// Whether null is a value of this type, and not the absence of one.
    fn takes_null() -> bool
    where
        Self: Sized,
    {
        false
    }

    /// Reads into `self`; `false` when the input was null and that is no value of this type.
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool>;
}

/// What a member is, as a trait object.
pub trait Part: Decode + Encode {}

impl<T: Decode + Encode> Part for T {}
