//! What is locked of one vendor, and how that can differ from what is there.

use crate::config::Vendor;
use crate::document::Dialect;
use crate::generator_version;
use crate::load::{Input, RawDoc};
use crate::profile;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A vendor's entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Entry {
    /// The vendor's name in `intertie.toml`.
    pub name: String,
    /// Which version this is: that of `intertie.toml`, else the document's `info.version`.
    pub version: String,
    /// What the document was: `openapi-3.0`.
    pub dialect: String,
    /// The document, as `intertie.toml` says it.
    pub spec: String,
    /// Where newer versions are found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What the source called the document it last sent, for asking again without downloading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// SHA-256 of the document: of the file's bytes, or of the digests of all its files.
    pub digest: String,
    /// SHA-256 of the overlay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlay: Option<String>,
    /// SHA-256 of the profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// The slice: what is generated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<String>,
    /// The slice: what is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<String>,
    /// The version of the program that generated.
    pub generator: String,
}

/// How what is there differs from what is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// The vendor is not locked.
    Unlocked,
    /// The document has other bytes.
    Document,
    /// The document lies elsewhere, or newer ones do.
    Place,
    /// It is called another version.
    Version,
    /// The overlay has other bytes.
    Overlay,
    /// The profile has other bytes.
    Profile,
    /// Other operations are generated.
    Slice,
    /// Another version of the program generated.
    Generator,
}

impl Entry {
    /// What is true of a vendor whose document was read. `base` is the folder that paths start from.
    pub fn of(vendor: &Vendor, raw: &RawDoc, base: &Path) -> Self {
        let said = raw.value.pointer("/info/version").map(|found| match found {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        });
        Self {
            name: vendor.name.clone(),
            version: vendor.version.clone().or(said).unwrap_or_default(),
            dialect: dialect(raw.dialect).to_owned(),
            spec: place(&vendor.spec, base),
            source: vendor.source.as_ref().map(|source| place(source, base)),
            etag: None,
            digest: raw.document_digest(),
            overlay: raw.overlay.map(|digest| crate::load::hex(&digest)),
            profile: vendor.profile.as_deref().and_then(profile::digest),
            include: vendor.include.clone(),
            exclude: vendor.exclude.clone(),
            generator: generator_version().to_owned(),
        }
    }

    /// This, with the word of the source for its bytes, where another entry of the same bytes has it.
    #[must_use]
    pub fn with_etag_of(mut self, other: Option<&Self>) -> Self {
        let same = other.filter(|other| other.digest == self.digest && other.source == self.source);
        self.etag = same.and_then(|other| other.etag.clone());
        self
    }

    /// This, with the vendor's settings of now; the document is taken to be the same.
    pub(super) fn resettled(&self, vendor: &Vendor, base: &Path) -> Self {
        Self {
            version: vendor.version.clone().unwrap_or_else(|| self.version.clone()),
            spec: place(&vendor.spec, base),
            source: vendor.source.as_ref().map(|source| place(source, base)),
            profile: vendor.profile.as_deref().and_then(profile::digest),
            include: vendor.include.clone(),
            exclude: vendor.exclude.clone(),
            generator: generator_version().to_owned(),
            ..self.clone()
        }
    }

    /// How `now` differs from this.
    pub fn differences(&self, now: &Self) -> Vec<Difference> {
        let Self { version, spec, source, digest, overlay, profile, include, exclude, generator, .. } = self;
        let tests = [
            (digest != &now.digest, Difference::Document),
            (spec != &now.spec || source != &now.source, Difference::Place),
            (version != &now.version, Difference::Version),
            (overlay != &now.overlay, Difference::Overlay),
            (profile != &now.profile, Difference::Profile),
            (include != &now.include || exclude != &now.exclude, Difference::Slice),
            (generator != &now.generator, Difference::Generator),
        ];
        let all: Vec<_> = tests.into_iter().filter_map(|(differs, what)| differs.then_some(what)).collect();
        // Another document is another version: that goes without saying.
        let is_other = all.contains(&Difference::Document);
        all.into_iter().filter(|what| !(is_other && *what == Difference::Version)).collect()
    }
}

impl Difference {
    /// What is wrong, in one clause.
    pub(super) fn say(self, then: Option<&Entry>, now: &Entry) -> String {
        let name = &now.name;
        let was = |pick: fn(&Entry) -> &str| then.map_or("nothing", pick);
        match self {
            Self::Unlocked => format!("`{name}` is not locked"),
            Self::Document => {
                let (was, is) = (short(was(|entry| &entry.digest)), short(&now.digest));
                let version = was_version(then);
                format!("the document of `{name}` is not the locked one: {is} instead of {was}{version}")
            }
            Self::Place => format!("the document of `{name}` or its source lies elsewhere than the lock says"),
            Self::Version => {
                format!("`{name}` is locked as version {}, and is {}", was(|entry| &entry.version), now.version)
            }
            Self::Overlay => format!("the overlay of `{name}` is not the locked one"),
            Self::Profile => format!("the profile of `{name}` is not the locked one"),
            Self::Slice => format!("`include` or `exclude` of `{name}` is not what is locked"),
            Self::Generator => {
                let was = was(|entry| &entry.generator);
                format!("`{name}` was generated by intertie {was}, and this is {}", now.generator)
            }
        }
    }

    /// A way out.
    pub(super) fn help(self, name: &str) -> String {
        match self {
            Self::Document => format!(
                "`intertie update {name} --to FILE|URL` compares and moves; \
                 `intertie generate {name} --update-lock` takes it unseen"
            ),
            _ => "run `intertie generate` and commit what it writes".to_owned(),
        }
    }
}

fn was_version(then: Option<&Entry>) -> String {
    then.map_or_else(String::new, |entry| format!(" (version {})", entry.version))
}

/// As much of a digest as people compare.
fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

fn place(input: &Input, base: &Path) -> String {
    match input {
        Input::Path(path) => path.strip_prefix(base).unwrap_or(path).to_string_lossy().replace('\\', "/"),
        Input::Url(url) => crate::load::shown(url),
        Input::Stdin => "-".to_owned(),
        Input::Bytes { name, .. } => name.clone(),
    }
}

fn dialect(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Swagger2 => "swagger-2.0",
        Dialect::OpenApi30 => "openapi-3.0",
        Dialect::OpenApi31 => "openapi-3.1",
        Dialect::OpenApi32 => "openapi-3.2",
    }
}
