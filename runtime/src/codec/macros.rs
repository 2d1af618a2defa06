//! The macros that tie a table to the codec's traits and to serde: one line per module of generated code.

/// Makes structs ([`Object`](crate::codec::Object)) readable and writable.
#[macro_export]
macro_rules! objects {
    ($($name:ty),* $(,)?) => { $(
        $crate::__model!($name, AsObject);
    )* };
}

/// Makes open enums of text ([`StringEnum`](crate::codec::StringEnum)) readable and writable.
#[macro_export]
macro_rules! string_enums {
    ($($name:ty),* $(,)?) => { $(
        $crate::__model!($name, AsStringEnum);
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad($crate::codec::StringEnum::as_str(self))
            }
        }
        impl ::core::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                $crate::codec::StringEnum::as_str(self)
            }
        }
        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::codec::open_enum::from_str(text)
            }
        }
        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                $crate::codec::open_enum::from_str(&text)
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;
            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok($crate::codec::open_enum::from_str(text))
            }
        }
    )* };
}

/// Makes open enums of integers ([`IntEnum`](crate::codec::IntEnum)) readable and writable.
#[macro_export]
macro_rules! int_enums {
    ($($name:ty),* $(,)?) => { $(
        $crate::__model!($name, AsIntEnum);
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&$crate::codec::IntEnum::as_i64(self), f)
            }
        }
        impl ::core::convert::From<i64> for $name {
            #[inline]
            fn from(value: i64) -> Self {
                $crate::codec::open_enum::from_i64(value)
            }
        }
    )* };
}

/// Makes open enums of booleans ([`BoolEnum`](crate::codec::BoolEnum)) readable and writable.
#[macro_export]
macro_rules! bool_enums {
    ($($name:ty),* $(,)?) => { $(
        $crate::__model!($name, AsBoolEnum);
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&$crate::codec::BoolEnum::as_bool(self), f)
            }
        }
        impl ::core::convert::From<bool> for $name {
            #[inline]
            fn from(value: bool) -> Self {
                $crate::codec::open_enum::from_bool(value)
            }
        }
    )* };
}

/// Makes unions ([`Union`](crate::codec::Union)) readable and writable.
#[macro_export]
macro_rules! unions {
    ($($name:ty),* $(,)?) => { $(
        $crate::__model!($name, AsUnion);
    )* };
}

/// Makes tuples ([`Tuple`](crate::codec::Tuple)) readable and writable.
#[macro_export]
macro_rules! tuples {
    ($($name:ty),* $(,)?) => { $(
        $crate::__model!($name, AsTuple);
    )* };
}

/// What all have in common: the kind of table, and `Debug`, by what [`Encode`](crate::codec::Encode) writes, and serde's traits, through the one adapter.
#[doc(hidden)]
#[macro_export]
macro_rules! __model {
    ($name:ty, $kind:ident) => {
        impl $crate::codec::Model for $name {
            type Kind = $crate::codec::model::$kind;
        }
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codec::show(self, f)
            }
        }
        $crate::__serde!($name);
    };
}

/// serde's traits, through the one adapter; nothing without the feature `serde`.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ty) => {};
}

/// serde's traits, through the one adapter; nothing without the feature `serde`.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ty) => {
        impl $crate::__private::serde::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                target: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codec::serde::serialize(self, target)
            }
        }
        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                source: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codec::serde::deserialize(source)
            }
        }
    };
}
