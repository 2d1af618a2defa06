//! What a value is, as far as it matters for where it can go.

use super::leaf::peel;
use super::vocabulary::{tokens, words};
use crate::ir::{Api, Enum, IntTy, Struct, Ty, TypeKind};
use std::collections::BTreeSet;

/// What a value is, as far as it matters for where it can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Integer,
    Number,
    Boolean,
    /// A moment.
    Time,
    /// A date.
    Day,
    Choice,
    Object,
    /// An object of an amount and its currency.
    Money,
    Objects,
    Texts,
    Map,
    Any,
}

/// The kind of a type.
pub(super) fn kind(api: &Api, ty: &Ty) -> Kind {
    match peel(api, ty).ty {
        Ty::String | Ty::Secret | Ty::Uuid | Ty::Base64 => Kind::Text,
        Ty::Int(IntTy::I32 | IntTy::I64 | IntTy::U32 | IntTy::U64 | IntTy::I128) => Kind::Integer,
        Ty::F32 | Ty::F64 | Ty::Decimal => Kind::Number,
        Ty::Bool => Kind::Boolean,
        Ty::DateTime | Ty::UnixTime | Ty::Rfc2822 => Kind::Time,
        Ty::Date => Kind::Day,
        Ty::Json | Ty::File | Ty::Unit | Ty::Option(_) | Ty::Field(_) | Ty::Boxed(_) => Kind::Any,
        Ty::Map(_) => Kind::Map,
        Ty::List(item) => match kind(api, item) {
            Kind::Object | Kind::Money => Kind::Objects,
            _ => Kind::Texts,
        },
        Ty::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Struct(shape) => {
                if is_money(shape) {
                    Kind::Money
                } else {
                    Kind::Object
                }
            }
            TypeKind::Enum(_) => Kind::Choice,
            TypeKind::Union(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => Kind::Any,
        },
    }
}

/// An amount with its currency, and hardly anything else.
fn is_money(shape: &Struct) -> bool {
    let means = |wire: &str, wanted: &str| tokens(wire).iter().any(|token| token.meanings.iter().any(|m| m == wanted));
    let has = |wanted: &str| shape.fields.iter().any(|field| means(&field.wire, wanted));
    shape.fields.len() <= 3 && has("currency") && has("amount")
}

/// How well a value of one kind serves as another.
pub(super) fn fits(from: Kind, to: Kind) -> f64 {
    use Kind::{Any, Boolean, Choice, Day, Integer, Map, Money, Number, Object, Objects, Text, Texts, Time};
    match (from, to) {
        (a, b) if a == b => 1.0,
        (Text, Choice | Time | Day) | (Choice | Time | Day, Text) | (Integer, Number) | (Number, Integer) => 0.92,
        (Text, Texts) | (Texts, Text) => 0.9,
        (Text, Integer | Number) | (Integer | Number, Text) | (Integer, Time) | (Time, Integer) => 0.88,
        (Integer | Number, Money) | (Money, Integer | Number) => 0.95,
        (Text, Money) | (Money, Text) => 0.75,
        (Time, Day) | (Day, Time) => 0.87,
        (Any, _) | (_, Any) => 0.85,
        (Choice, Integer | Boolean) | (Integer | Boolean, Choice) | (Boolean, Text) | (Text, Boolean) => 0.7,
        (Object, Text | Money) | (Money, Object) | (Texts, Objects) | (Objects, Texts) => 0.6,
        // Where a vendor has one and the other several: the address in the list.
        (Object, Objects) | (Objects, Object) => 0.8,
        (Map, Object) | (Object, Map) => 0.5,
        (Text | Integer | Number, Object) | (Object, Integer | Number) => 0.55,
        (Integer | Number | Boolean | Choice | Time, Texts) | (Texts, _) => 0.45,
        _ => 0.3,
    }
}

/// The values of an enum, for comparing.
pub(super) fn values(api: &Api, ty: &Ty) -> BTreeSet<String> {
    enum_of(api, ty).map_or_else(BTreeSet::new, |choice| {
        choice.variants.iter().map(|variant| words(&variant.wire.to_string()).join("")).collect()
    })
}

/// The enum that a type is.
pub(super) fn enum_of<'t>(api: &'t Api, ty: &'t Ty) -> Option<&'t Enum> {
    match peel(api, ty).ty {
        Ty::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Enum(choice) => Some(choice),
            _ => None,
        },
        _ => None,
    }
}
