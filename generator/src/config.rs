//! `intertie.toml`: which vendors there are, where their documents lie and what their clients look like.
//!
//! In: the file. Out: [`Config`], with every path resolved against the file's folder and every default filled in; or all
//! that is wrong with it, each with file, line and column.

mod file;
mod flow;
mod mapping;
mod problem;

pub use file::{Form, Runtime};
pub use flow::Flow;
pub use mapping::{AsyncMethods, Mapping, MappingEnd, MappingSettings, UserConversion};
pub use problem::ConfigError;

use crate::diag::Diagnostic;
use crate::load::Input;
use crate::lower::TypeChoices;
use crate::profile;
use crate::toml_text::Text;
use file::{DefaultsTable, File, VendorTable};
use std::path::{Path, PathBuf};

/// The name the file has by convention.
pub const FILE_NAME: &str = "intertie.toml";

/// All vendors of one `intertie.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The file.
    pub path: PathBuf,
    /// The vendors by name, in the order of the file.
    pub vendors: Vec<Vendor>,
    /// What all mappings share.
    pub mapping_settings: MappingSettings,
    /// The mappings, in the order of the file.
    pub mappings: Vec<Mapping>,
    /// The flows, in the order of the file.
    pub flows: Vec<Flow>,
}

/// One vendor: what to read and what to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vendor {
    /// The name in `[vendor.NAME]`; also the crate's and the module's, unless `package` says otherwise.
    pub name: String,
    /// A file, a folder or an `https://` URL.
    pub spec: Input,
    /// Where newer versions of the document are found: a file or an `https://` URL.
    pub source: Option<Input>,
    /// Which version of the vendor's API this is, for people and for `intertie.lock`.
    pub version: Option<String>,
    /// An OpenAPI Overlay 1.0.
    pub overlay: Option<Input>,
    /// `vendor.toml`: what no document says.
    pub profile: Option<PathBuf>,
    /// The folder to write.
    pub out: PathBuf,
    /// A crate of its own or a module.
    pub form: Form,
    /// What to generate; empty: everything.
    pub include: Vec<String>,
    /// What not to generate.
    pub exclude: Vec<String>,
    /// The package's name, where it is not the vendor's.
    pub package: Option<String>,
    /// Which Rust types stand for formats.
    pub types: TypeChoices,
    /// Where a generated crate finds the crate `intertie`.
    pub runtime: Runtime,
    /// Whether a generated crate has contract tests.
    pub contract: bool,
}

impl Vendor {
    /// A vendor with all defaults, its output below `out`.
    pub fn new(name: impl Into<String>, spec: Input, out: impl Into<PathBuf>) -> Self {
        Self {
            name: name.into(),
            spec,
            source: None,
            version: None,
            overlay: None,
            profile: None,
            out: out.into(),
            form: Form::default(),
            include: Vec::new(),
            exclude: Vec::new(),
            package: None,
            types: TypeChoices::default(),
            runtime: Runtime::default(),
            contract: false,
        }
    }

    /// The name of the package or module that is written: of `stripe@2025-03`, `stripe-2025-03`.
    pub fn package(&self) -> String {
        self.package.clone().unwrap_or_else(|| self.name.replace(['@', '.'], "-"))
    }

    /// The vendor without the version that is kept beside another: of `stripe@2025-03`, `stripe`.
    pub fn family(&self) -> &str {
        self.name.split_once('@').map_or(&self.name, |(family, _)| family)
    }
}

