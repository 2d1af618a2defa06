//! Formats -> Rust types.

use crate::document::Schema;
use crate::ir::{IntTy, Ty};
use serde_json::Value;

/// Which Rust types stand for formats (`[vendor.NAME.types]` in `intertie.toml`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct TypeChoices {
    /// date-time, unix-time and RFC 2822 become chrono types; else the text or number as it is.
    pub date_time: bool,
    /// `format: date` becomes `chrono::NaiveDate`.
    pub date: bool,
    /// `format: uuid` becomes `uuid::Uuid`.
    pub uuid: bool,
    /// `format: decimal` becomes `rust_decimal::Decimal`.
    pub decimal: bool,
    /// `format: int32` becomes `i32`. Off by default: vendors outgrow it, and then every answer would fail.
    pub int32: bool,
}

impl Default for TypeChoices {
    fn default() -> Self {
        Self { date_time: true, date: true, uuid: false, decimal: false, int32: false }
    }
}

/// Whether a value of this type is one piece of text on the wire.
pub(super) fn is_scalar(ty: &Ty) -> bool {
    match ty {
        Ty::Bool
        | Ty::Int(_)
        | Ty::F64
        | Ty::F32
        | Ty::String
        | Ty::Secret
        | Ty::Base64
        | Ty::DateTime
        | Ty::Date
        | Ty::UnixTime
        | Ty::Rfc2822
        | Ty::Uuid
        | Ty::Decimal => true,
        Ty::File
        | Ty::Json
        | Ty::Unit
        | Ty::Option(_)
        | Ty::Field(_)
        | Ty::List(_)
        | Ty::Map(_)
        | Ty::Boxed(_)
        | Ty::Named(_) => false,
    }
}

/// The type of a text with a format.
pub(super) fn string(format: Option<&str>, schema: &Schema, choices: TypeChoices) -> Result<Ty, &'static str> {
    let Some(format) = format else { return Ok(Ty::String) };
    let ty = match format.to_ascii_lowercase().as_str() {
        "date-time" | "datetime" if choices.date_time => Ty::DateTime,
        "date" if choices.date => Ty::Date,
        "date-time-rfc-2822" | "rfc-2822" | "rfc2822" if choices.date_time => Ty::Rfc2822,
        "uuid" if choices.uuid => Ty::Uuid,
        "decimal" if choices.decimal => Ty::Decimal,
        "byte" | "base64" => Ty::Base64,
        "password" => Ty::Secret,
        _ => Ty::String,
    };
    match ty {
        Ty::DateTime | Ty::Date | Ty::Rfc2822 | Ty::Uuid if !is_reliable(&ty, schema) => {
            Err("its own example, default or pattern is not of its format")
        }
        ty => Ok(ty),
    }
}

/// The type of a whole number with a format.
pub(super) fn integer(format: Option<&str>, schema: &Schema, choices: TypeChoices) -> Ty {
    match format.unwrap_or_default().to_ascii_lowercase().as_str() {
        "unix-time" | "unixtime" | "unix-timestamp" if choices.date_time => Ty::UnixTime,
        "int32" if choices.int32 => Ty::Int(IntTy::I32),
        "uint32" if choices.int32 => Ty::Int(IntTy::U32),
        "uint64" | "uint" | "unsigned" => Ty::Int(IntTy::U64),
        _ => Ty::Int(wide_enough(schema)),
    }
}

/// The integer that holds what the document itself shows: bounds, example, default and known values.
fn wide_enough(schema: &Schema) -> IntTy {
    let values = schema.example.as_deref().into_iter().chain(schema.default.as_deref()).chain(&schema.enumeration);
    let shown = values.filter_map(Value::as_number).chain(&schema.bounds.maximum).chain(&schema.bounds.minimum);
    let is_negative = shown.clone().any(|n| n.as_f64().is_some_and(|n| n < 0.0));
    let beyond =
        |n: &&serde_json::Number| n.as_i64().is_none() && n.as_f64().is_some_and(|n| n.abs() >= 2_f64.powi(63));
    match shown.filter(beyond).map(|n| n.as_u64().is_some()).min() {
        None => IntTy::I64,
        Some(true) if !is_negative => IntTy::U64,
        // Beyond 64 bits JSON's reader gives a float.
        Some(_) => IntTy::I128,
    }
}

/// The type of a number with a format.
pub(super) fn number(format: Option<&str>, choices: TypeChoices) -> Ty {
    match format.unwrap_or_default() {
        "decimal" | "money" if choices.decimal => Ty::Decimal,
        _ => Ty::F64,
    }
}

/// Whether what the document itself shows can be read as `ty`.
fn is_reliable(ty: &Ty, schema: &Schema) -> bool {
    if schema.bounds.pattern.is_some() && *ty != Ty::Uuid {
        return schema.bounds.pattern.as_deref().is_some_and(|p| p.contains(['-', 'T']))
            && shown(schema).all(|text| reads(ty, text));
    }
    shown(schema).all(|text| reads(ty, text))
}

fn shown(schema: &Schema) -> impl Iterator<Item = &str> {
    let values = schema.example.as_deref().into_iter().chain(schema.default.as_deref());
    values.filter_map(Value::as_str).filter(|text| !text.is_empty() && *text != "string")
}

fn reads(ty: &Ty, text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| bytes.get(range).is_some_and(|b| b.iter().all(u8::is_ascii_digit));
    let date =
        digits(0..4) && bytes.get(4) == Some(&b'-') && digits(5..7) && bytes.get(7) == Some(&b'-') && digits(8..10);
    match ty {
        Ty::Date => date && bytes.len() == 10,
        Ty::DateTime => {
            let clock =
                digits(11..13) && bytes.get(13) == Some(&b':') && digits(14..16) && bytes.get(16) == Some(&b':');
            let zone = text.ends_with(['Z', 'z'])
                || bytes.get(19..).is_some_and(|z| z.iter().any(|b| matches!(b, b'+' | b'-')));
            date && clock && zone
        }
        Ty::Rfc2822 => text.contains(", ") && text.contains(':'),
        Ty::Uuid => bytes.iter().filter(|b| b.is_ascii_hexdigit()).count() == 32 && bytes.len() >= 32,
        _ => true,
    }
}
