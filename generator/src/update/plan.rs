//! A newer document -> everything that the move would change, with nothing changed yet.

use super::mappings::{MappingMove, mappings};
use super::source::Newer;
use super::{UpdateError, changelog, edit, layout};
use crate::config::{Config, Vendor};
use crate::contract;
use crate::diag::Code;
use crate::diff::{self, Changes};
use crate::document::Document;
use crate::generator::{self, file_stem, from_to};
use crate::ir::Api;
use crate::load::{Input, Options};
use crate::lock::{Entry, Lock};
use crate::render::OutFile;
use crate::resolve;
use crate::write;
use crate::{Findings, Pipeline};
use std::fs;
use std::path::{Path, PathBuf};

/// A move that can be made.
#[derive(Debug)]
pub struct Plan {
    /// The vendor as it will be.
    pub vendor: Vendor,
    /// What is locked then.
    pub entry: Entry,
    /// Which version it leaves.
    pub from: String,
    /// What the vendor changed.
    pub changes: Changes,
    /// The client of before, as it is generated.
    pub before: Vec<OutFile>,
    /// What is generated before: its types say what holds what.
    pub api: Api,
    /// What is generated after.
    pub next: Api,
    /// What mocks of the new version answer by, where the client has contract tests.
    pub contract: Option<String>,
    /// What becomes of mappings.
    pub mappings: MappingMove,
    /// What was found in the old document, and in the new one.
    pub findings: [Findings; 2],
    /// The generated files that change, below the vendor's folder.
    pub generated: write::Texts,
    /// Selectors of the slice that name nothing any more: the move cannot be made until they are changed.
    pub unmatched: Vec<Unmatched>,
    /// Every file that changes, from where the program runs.
    pub files: Contents,
}

/// Files with their new bytes; without bytes, a file goes.
pub type Contents = Vec<(PathBuf, Option<Vec<u8>>)>;

/// A selector that names no operation of the new document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmatched {
    /// As it is typed.
    pub selector: String,
    /// Its line in `intertie.toml`.
    pub line: usize,
}

