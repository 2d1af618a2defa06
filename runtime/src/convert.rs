//! Conversions that mappings between vendors need. Each refuses what it cannot convert without loss; none guesses.
//!
//! Zones need the feature `zone`, telephone numbers `phone`, HTML `html`.

pub mod address;
pub mod adf;
pub mod country;
pub mod currency;
pub mod hash;
#[cfg(feature = "html")]
pub mod html;
pub mod money;
pub mod name;
#[cfg(feature = "phone")]
pub mod phone;
pub mod region;
pub mod text;
pub mod time;

use crate::map::{Reason, Refused, Result};

/// An integer of another size; refuses what does not fit. `pointer` is where it stands in the source's document.
pub fn integer<T, U: TryFrom<T>>(value: T, pointer: &'static str) -> Result<U> {
    U::try_from(value).map_err(|_| Refused::new(Reason::OutOfRange).read(pointer))
}
