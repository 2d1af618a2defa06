//! The shape of `intertie.toml` as it is typed. No table takes a key it does not know.

use indexmap::IndexMap;
use serde::Deserialize;
use std::path::PathBuf;
use toml::Spanned;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default)]
    pub(super) defaults: DefaultsTable,
    #[serde(default)]
    pub(super) vendor: IndexMap<Spanned<String>, VendorTable>,
}

/// `[defaults]`: for every vendor that does not say its own.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct DefaultsTable {
    /// The folder that holds the vendors' folders.
    pub(super) out: Option<PathBuf>,
    pub(super) form: Option<Form>,
    #[serde(default)]
    pub(super) types: TypesTable,
}

/// `[vendor.NAME]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VendorTable {
    pub(super) spec: String,
    pub(super) version: Option<String>,
    pub(super) overlay: Option<PathBuf>,
    pub(super) profile: Option<PathBuf>,
    pub(super) out: Option<PathBuf>,
    pub(super) form: Option<Form>,
    #[serde(default)]
    pub(super) include: Vec<String>,
    #[serde(default)]
    pub(super) exclude: Vec<String>,
    pub(super) package: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) types: TypesTable,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A crate with its own Cargo.toml.
    #[default]
    Crate,
    /// A module of a crate of the user's.
    Module,
}

/// `types`, as typed.
#[derive(Deserialize, Default, Clone, Copy)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TypesTable {
    date_time: Option<TimeForm>,
    date: Option<DateForm>,
    uuid: Option<UuidForm>,
    decimal: Option<DecimalForm>,
    int32: Option<IntForm>,
}

impl TypesTable {
    /// These choices, then those of `below`, then the built-in ones.
    pub(super) fn over(self, below: Self) -> TypeForms {
        TypeForms {
            date_time: self.date_time.or(below.date_time).unwrap_or_default(),
            date: self.date.or(below.date).unwrap_or_default(),
            uuid: self.uuid.or(below.uuid).unwrap_or_default(),
            decimal: self.decimal.or(below.decimal).unwrap_or_default(),
            int32: self.int32.or(below.int32).unwrap_or_default(),
        }
    }
}

/// Which Rust types stand for the formats of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TypeForms {
    /// `format: date-time`.
    pub date_time: TimeForm,
    /// `format: date`.
    pub date: DateForm,
    /// `format: uuid`.
    pub uuid: UuidForm,
    /// `format: decimal`.
    pub decimal: DecimalForm,
    /// `format: int32`.
    pub int32: IntForm,
}

/// The type of a `date-time`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeForm {
    /// `chrono::DateTime<FixedOffset>`.
    #[default]
    Chrono,
    /// The text as it came.
    String,
}

/// The type of a `date`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateForm {
    /// `chrono::NaiveDate`.
    #[default]
    Chrono,
    /// The text as it came.
    String,
}

/// The type of a `uuid`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UuidForm {
    /// The text as it came: vendors use the format for ids of other shapes, too.
    #[default]
    String,
    /// `uuid::Uuid`.
    Uuid,
}

/// The type of a `decimal`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalForm {
    /// The text as it came.
    #[default]
    String,
    /// `rust_decimal::Decimal`.
    RustDecimal,
}

/// The type of an `int32`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IntForm {
    /// `i64`: vendors outgrow 32 bits without changing the document.
    #[default]
    I64,
    /// `i32`.
    I32,
}
