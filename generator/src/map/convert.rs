//! What must be done with a source's value to become the target's: what is registered, and what can only be advised.

use super::kind::{Kind, enum_of, kind};
use super::leaf::{Leaf, peel};
use super::own::OwnFunction;
use super::vocabulary::Token;
use crate::ir::mapping::Conversion;
use crate::ir::{Api, EnumBase, EnumValue, Ty};

/// A conversion between two types that agree in what they mean.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    /// It applies without doubt.
    Sure(Conversion),
    /// It compiles; whether it is meant, a person knows.
    Likely(Conversion),
    /// Only advice: a function of the runtime's, in words.
    Advice(&'static str),
    /// Nothing known.
    None,
}

/// What the two sides are.
pub(super) struct Ends<'e> {
    pub(super) from: &'e Api,
    pub(super) leaf: &'e Leaf,
    pub(super) to: &'e Api,
    pub(super) ty: &'e Ty,
    pub(super) name: &'e [Token],
    pub(super) docs: &'e str,
    /// Functions of the user's for text.
    pub(super) own: &'e [OwnFunction],
}

/// The conversion from the leaf's type to the target's.
pub(super) fn conversion(ends: &Ends<'_>) -> Found {
    let target = peel(ends.to, ends.ty).ty;
    let text = |ty: &Ty| matches!(ty, Ty::String);
    if text(&ends.leaf.ty) && text(target) {
        return text_to_text(ends);
    }
    match (&ends.leaf.ty, target) {
        (from, to) if is_plain(from) && from == to => Found::Sure(Conversion::Same),
        (Ty::Int(_), Ty::Int(_)) => Found::Sure(Conversion::Integer),
        (Ty::Int(_), Ty::String) if !means(ends.name, MONEY) => Found::Sure(Conversion::Text),
        (Ty::List(a), Ty::List(b)) if is_plain(a) && a == b => Found::Sure(Conversion::Same),
        (Ty::Map(a), Ty::Map(b)) if is_plain(a) && a == b => Found::Likely(Conversion::Same),
        (from, to) => time(from, to).or_else(|| choice(ends)).unwrap_or_else(|| advice(ends)),
    }
}

/// Types that both sides have from the runtime or from Rust.
fn is_plain(ty: &Ty) -> bool {
    match ty {
        Ty::Named(_) | Ty::Unit | Ty::File | Ty::Option(_) | Ty::Field(_) | Ty::Boxed(_) => false,
        Ty::List(item) | Ty::Map(item) => is_plain(item),
        _ => true,
    }
}

const MONEY: &[&str] = &["amount", "total", "subtotal", "tax", "discount", "shipping_cost", "unit_price"];

fn means(name: &[Token], concepts: &[&str]) -> bool {
    name.iter().any(|token| token.meanings.iter().take(2).any(|meaning| concepts.contains(&meaning.as_str())))
}

/// Text to text: what the name means decides what must be done.
fn text_to_text(ends: &Ends<'_>) -> Found {
    if let Some(own) = ends.own.iter().find(|own| own.makes(ends.name)) {
        return Found::Sure(Conversion::Function(own.path.clone()));
    }
    let function = |name: &str| Found::Sure(Conversion::Function(format!("intertie::convert::{name}")));
    if means(ends.name, &["country"]) {
        return match (wants_code(ends.name, ends.docs), says_code(&ends.leaf.docs.0)) {
            (true, _) => function("country::alpha2"),
            // A name may be wanted as well as a code: where nobody says which, nobody knows.
            (false, true) => Found::Advice("country::name"),
            (false, false) => Found::Advice("country::alpha2"),
        };
    }
    if means(ends.name, &["currency"]) {
        return match (says_lower(ends.docs), says_lower(&ends.leaf.docs.0)) {
            (true, true) | (false, false) => Found::Sure(Conversion::Same),
            (true, false) => function("currency::lower"),
            (false, true) => function("currency::upper"),
        };
    }
    if means(ends.name, &["region"]) {
        return Found::Advice("region::code");
    }
    if means(ends.name, &["phone"]) {
        return Found::Advice("phone::e164");
    }
    if means(ends.name, MONEY) {
        return Found::Advice("money::Money");
    }
    if means(ends.name, &["subscriber_hash"]) {
        return Found::Advice("hash::email_key");
    }
    Found::Sure(Conversion::Same)
}

