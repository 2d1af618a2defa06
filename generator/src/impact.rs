//! [`Changes`] and the user's workspace -> which lines of theirs are hit.
//!
//! Nothing is guessed from the text of the user's sources: the compiler says it, twice. First the client of *before*, in a
//! copy of the workspace, with `#[deprecated]` on every item that a change touches: rustc then names each use, through
//! every import and inference. Then the client of *after* in that copy: what does not compile any more. Both are
//! [joined](join): an error belongs to the change whose item is used on its line. A use that still compiles may behave
//! differently, and is listed apart. What `intertie.toml` names comes first, for without it nothing is generated. What its
//! mappings read and write is joined with the changes by the names of Rust types, and each hit says of which flow it is.
//! Last, the contract tests of both clients give a [`Verdict`]: each is run against a mock of the new document.

mod compiler;
mod flows;
mod join;
mod manifest;
mod mappings;
mod marks;
mod report;
mod scratch;
mod verdict;

pub use flows::{FlowHit, Flows};
pub use mappings::MappingHit;
pub use report::{Told, github, json, markdown, text};
pub use verdict::{Judged, Tests, Verdict};

use crate::config::Config;
use crate::diff::{Changes, Finding, Reached};
use crate::ir::Api;
use crate::render::OutFile;
use std::path::{Path, PathBuf};

/// What a move does to the user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Impact {
    /// What `intertie.toml` names and the new version does not have.
    pub named: Vec<Hit>,
    /// What does not compile any more.
    pub broken: Vec<Hit>,
    /// What compiles and may behave differently.
    pub different: Vec<Hit>,
    /// What mappings read and write of what changed.
    pub mappings: Vec<MappingHit>,
    /// Errors of the compiler that no change explains.
    pub unexplained: Vec<Complaint>,
    /// Why the compiler was not asked.
    pub unasked: Option<String>,
}

/// A line of the user's that a change hits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// From the folder of the workspace.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1.
    pub column: usize,
    /// The last line of several that follow each other, the arms of a match say.
    pub last: usize,
    /// What is used: `Charge.source`.
    pub item: String,
    /// Index into [`Changes::findings`]; `None` where no finding tells.
    pub finding: Option<usize>,
    /// What the compiler says with the new client.
    pub error: Option<String>,
    /// The flows of `intertie.toml` in whose files it is.
    pub flows: Vec<String>,
}

/// What the compiler says of a line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// From the folder of the workspace.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1.
    pub column: usize,
    /// `E0609`, `deprecated`.
    pub code: String,
    /// One line.
    pub message: String,
}

/// What a move changes, as far as the user's code can see it.
#[derive(Debug, Clone, Copy)]
pub struct Move<'m> {
    /// The vendors: their folders hold no code of the user's.
    pub config: &'m Config,
    /// The vendor's folder.
    pub out: &'m Path,
    /// What the vendor changed.
    pub changes: &'m Changes,
    /// The API of before.
    pub api: &'m Api,
    /// The client of before.
    pub before: &'m [OutFile],
    /// What changes in the vendor's folder.
    pub after: &'m [(String, Option<String>)],
    /// What changes in the mappings' folder.
    pub traits: &'m [(String, Option<String>)],
}

/// The compiler could not be asked.
#[derive(Debug, thiserror::Error)]
pub enum ImpactError {
    /// A file or folder failed.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Cargo ended without a word about code.
    #[error("`cargo {command}` failed: {why}")]
    Cargo {
        /// What was asked.
        command: String,
        /// The last that it said.
        why: String,
    },
}

/// The copy of the user's workspace, in which the new client lies after [`find`].
#[derive(Debug)]
pub struct Copy(scratch::Scratch);

