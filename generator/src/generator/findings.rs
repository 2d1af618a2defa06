//! What the stages found about one document, with the texts that its places are looked up in.

use crate::diag::print::Places;
use crate::diag::{Code, Diagnostic, Place, Severity, Sink};
use crate::load::{Locator, Mount, RawDoc, Source};
use crate::pointer::Pointer;

/// Everything that was found, in the order of the stages.
#[derive(Debug, Default)]
pub struct Findings {
    all: Vec<Diagnostic>,
    sources: Vec<Source>,
    mounts: Vec<Mount>,
}

impl Findings {
    /// Findings that have their places already.
    pub fn of(all: Vec<Diagnostic>) -> Self {
        Self { all, ..Self::default() }
    }

    /// Every finding.
    pub fn all(&self) -> &[Diagnostic] {
        &self.all
    }

    /// How many are exactly of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.all.iter().filter(|found| found.severity == severity).count()
    }

    /// Whether there is one of this code.
    pub fn has(&self, code: Code) -> bool {
        self.all.iter().any(|found| found.code == code)
    }

    /// The files that were read, the document itself first.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// What knows where the pointers of these findings stand.
    pub fn places(&self) -> impl Places + use<'_> {
        Within(Locator::of_parts(&self.sources, &self.mounts), self.sources.is_empty())
    }

    /// Adds what a stage found.
    pub fn take(&mut self, sink: &Sink) {
        self.all.extend(sink.found().iter().cloned());
    }

    /// Remembers the texts of the document.
    pub(super) fn read_from(&mut self, raw: &RawDoc) {
        self.sources.clone_from(&raw.sources);
        self.mounts.clone_from(&raw.mounts);
    }
}

/// Places of a document; none where it could not be read.
struct Within<'d>(Locator<'d>, bool);

impl Places for Within<'_> {
    fn place(&mut self, pointer: &Pointer) -> Option<Place> {
        if self.1 { None } else { self.0.place_of(pointer) }
    }
}