/// Whether a country is wanted as a code.
fn wants_code(name: &[Token], docs: &str) -> bool {
    name.iter().any(|token| token.own.split('_').any(|word| word == "code" || word == "iso")) || says_code(docs)
}

fn says_code(docs: &str) -> bool {
    let docs = docs.to_lowercase();
    [
        "two-letter",
        "two letter",
        "2-letter",
        "2 letter",
        "iso 3166",
        "iso-3166",
        "alpha-2",
        "country code",
        "two-character",
        "2-character",
        "length: 2.",
    ]
    .iter()
    .any(|mark| docs.contains(mark))
}

fn says_lower(docs: &str) -> bool {
    let docs = docs.to_lowercase();
    docs.contains("lowercase") || docs.contains("lower case") || docs.contains("lower-case")
}

/// Times of the runtime's types.
fn time(from: &Ty, to: &Ty) -> Option<Found> {
    let name = match (from, to) {
        (Ty::UnixTime, Ty::DateTime) => "time::from_unix",
        (Ty::DateTime, Ty::UnixTime) => "time::to_unix",
        (Ty::Rfc2822, Ty::DateTime) => "time::from_rfc2822",
        (Ty::DateTime, Ty::Rfc2822) => "time::to_rfc2822",
        (Ty::UnixTime, Ty::Rfc2822) => "time::unix_to_rfc2822",
        (Ty::Rfc2822, Ty::UnixTime) => "time::rfc2822_to_unix",
        // A date has no zone: who wants one must say which.
        (Ty::DateTime | Ty::UnixTime | Ty::Rfc2822, Ty::Date) => return Some(Found::Advice("time::date_in")),
        (Ty::Date, Ty::DateTime | Ty::UnixTime | Ty::Rfc2822) => return Some(Found::Advice("time::midnight_in")),
        (Ty::DateTime | Ty::UnixTime | Ty::Date | Ty::Rfc2822, Ty::String) => {
            return Some(Found::Advice("time::rfc3339"));
        }
        (Ty::String, Ty::DateTime | Ty::UnixTime | Ty::Date | Ty::Rfc2822) => {
            return Some(Found::Advice("time::parse"));
        }
        _ => return None,
    };
    Some(Found::Sure(Conversion::Time(name)))
}

/// Enums of text.
fn choice(ends: &Ends<'_>) -> Option<Found> {
    let (from, to) = (enum_of(ends.from, &ends.leaf.ty), enum_of(ends.to, ends.ty));
    match (from, to) {
        (Some(from), Some(to)) if from.base == EnumBase::String && to.base == EnumBase::String => {
            let pairs: Vec<_> = (from.variants.iter().enumerate())
                .filter_map(|(at, variant)| {
                    let same = |other: &crate::ir::Variant| plain(&other.wire) == plain(&variant.wire);
                    Some((at, to.variants.iter().position(same)?))
                })
                .collect();
            let whole = pairs.len() == from.variants.len();
            let found = Conversion::Enum(pairs);
            Some(if whole { Found::Sure(found) } else { Found::Likely(found) })
        }
        (Some(from), None) if from.base == EnumBase::String && peel(ends.to, ends.ty).ty == &Ty::String => {
            Some(Found::Likely(Conversion::EnumText))
        }
        _ => None,
    }
}

/// A value without case and signs.
fn plain(value: &EnumValue) -> String {
    value.to_string().chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn advice(ends: &Ends<'_>) -> Found {
    let (from, to) = (kind(ends.from, &ends.leaf.ty), kind(ends.to, ends.ty));
    match (from, to) {
        (Kind::Text, Kind::Integer) if means(ends.name, MONEY) => Found::Advice("money::minor"),
        (Kind::Integer | Kind::Text, Kind::Number) if means(ends.name, MONEY) => Found::Advice("money::Money"),
        (Kind::Integer, to) if to == Kind::Money || (to == Kind::Text && means(ends.name, MONEY)) => {
            Found::Advice("money::decimal")
        }
        (Kind::Text, Kind::Texts) | (Kind::Texts, Kind::Text) if means(ends.name, &["line1"]) => {
            Found::Advice("address::Lines")
        }
        (Kind::Text, Kind::Boolean) => Found::Advice("text::boolean"),
        (Kind::Text, Kind::Integer) => Found::Advice("text::integer"),
        (Kind::Any, Kind::Text) if means(ends.name, &["description", "message_text"]) => Found::Advice("adf::to_text"),
        _ => Found::None,
    }
}