impl Config {
    /// Reads the file at `path`.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
        Self::parse(path, &text)
    }

    /// Reads the text of the file at `path`; relative paths in it start at that file's folder.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let text = Text { path, text };
        let file: File = toml::from_str(text.text).map_err(|error| ConfigError::Wrong(vec![text.serde(&error)]))?;
        let base = path.parent().unwrap_or(Path::new(""));
        let mut problems = Vec::new();
        let vendors: Vec<_> = (file.vendor.into_iter())
            .map(|(name, table)| vendor(&text, base, &file.defaults, name, table, &mut problems))
            .collect();
        refuse_shared_folders(&text, &vendors, &mut problems);
        let out = file.defaults.out.clone().unwrap_or_else(|| "generated".into());
        let runtime = from_base(base, file.defaults.runtime.clone().unwrap_or_default());
        let mapping_settings = file.mappings.settings(base, &out, runtime);
        let mappings: Vec<_> = (file.mapping.into_iter())
            .filter_map(|(name, table)| mapping::mapping(&text, &mapping_settings, base, &name, table, &mut problems))
            .collect();
        let known: Vec<&str> = mappings.iter().map(|mapping| mapping.name.as_str()).collect();
        let flows: Vec<_> = (file.flow.into_iter())
            .map(|(name, table)| flow::flow(&text, base, &known, &name, table, &mut problems))
            .collect();
        if let Some(vendor) = vendors.iter().find(|vendor| !mappings.is_empty() && vendor.out == mapping_settings.out) {
            let message = format!("vendor `{}` and the mappings write to the same folder", vendor.name);
            problems.push(text.at(0..0, message).help("give `[mappings]` its own `out`"));
        }
        if problems.is_empty() {
            Ok(Self { path: path.to_owned(), vendors, mapping_settings, mappings, flows })
        } else {
            Err(ConfigError::Wrong(problems))
        }
    }

    /// The vendor of that name.
    pub fn vendor(&self, name: &str) -> Option<&Vendor> {
        self.vendors.iter().find(|vendor| vendor.name == name)
    }
}

/// Whether a text can be a vendor's name: it becomes a folder, a package and a module.
pub fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
}

/// Whether a text can be a vendor's name: one for a package, and where several versions are kept, `@` and which one.
pub fn is_vendor_name(text: &str) -> bool {
    let is_version = |version: &str| {
        version.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            && version.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c))
    };
    text.split_once('@').map_or_else(|| is_name(text), |(name, version)| is_name(name) && is_version(version))
}

fn vendor(
    text: &Text<'_>,
    base: &Path,
    defaults: &DefaultsTable,
    name: toml::Spanned<String>,
    table: VendorTable,
    problems: &mut Vec<Diagnostic>,
) -> Vendor {
    if !is_vendor_name(name.get_ref()) {
        let message = format!("`{}` cannot be a vendor's name", name.get_ref());
        let help = "start with a lower-case letter, then letters, digits, `-` and `_`: it becomes a folder and a crate; \
                    a version that is kept beside another is `name@version`";
        problems.push(text.at(name.span(), message).help(help));
    }
    if let Some(package) = table.package.as_ref().filter(|package| !is_name(package.get_ref())) {
        let message = format!("`{}` cannot be a package's name", package.get_ref());
        problems.push(text.at(package.span(), message).help("lower-case letters, digits, `-` and `_`"));
    }
    let spec = below(base, &table.spec);
    let plain =
        Vendor { package: table.package.map(toml::Spanned::into_inner), ..Vendor::new(name.into_inner(), spec, "") };
    let folder = if plain.name.contains('@') { plain.package() } else { plain.name.clone() };
    let out = table.out.unwrap_or_else(|| defaults.out.clone().unwrap_or_else(|| "generated".into()).join(folder));
    Vendor {
        source: table.source.map(|typed| below(base, &typed)),
        version: table.version,
        overlay: table.overlay.map(|typed| below(base, &typed)),
        profile: table.profile.map(|path| base.join(path)).or_else(|| beside(&plain.spec)),
        out: base.join(out),
        form: table.form.or(defaults.form).unwrap_or_default(),
        include: table.include,
        exclude: table.exclude,
        types: table.types.over(defaults.types),
        contract: table.contract.or(defaults.contract).unwrap_or_default(),
        runtime: from_base(base, table.runtime.or_else(|| defaults.runtime.clone()).unwrap_or_default()),
        ..plain
    }
}

/// Where the runtime is; a path starts at the file's folder.
fn from_base(base: &Path, runtime: Runtime) -> Runtime {
    match runtime {
        Runtime::Path(path) => Runtime::Path(base.join(path)),
        elsewhere => elsewhere,
    }
}

