//! What mappings would write, with nothing written.

use super::Mapped;
use crate::diag::{Sink, Stop};
use crate::write;
use std::path::PathBuf;

/// What the mappings' files would become.
#[derive(Debug)]
pub struct Rehearsed {
    /// Whether a file of the machine's folder was changed by hand; it stands among the findings.
    pub is_edited: bool,
    /// The files of the machine's folder that change.
    pub traits: write::Texts,
    /// People's files that are not there yet.
    pub stubs: Vec<(PathBuf, String)>,
}

impl Mapped<'_> {
    /// What [`run_mappings`](super::run_mappings) would write, with nothing written.
    pub fn rehearsed(&self, sink: &mut Sink) -> Result<Result<Rehearsed, write::WriteError>, Stop> {
        let folder = &self.config.mapping_settings.out;
        let (report, traits) = match write::rehearse(&self.files(), folder, &self.key()) {
            Ok(made) => made,
            Err(error) => return Ok(Err(error)),
        };
        report.diagnose(folder, sink);
        let missing = self.synced(sink)?.into_iter().filter(|(_, before, _)| before.is_empty());
        let stubs = missing.map(|(path, _, text)| (path.to_owned(), text)).collect();
        Ok(Ok(Rehearsed { is_edited: report.edited().next().is_some(), traits, stubs }))
    }
}
