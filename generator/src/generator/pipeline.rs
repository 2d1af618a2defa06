//! One vendor through the stages, in order.

use super::findings::Findings;
use super::paths;
use crate::config::{Form, Vendor};
use crate::diag::{Severity, Sink, Stop};
use crate::document::Document;
use crate::ir::Api;
use crate::load::{self, RawDoc};
use crate::profile::{self, Profile};
use crate::render::{self, OutFile};
use crate::resolve::Resolved;
use crate::{contract, lower, normalize, resolve};

/// A vendor on its way through the stages. Each method runs the stages up to its own.
#[derive(Debug)]
pub struct Pipeline<'v> {
    vendor: &'v Vendor,
    options: load::Options,
    promises: bool,
    findings: Findings,
}

impl<'v> Pipeline<'v> {
    /// Nothing is read yet.
    pub fn new(vendor: &'v Vendor, options: &load::Options) -> Self {
        let options = load::Options { overlay: vendor.overlay.clone(), ..options.clone() };
        Self { vendor, options, promises: false, findings: Findings::default() }
    }

    /// Keeps [`Api::promises`], which `diff` compares.
    pub fn with_promises(self) -> Self {
        Self { promises: true, ..self }
    }

    /// The document as one JSON value.
    pub fn raw(&mut self) -> Result<RawDoc, Stop> {
        let mut sink = Sink::default();
        let raw = load::load(&self.vendor.spec, &self.options, &mut sink);
        self.findings.take(&sink);
        if let Ok(raw) = &raw {
            self.findings.read_from(raw);
        }
        raw
    }

    /// The one model for all dialects.
    pub fn document(&mut self) -> Result<Document, Stop> {
        let raw = self.raw()?;
        self.stage(|sink| normalize::normalize(&raw, sink))
    }

    /// What is to be generated.
    pub fn api(&mut self) -> Result<Api, Stop> {
        let raw = self.raw()?;
        self.api_of(raw)
    }

    /// [`Pipeline::api`] of a document that is read already.
    pub fn api_of(&mut self, raw: RawDoc) -> Result<Api, Stop> {
        self.lowered(raw).map(|(_, api)| api)
    }

    /// What the vendor takes and gives, for mocks and tests, beside what is to be generated.
    pub fn contract(&mut self) -> Result<(Api, serde_json::Value), Stop> {
        let raw = self.raw()?;
        self.contract_of(raw)
    }

    /// [`Pipeline::contract`] of a document that is read already.
    pub fn contract_of(&mut self, raw: RawDoc) -> Result<(Api, serde_json::Value), Stop> {
        let (resolved, api) = self.lowered(raw)?;
        let contract = contract::contract(&resolved, &api);
        Ok((api, contract))
    }

    fn lowered(&mut self, raw: RawDoc) -> Result<(Resolved, Api), Stop> {
        let profile = self.profile()?;
        let document = self.stage(|sink| normalize::normalize(&raw, sink))?;
        let options = lower::Options {
            name: self.vendor.package(),
            types: self.vendor.types,
            digest: raw.digest.clone(),
            profile,
            promises: self.promises,
        };
        // The value is as large as the model made of it; nothing reads it from here on.
        drop(raw);
        let slice = resolve::Slice { include: self.vendor.include.clone(), exclude: self.vendor.exclude.clone() };
        let resolved = self.stage(|sink| resolve::resolve(document, &slice, sink))?;
        let api = self.stage(|sink| {
            let api = lower::lower(&resolved, &options, sink);
            // What does not hold of the profile: the client would be wrong in silence.
            if sink.has(Severity::Error) { Err(Stop) } else { Ok(api) }
        })?;
        Ok((resolved, api))
    }

    /// What no document says; empty where there is no profile.
    fn profile(&mut self) -> Result<Profile, Stop> {
        let vendor = self.vendor;
        self.stage(|sink| {
            vendor.profile.as_deref().map_or_else(|| Ok(Profile::default()), |path| profile::read(path, sink))
        })
    }

    /// The files of the client.
    pub fn files(&self, api: &Api) -> Vec<OutFile> {
        render::render(api, &render_options(self.vendor, None))
    }

    /// The same with contract tests.
    pub fn files_with_tests(&self, api: &Api, contract: &serde_json::Value) -> Vec<OutFile> {
        render::render(api, &render_options(self.vendor, Some(contract::text(contract))))
    }

    /// The digest that the document has if it is one file; nothing is parsed.
    pub(super) fn digest_alone(&self, of_file: &mut load::FileDigest<'_>) -> Option<String> {
        load::digest_alone(&self.vendor.spec, &self.options, of_file)
    }

    /// What was found so far.
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// What was found.
    pub fn into_findings(self) -> Findings {
        self.findings
    }

    /// Runs a stage, its findings after those of the ones before.
    pub(super) fn stage<T>(&mut self, run: impl FnOnce(&mut Sink) -> Result<T, Stop>) -> Result<T, Stop> {
        let mut sink = Sink::default();
        let result = run(&mut sink);
        self.findings.take(&sink);
        result
    }
}

fn render_options(vendor: &Vendor, contract: Option<String>) -> render::Options {
    let form = match vendor.form {
        Form::Module => render::Form::Module,
        Form::Crate => render::Form::Crate(render::Package {
            name: vendor.package(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            runtime: paths::runtime(&vendor.runtime, &vendor.out),
            runtime_default: true,
            runtime_features: Vec::new(),
            standalone: false,
            contract,
        }),
    };
    render::Options { form }
}
