//! The shape of `intertie.toml` as it is typed. No table takes a key it does not know.

use super::flow::FlowTable;
use super::mapping::{MappingTable, MappingsTable};
use crate::lower::TypeChoices;
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
    #[serde(default)]
    pub(super) mappings: MappingsTable,
    #[serde(default)]
    pub(super) mapping: IndexMap<Spanned<String>, MappingTable>,
    #[serde(default)]
    pub(super) flow: IndexMap<Spanned<String>, FlowTable>,
}

/// `[defaults]`: for every vendor that does not say its own.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct DefaultsTable {
    /// The folder that holds the vendors' folders.
    pub(super) out: Option<PathBuf>,
    pub(super) form: Option<Form>,
    pub(super) runtime: Option<Runtime>,
    #[serde(default)]
    pub(super) types: TypesTable,
    pub(super) contract: Option<bool>,
}

/// `[vendor.NAME]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VendorTable {
    pub(super) spec: String,
    pub(super) source: Option<String>,
    pub(super) version: Option<String>,
    pub(super) overlay: Option<String>,
    pub(super) profile: Option<PathBuf>,
    pub(super) out: Option<PathBuf>,
    pub(super) form: Option<Form>,
    pub(super) runtime: Option<Runtime>,
    #[serde(default)]
    pub(super) include: Vec<String>,
    #[serde(default)]
    pub(super) exclude: Vec<String>,
    pub(super) package: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) types: TypesTable,
    pub(super) contract: Option<bool>,
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

/// Where a generated crate finds the crate `intertie`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Runtime {
    /// In the registry, by its version.
    Version(String),
    /// In a folder; in the file it starts at the file's folder.
    Path(PathBuf),
    /// Wherever the workspace says, of which the crate is a member.
    Workspace,
}

impl Default for Runtime {
    fn default() -> Self {
        Self::Version(env!("CARGO_PKG_VERSION").to_owned())
    }
}

/// `types`, as typed.
#[derive(Deserialize, Default, Clone, Copy)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TypesTable {
    date_time: Option<TimeForm>,
    date: Option<TimeForm>,
    uuid: Option<UuidForm>,
    decimal: Option<DecimalForm>,
    int32: Option<IntForm>,
}

impl TypesTable {
    /// These choices, then those of `below`, then the built-in ones.
    pub(super) fn over(self, below: Self) -> TypeChoices {
        let built_in = TypeChoices::default();
        TypeChoices {
            date_time: self.date_time.or(below.date_time).map_or(built_in.date_time, |form| form == TimeForm::Chrono),
            date: self.date.or(below.date).map_or(built_in.date, |form| form == TimeForm::Chrono),
            uuid: self.uuid.or(below.uuid).map_or(built_in.uuid, |form| form == UuidForm::Uuid),
            decimal: self.decimal.or(below.decimal).map_or(built_in.decimal, |form| form == DecimalForm::RustDecimal),
            int32: self.int32.or(below.int32).map_or(built_in.int32, |form| form == IntForm::I32),
        }
    }
}

/// The type of a `date-time` or `date`.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum TimeForm {
    Chrono,
    String,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum UuidForm {
    String,
    Uuid,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DecimalForm {
    String,
    RustDecimal,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum IntForm {
    I64,
    I32,
}