/// Finds what is hit. `workspace` is a folder of the user's Cargo workspace.
///
/// # Errors
/// The copy could not be made, or cargo failed.
pub fn find(of: Move<'_>, workspace: &Path) -> Result<(Impact, Option<Copy>), ImpactError> {
    let scratch = match scratch::Scratch::find(of.config, of.out, workspace)? {
        Ok(scratch) => scratch,
        Err(unasked) => return Ok((Impact { unasked: Some(unasked), ..Impact::default() }, None)),
    };
    let marks = marks::Marks::of(of.changes, of.api);
    scratch.copy()?;
    for file in marks.put(of.before) {
        scratch.put(of.out, &file.path, Some(&file.text))?;
    }
    let uses = compiler::check(&scratch)?;
    scratch.copy()?;
    of.put(&scratch)?;
    let mut errors = compiler::check(&scratch)?;
    errors.retain(|said| !scratch.is_mapping(&said.file));
    let is_users = |said: &Complaint| scratch.is_users(&said.file);
    let mut impact = join::join(of.changes, (&uses, &errors), is_users);
    if !impact.unexplained.is_empty() {
        known_before(&mut impact, &of, &scratch)?;
    }
    Flows(&of.config.flows).put_on(&mut impact, &scratch);
    Ok((impact, Some(Copy(scratch))))
}

/// Selectors of `intertie.toml` that name nothing any more, each with its line, and the change that is the reason.
pub fn named<'s>(changes: &Changes, selectors: impl Iterator<Item = (&'s str, usize)>, config: &Path) -> Vec<Hit> {
    let file = config.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let hit = |(selector, line): (&str, usize)| {
        let about = |reached: &Reached| reached.id.as_deref() == Some(selector) || reached.key() == selector;
        let is_it = |finding: &Finding| {
            finding.operations.iter().any(about)
                || finding.before.as_deref() == Some(selector)
                || finding.subject == selector
        };
        let found = changes.findings.iter().position(is_it);
        Hit {
            file: file.clone(),
            line,
            column: 1,
            last: line,
            item: selector.to_owned(),
            finding: found,
            error: None,
            flows: Vec::new(),
        }
    };
    selectors.map(hit).collect()
}

/// Takes out errors that were there before the move.
fn known_before(impact: &mut Impact, of: &Move<'_>, scratch: &scratch::Scratch) -> Result<(), ImpactError> {
    scratch.copy()?;
    let before = compiler::check(scratch)?;
    impact.unexplained.retain(|said| !before.contains(said));
    of.put(scratch)
}

impl Move<'_> {
    /// Puts what is generated after into the copy.
    fn put(&self, scratch: &scratch::Scratch) -> Result<(), ImpactError> {
        for (out, files) in [(self.out, self.after), (self.config.mapping_settings.out.as_path(), self.traits)] {
            files.iter().try_for_each(|(path, text)| scratch.put(out, path, text.as_deref()))?;
        }
        Ok(())
    }
}

impl Copy {
    /// Runs the contract tests of both clients against mocks of the new document, of which `contract` is what mocks answer
    /// by; `None` where the new client has none. What cargo says where those of the new client fail is the second.
    ///
    /// # Errors
    /// Cargo could not be started, or the copy not be written.
    pub fn verdict(
        &self,
        of: &Move<'_>,
        next: &Api,
        contract: &str,
    ) -> Result<Option<(Verdict, Option<String>)>, ImpactError> {
        let Some(new) = compiler::contract_tests(&self.0, of.out, None)? else { return Ok(None) };
        self.0.copy()?;
        let contract = self.0.beside("contract.json", contract)?;
        let old = compiler::contract_tests(&self.0, of.out, Some(&contract))?;
        of.put(&self.0)?;
        let old = old.unwrap_or_else(|| compiler::Tested { said: NO_TESTS.to_owned(), ..Default::default() });
        let said = (!new.passed).then_some(new.said.clone());
        Ok(Some((Verdict::of(of.api, next, &old, &new), said)))
    }
}

/// Said where the new client has contract tests and the one of before has none.
const NO_TESTS: &str = "the client of before was generated without contract tests";

impl Impact {
    /// Whether nothing of the user's is hit.
    pub fn is_none(&self) -> bool {
        self.named.is_empty()
            && self.broken.is_empty()
            && self.different.is_empty()
            && self.unexplained.is_empty()
            && self.mappings.is_empty()
    }
}
