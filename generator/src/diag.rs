//! What is wrong with a document or a configuration, in the vendor's own terms.
//!
//! Stages push [`Diagnostic`]s into a [`Sink`] and go on; nothing here prints. A stage that cannot go on returns
//! [`Stop`], after pushing the reason.

mod code;
pub mod print;

pub use code::Code;

use crate::pointer::Pointer;

/// How much a diagnostic costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Mended without loss; shown only when asked.
    Note,
    /// Something was lost or is doubtful; `--strict` makes it an error.
    Warning,
    /// The document cannot be used.
    Error,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding this is.
    pub code: Code,
    /// How much it costs.
    pub severity: Severity,
    /// Where, in the loaded document.
    pub pointer: Pointer,
    /// What is wrong, in one clause.
    pub message: String,
    /// A way out.
    pub help: Option<String>,
    /// Where in a file, when it is known already: a file that could not be parsed has no pointers yet.
    pub place: Option<Place>,
}

/// A place in a text, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's path or URL.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

impl Diagnostic {
    /// A finding with the severity that its code has by default.
    pub fn new(code: Code, pointer: &Pointer, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            pointer: pointer.clone(),
            message: message.into(),
            help: None,
            place: None,
        }
    }

    /// Adds a way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says where in a file it is.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Makes it cost more or less than its code does by default.
    #[must_use]
    pub fn costs(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

/// Collects the findings of all stages.
#[derive(Debug, Default)]
pub struct Sink {
    found: Vec<Diagnostic>,
}

impl Sink {
    /// Takes one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Takes a finding of the code's own severity, without help.
    pub fn report(&mut self, code: Code, pointer: &Pointer, message: impl Into<String>) {
        self.push(Diagnostic::new(code, pointer, message));
    }

    /// All findings, in the order they were made.
    pub fn found(&self) -> &[Diagnostic] {
        &self.found
    }

    /// Whether any finding is as grave as `severity`.
    pub fn has(&self, severity: Severity) -> bool {
        self.found.iter().any(|d| d.severity >= severity)
    }
}

/// A stage could not go on; the reason is in the sink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop;