/// A document's place as typed; a path starts at the file's folder.
fn below(base: &Path, typed: &str) -> Input {
    match Input::from(typed) {
        Input::Path(path) => Input::Path(base.join(path)),
        elsewhere => elsewhere,
    }
}

/// The profile that lies beside the document, by convention.
fn beside(spec: &Input) -> Option<PathBuf> {
    let Input::Path(path) = spec else { return None };
    let folder = if path.is_dir() { path } else { path.parent()? };
    Some(folder.join(profile::FILE_NAME)).filter(|path| path.is_file())
}

/// Two vendors in one folder would delete each other's files.
fn refuse_shared_folders(text: &Text<'_>, vendors: &[Vendor], problems: &mut Vec<Diagnostic>) {
    for (at, vendor) in vendors.iter().enumerate() {
        if let Some(other) = vendors[..at].iter().find(|other| other.out == vendor.out) {
            let message = format!("vendors `{}` and `{}` write to the same folder", other.name, vendor.name);
            problems.push(text.at(0..0, message).help("give each its own `out`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(Path::new("work/intertie.toml"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn defaults_fill_what_a_vendor_leaves_out() {
        let text = "[defaults]\nout = 'clients'\nform = 'module'\ntypes = { date-time = 'string', uuid = 'uuid' }\n\
                    [vendor.b]\nspec = 'specs/b.yaml'\n[vendor.a]\nspec = 'https://a.example/a.json'\nform = 'crate'\n\
                    out = 'x/a'\n[vendor.a.types]\ndate-time = 'chrono'\n";
        let config = parse(text).unwrap();
        let [b, a] = &config.vendors[..] else { panic!("two vendors in the order of the file: {config:?}") };
        assert_eq!((b.name.as_str(), &b.spec), ("b", &Input::Path("work/specs/b.yaml".into())));
        assert_eq!((b.out.as_path(), b.form), (Path::new("work/clients/b"), Form::Module));
        assert_eq!((b.types.date_time, b.types.date, b.types.uuid), (false, true, true));
        assert_eq!((a.out.as_path(), a.form), (Path::new("work/x/a"), Form::Crate));
        assert_eq!(a.spec, Input::Url("https://a.example/a.json".into()));
        assert_eq!((a.types.date_time, a.types.uuid), (true, true));
    }

    #[test]
    fn a_mistake_is_named_with_its_place_and_a_way_out() {
        let error = parse("[vendor.a]\nspec = 'a.yaml'\nincldue = ['x']\n").unwrap_err();
        let expected = "error[bad-config]: unknown field `incldue`\n  --> work/intertie.toml:3:1\n  \
                        = help: did you mean `include`?";
        assert!(error.starts_with(expected), "{error}");
        let error = parse("[vendor.a]\nspec = 'a.yaml'\nform = 'lib'\n").unwrap_err();
        assert!(error.contains("unknown variant `lib`") && error.contains("intertie.toml:3:8"), "{error}");
        let error = parse("[vendor.a\n").unwrap_err();
        assert!(error.contains("error[bad-config]") && error.contains("intertie.toml:1:"), "{error}");
    }

    #[test]
    fn every_mistake_of_a_file_is_told_at_once() {
        let error = parse("[vendor.'../a']\nspec = 'a'\n[vendor.b]\nspec = 'b'\npackage = 'B B'\n").unwrap_err();
        assert_eq!(error.matches("error[bad-config]").count(), 2, "{error}");
        assert!(error.contains("`../a` cannot be a vendor's name\n  --> work/intertie.toml:1:9"), "{error}");
        assert!(error.contains("`B B` cannot be a package's name\n  --> work/intertie.toml:5:11"), "{error}");
    }

    #[test]
    fn two_vendors_may_not_share_a_folder() {
        let error = parse("[vendor.a]\nspec = 'a'\nout = 'x'\n[vendor.b]\nspec = 'b'\nout = 'x'\n").unwrap_err();
        assert!(error.contains("vendors `a` and `b` write to the same folder"), "{error}");
    }
}
