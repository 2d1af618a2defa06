//! What ties a generated type's table to reading and writing.
//!
//! The compiler checks every function body of every type by itself. So a type only says which kind of table it has, and
//! the bodies that all types of a kind share are here, once.

use super::decode::Decode;
use super::encode::{Encode, Sink};
use super::error::{EncodeError, Result};
use super::input::Input;
use super::object::{self, Object};
use super::open_enum::{self, BoolEnum, IntEnum, StringEnum};
use super::tuple::{self, Tuple};
use super::union::{self, Union};

/// A type of generated code. `objects!` and its siblings implement it: it can then be read ([`Decode`]) and written
/// ([`Encode`]).
pub trait Model: Sized {
    /// Which table it has: [`AsObject`], ...
    type Kind: Kind<Self>;
}

/// How types of one kind of table are read and written.
pub trait Kind<T> {
    /// See [`Decode::blank`].
    fn blank() -> T;
    /// See [`Decode::decode`].
    fn decode(target: &mut T, input: &mut dyn Input) -> Result<bool>;
    /// See [`Encode::encode`].
    fn encode(source: &T, sink: &mut dyn Sink) -> Result<(), EncodeError>;
}

impl<T: Model> Decode for T {
    #[inline]
    fn blank() -> Self {
        T::Kind::blank()
    }
    #[inline]
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        T::Kind::decode(self, input)
    }
}

impl<T: Model> Encode for T {
    #[inline]
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        T::Kind::encode(self, sink)
    }
}

/// A [`Kind`]: its name, the trait of its table, and its three functions.
macro_rules! kind {
    ($(#[$doc:meta])* $kind:ident: $table:ident, $blank:expr, $read:expr, $write:expr) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $kind {}

        impl<T: $table> Kind<T> for $kind {
            #[inline]
            fn blank() -> T {
                $blank()
            }
            #[inline]
            fn decode(target: &mut T, input: &mut dyn Input) -> Result<bool> {
                $read(target, input)
            }
            #[inline]
            fn encode(source: &T, sink: &mut dyn Sink) -> Result<(), EncodeError> {
                $write(source, sink)
            }
        }
    };
}

kind!(
    /// A struct: see [`Object`].
    AsObject: Object, T::blank, object::read, object::write
);
kind!(
    /// A tuple: see [`Tuple`].
    AsTuple: Tuple, T::blank, tuple::read, tuple::write
);
kind!(
    /// One of several types: see [`Union`].
    AsUnion: Union, T::blank, union::read, union::write
);
kind!(
    /// An enum of text: see [`StringEnum`].
    AsStringEnum: StringEnum, open_enum::blank_string, open_enum::read_string, open_enum::write_string
);
kind!(
    /// An enum of integers: see [`IntEnum`].
    AsIntEnum: IntEnum, open_enum::blank_int, open_enum::read_int, open_enum::write_int
);
kind!(
    /// An enum of booleans: see [`BoolEnum`].
    AsBoolEnum: BoolEnum, open_enum::blank_bool, open_enum::read_bool, open_enum::write_bool
);

/// A value on the heap, as what it is.
#[derive(Debug)]
pub enum Boxed {}

impl<T: Model> Model for Box<T> {
    type Kind = Boxed;
}

impl<T: Model> Kind<Box<T>> for Boxed {
    #[inline]
    fn blank() -> Box<T> {
        Box::new(T::blank())
    }
    #[inline]
    fn decode(target: &mut Box<T>, input: &mut dyn Input) -> Result<bool> {
        (**target).decode(input)
    }
    #[inline]
    fn encode(source: &Box<T>, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        (**source).encode(sink)
    }
}