/// A move that cannot be made.
#[derive(Debug)]
pub enum Refused {
    /// The document of now is not the locked one.
    NotLocked,
    /// The document is not one file that can be replaced, and why.
    NotOneFile(&'static str),
    /// A file stands where the new document goes.
    Taken(PathBuf),
    /// The document of now cannot be used.
    Old(Box<Findings>),
    /// The new document cannot be used.
    New(Box<Findings>),
    /// Generated files were edited by hand; findings that say which.
    Edited(Box<Findings>),
    /// The world failed.
    Failed(UpdateError),
}

impl From<UpdateError> for Refused {
    fn from(error: UpdateError) -> Self {
        Self::Failed(error)
    }
}

/// A version that was read.
struct Version {
    api: Api,
    /// What the contract tests of the client hold it to.
    contract: Option<serde_json::Value>,
    entry: Entry,
    key: String,
    /// Its files, those that lie on this machine with their paths.
    sources: Vec<Option<PathBuf>>,
    findings: Findings,
    unmatched: Vec<String>,
}

/// Reads both versions, compares them, and says what would change.
pub fn plan(config: &Config, lock: &Lock, vendor: &Vendor, newer: &Newer, options: &Options) -> Result<Plan, Refused> {
    let Input::Path(spec) = &vendor.spec else {
        return Err(Refused::NotOneFile("it is not kept in a file; `intertie add` keeps what it fetches"));
    };
    let base = config.path.parent().unwrap_or(Path::new(""));
    let input = newer.input();
    let old = read(vendor, &input, options, base).map_err(|findings| Refused::Old(Box::new(findings)))?;
    if lock.entry(&vendor.name).is_none_or(|locked| locked.digest != old.entry.digest) {
        return Err(Refused::NotLocked);
    }
    let fresh = Vendor { spec: input, version: None, ..vendor.clone() };
    let new = read(&fresh, &vendor.spec, options, base).map_err(|findings| Refused::New(Box::new(findings)))?;
    let is_shared = config.vendors.iter().any(|other| other.name != vendor.name && other.spec == vendor.spec);
    let has_several = old.sources.len() > 1 || new.sources.len() > 1 || spec.is_dir();
    if has_several && is_shared {
        return Err(Refused::NotOneFile("another vendor of intertie.toml has the same files"));
    }
    let documents = if has_several { Some(layout::several(&old.sources, &new.sources, newer)?) } else { None };
    let versions = [old.entry.version.as_str(), &old.api.version];
    let placed = || placed(spec, versions, &new.entry.version, is_shared, &newer.bytes);
    // A document of several files stays where it is.
    let path = if has_several { spec.clone() } else { placed() };
    if path != *spec && fs::read(&path).is_ok_and(|bytes| bytes != newer.bytes) {
        return Err(Refused::Taken(path));
    }
    // A version that a person wrote moves where it was the document's own.
    let version = vendor.version.as_ref().map(|said| if *said == old.api.version { &new.entry.version } else { said });
    let moved = Vendor { spec: Input::Path(path.clone()), version: version.cloned(), ..vendor.clone() };
    let entry = Entry {
        version: moved.version.clone().unwrap_or_else(|| new.entry.version.clone()),
        spec: from_to(base, &path),
        etag: newer.etag.clone(),
        include: vendor.include.clone(),
        exclude: vendor.exclude.clone(),
        ..new.entry.clone()
    };
    let changes = diff::diff(&old.api, &new.api);
    let before = Pipeline::new(vendor, options).files(&old.api);
    let after = generator::printed(&Pipeline::new(&moved, options), &new.api, new.contract.as_ref());
    let generated = generated(&moved, &after, &new.key)?;
    let toml = fs::read_to_string(&config.path).map_err(super::at(&config.path))?;
    // Without what is named, nothing can be generated: mappings neither.
    let is_whole = new.unmatched.is_empty();
    let mappings = if is_whole { mappings(config, &moved, newer, options)? } else { MappingMove::default() };
    let mut plan = Plan {
        unmatched: new.unmatched.iter().map(|selector| Unmatched::find(selector, &toml)).collect(),
        from: old.entry.version.clone(),
        vendor: moved,
        entry,
        changes,
        before,
        api: old.api,
        next: new.api,
        contract: new.contract.as_ref().map(contract::text),
        mappings,
        findings: [old.findings, new.findings],
        generated,
        files: Vec::new(),
    };
    let documents = documents.unwrap_or_else(|| {
        let gone = (path != *spec && !is_shared).then(|| (spec.clone(), None));
        std::iter::once((path.clone(), Some(newer.bytes.clone()))).chain(gone).collect()
    });
    plan.files = files(&plan, config, lock, &toml, documents)?;
    Ok(plan)
}

/// Everything that changes on disk.
fn files(plan: &Plan, config: &Config, lock: &Lock, toml: &str, documents: Contents) -> Result<Contents, UpdateError> {
    let base = config.path.parent().unwrap_or(Path::new(""));
    let Input::Path(path) = &plan.vendor.spec else { return Ok(Vec::new()) };
    let mut files = documents;
    let is_elsewhere = config.vendor(&plan.vendor.name).is_some_and(|before| before.spec != plan.vendor.spec);
    let typed = is_elsewhere.then_some(plan.entry.spec.as_str());
    let edit = edit::Edit { vendor: &plan.vendor.name, spec: typed, version: plan.vendor.version.as_deref() };
    files.extend(edit::edited(&config.path, toml, &edit)?.map(|text| (config.path.clone(), Some(text.into_bytes()))));
    let mut locked = lock.clone();
    locked.put(plan.entry.clone());
    files.push((lock.path.clone(), Some(locked.print().into_bytes())));
    let log = changelog::place(base, &plan.vendor, path);
    let text = fs::read_to_string(&log).ok();
    files.push((log, Some(changelog::with(text.as_deref(), plan).into_bytes())));
    let generated =
        plan.generated.iter().map(|(path, text)| (plan.vendor.out.join(path), text.clone().map(String::into_bytes)));
    files.extend(generated);
    let traits = plan
        .mappings
        .traits
        .iter()
        .map(|(path, text)| (config.mapping_settings.out.join(path), text.clone().map(String::into_bytes)));
    files.extend(traits);
    files.extend(plan.mappings.stubs.iter().map(|(path, text)| (path.clone(), Some(text.clone().into_bytes()))));
    Ok(files)
}

/// Reads a version. Selectors that name nothing in it cost the version nothing: what they name in the other one is looked
/// for by method and path.
fn read(vendor: &Vendor, other: &Input, options: &Options, base: &Path) -> Result<Version, Findings> {
    let findings = match once(vendor, options, base) {
        Err(findings) if findings.has(Code::UnknownSelector) => findings,
        read => return read,
    };
    let other = Vendor { spec: other.clone(), ..vendor.clone() };
    let (Ok(own), Ok(others)) = (Pipeline::new(vendor, options).document(), Pipeline::new(&other, options).document())
    else {
        return Err(findings);
    };
    let mut unmatched = Vec::new();
    let mut milder = |selectors: &[String]| -> Vec<String> {
        let (met, lost): (Vec<_>, Vec<_>) = selectors.iter().cloned().partition(|selector| selects(selector, &own));
        let meant = others.operations.iter().filter(|o| lost.iter().any(|selector| resolve::is_selected(selector, o)));
        let keys = meant.map(|operation| format!("{} {}", operation.method.as_str(), operation.path));
        let keys: Vec<_> = keys.filter(|key| selects(key, &own)).collect();
        unmatched.extend(lost);
        [met, keys].concat()
    };
    let (include, exclude) = (milder(&vendor.include), milder(&vendor.exclude));
    let read = once(&Vendor { include, exclude, ..vendor.clone() }, options, base)?;
    Ok(Version { unmatched, ..read })
}

fn selects(selector: &str, document: &Document) -> bool {
    document.operations.iter().any(|operation| resolve::is_selected(selector, operation))
}

fn once(vendor: &Vendor, options: &Options, base: &Path) -> Result<Version, Findings> {
    let mut pipeline = Pipeline::new(vendor, options).with_promises();
    let read = pipeline.raw().and_then(|raw| {
        let (entry, key) = (Entry::of(vendor, &raw, base), generator::key(vendor, &raw.digest));
        let sources = raw.sources.iter().map(|source| source.path.clone()).collect();
        let (api, contract) = generator::made(&mut pipeline, vendor, raw)?;
        Ok((api, contract, entry, key, sources))
    });
    let findings = pipeline.into_findings();
    match read {
        Ok((api, contract, entry, key, sources)) => {
            Ok(Version { api, contract, entry, key, sources, findings, unmatched: Vec::new() })
        }
        Err(_) => Err(findings),
    }
}

fn generated(vendor: &Vendor, files: &[OutFile], key: &str) -> Result<write::Texts, Refused> {
    let (report, changes) = write::rehearse(files, &vendor.out, key).map_err(UpdateError::Write)?;
    if report.edited().next().is_none() {
        return Ok(changes);
    }
    let mut sink = crate::diag::Sink::default();
    report.diagnose(&vendor.out, &mut sink);
    Err(Refused::Edited(Box::new(Findings::of(sink.found().to_vec()))))
}

/// Where the new document goes: in place of the old one, under its version's name where the old one had that.
fn placed(spec: &Path, old: [&str; 2], new: &str, is_shared: bool, bytes: &[u8]) -> PathBuf {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = (part(spec.file_stem()), part(spec.extension()));
    let is_json = bytes.trim_ascii_start().starts_with(b"{");
    let ending = if ending == "json" && !is_json { "yaml".to_owned() } else { ending };
    let is_named_so = old.iter().any(|version| file_stem(version) == stem);
    let stem = if is_named_so || is_shared { file_stem(new) } else { stem };
    spec.with_file_name(if ending.is_empty() { stem } else { format!("{stem}.{ending}") })
}

impl Unmatched {
    fn find(selector: &str, toml: &str) -> Self {
        let quoted = |line: &str| [format!("\"{selector}\""), format!("'{selector}'")].iter().any(|q| line.contains(q));
        let line = toml.lines().position(quoted).map_or(1, |at| at + 1);
        Self { selector: selector.to_owned(), line }
    }
}
