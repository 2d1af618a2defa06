//! `[mappings]` and `[mapping.NAME]`: what is mapped to what, and where the files go.

use super::file::{Form, Runtime};
use super::is_name;
use crate::diag::{Diagnostic, Place};
use crate::toml_text::Text;
use indexmap::IndexMap;
use serde::Deserialize;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// What all mappings share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingSettings {
    /// The machine's folder: the traits.
    pub out: PathBuf,
    /// The people's folder: a file for each mapping.
    pub stubs: PathBuf,
    /// A crate of its own or a module.
    pub form: Form,
    /// The package's name, and how stubs name the traits.
    pub package: String,
    /// For a module: the path that the vendors' modules are below.
    pub vendors: String,
    /// Where a generated crate finds the crate `intertie`.
    pub runtime: Runtime,
    /// Conversions of the user's.
    pub conversions: Vec<UserConversion>,
}

/// A function of the user's, `fn(&str) -> intertie::map::Result<String>`, for text fields of these names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserConversion {
    /// Its Rust path: `shop_words::region`.
    pub path: String,
    /// Target fields that it makes, by any of their names: `region`, `state`.
    pub fields: Vec<String>,
    /// The folder of the crate that the path starts with; without it, the path is one that the mappings see by themselves.
    #[serde(rename = "crate")]
    pub package: Option<PathBuf>,
}

/// A mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The name in `[mapping.NAME]`; also the module's, and in other letters the trait's.
    pub name: String,
    /// What it reads.
    pub from: Vec<MappingEnd>,
    /// What it makes.
    pub to: MappingEnd,
    /// The people's file.
    pub stub: PathBuf,
    /// Methods that are async.
    pub is_async: AsyncMethods,
    /// Keys of maps that only run time knows: the map's path (`order.metadata`, `properties`), its keys.
    pub keys: Vec<(String, Vec<String>)>,
    /// Objects and lists that get a mapping of their own: wire path, and the source's path; `*`: all sources;
    /// `none`: no mapping of its own, though it must be there.
    pub nested: Vec<(String, String)>,
    /// What is left out on purpose: wire path and reason.
    pub left_out: Vec<(String, String)>,
}

/// One end of a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingEnd {
    /// The argument's name, where one is given.
    pub name: Option<String>,
    /// The vendor.
    pub vendor: String,
    /// The schema, type or operation as typed.
    pub of: String,
    /// Where it stands in the configuration.
    pub place: Place,
}

/// Which methods of a trait are async.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum AsyncMethods {
    /// All or none.
    All(bool),
    /// Those of these wire paths.
    Fields(Vec<String>),
}

impl Default for AsyncMethods {
    fn default() -> Self {
        Self::All(false)
    }
}

/// `[mappings]`, as typed.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct MappingsTable {
    out: Option<PathBuf>,
    stubs: Option<PathBuf>,
    form: Option<Form>,
    package: Option<String>,
    vendors: Option<String>,
    runtime: Option<Runtime>,
    #[serde(default)]
    conversion: Vec<UserConversion>,
}

/// `[mapping.NAME]`, as typed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MappingTable {
    from: Spanned<FromTable>,
    to: Spanned<String>,
    stub: Option<PathBuf>,
    #[serde(default, rename = "async")]
    is_async: AsyncMethods,
    #[serde(default)]
    keys: IndexMap<String, Vec<String>>,
    #[serde(default)]
    nested: IndexMap<String, String>,
    #[serde(default)]
    leave_out: IndexMap<String, String>,
}

/// One source, several, or several with names of their own.
#[derive(Deserialize)]
#[serde(untagged)]
enum FromTable {
    One(String),
    Several(Vec<String>),
    Named(IndexMap<String, String>),
}

impl MappingsTable {
    pub(super) fn settings(self, base: &Path, out: &Path, runtime: Runtime) -> MappingSettings {
        let below = |path: PathBuf| base.join(path);
        let runtime = self.runtime.map_or(runtime, |runtime| super::from_base(base, runtime));
        MappingSettings {
            out: below(self.out.unwrap_or_else(|| out.join("mappings"))),
            stubs: below(self.stubs.unwrap_or_else(|| "mappings".into())),
            form: self.form.unwrap_or_default(),
            package: self.package.unwrap_or_else(|| "mappings".to_owned()),
            vendors: self.vendors.unwrap_or_else(|| "crate".to_owned()),
            runtime,
            conversions: (self.conversion.into_iter())
                .map(|entry| UserConversion { package: entry.package.map(below), ..entry })
                .collect(),
        }
    }
}

/// One mapping with its paths resolved.
pub(super) fn mapping(
    text: &Text<'_>,
    settings: &MappingSettings,
    base: &Path,
    name: &Spanned<String>,
    table: MappingTable,
    problems: &mut Vec<Diagnostic>,
) -> Option<Mapping> {
    if !is_name(name.get_ref()) || name.get_ref().contains('-') {
        let message = format!("`{}` cannot be a mapping's name", name.get_ref());
        let help = "start with a lower-case letter, then letters, digits and `_`: it becomes a module and a trait";
        problems.push(text.at(name.span(), message).help(help));
    }
    let span = table.from.span();
    let typed = match table.from.into_inner() {
        FromTable::One(end) => vec![(None, end)],
        FromTable::Several(ends) => ends.into_iter().map(|end| (None, end)).collect(),
        FromTable::Named(ends) => ends.into_iter().map(|(name, end)| (Some(name), end)).collect(),
    };
    if typed.is_empty() {
        problems.push(text.at(name.span(), format!("mapping `{}` reads nothing", name.get_ref())));
    }
    let from: Option<Vec<_>> =
        typed.into_iter().map(|(name, typed)| end(text, name, &typed, span.clone(), problems)).collect();
    let to = end(text, None, table.to.get_ref(), table.to.span(), problems);
    for (path, reason) in &table.leave_out {
        if reason.trim().is_empty() {
            let message = format!("mapping `{}` leaves `{path}` out without a reason", name.get_ref());
            problems
                .push(text.at(name.span(), message).help("say why: `leave_out = { \"tags\" = \"kept elsewhere\" }`"));
        }
    }
    let stub = table.stub.map_or_else(|| settings.stubs.join(format!("{}.rs", name.get_ref())), |path| base.join(path));
    Some(Mapping {
        name: name.get_ref().clone(),
        from: from?,
        to: to?,
        stub,
        is_async: table.is_async,
        keys: table.keys.into_iter().collect(),
        nested: table.nested.into_iter().collect(),
        left_out: table.leave_out.into_iter().collect(),
    })
}

/// `vendor.Type`; the first dot parts them, because schemas have dots in their names.
fn end(
    text: &Text<'_>,
    name: Option<String>,
    typed: &str,
    span: Range<usize>,
    problems: &mut Vec<Diagnostic>,
) -> Option<MappingEnd> {
    let place = text.place(span.clone());
    if let Some((vendor, of)) = typed.split_once('.').filter(|(vendor, of)| is_name(vendor) && !of.is_empty()) {
        return Some(MappingEnd { name, vendor: vendor.to_owned(), of: of.to_owned(), place });
    }
    let message = format!("`{typed}` names no vendor's type");
    problems.push(text.at(span, message).help("write VENDOR.SCHEMA or VENDOR.OPERATION, e.g. \"shop.Order\""));
    None
}
