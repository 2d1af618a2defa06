//! Which versions clients are pinned to, beside the newest there are: what `intertie outdated` finds, for the dashboard.

use super::Office;

/// A vendor whose client is pinned to a version of its document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pinned {
    /// The vendor.
    pub vendor: String,
    /// The version that the client is made from.
    pub version: String,
    /// The newest; `None`: nobody knows.
    pub newest: Option<String>,
    /// Whether the newest is another document.
    pub is_outdated: bool,
    /// How many of its changes break who calls.
    pub breaking: Option<usize>,
    /// How many may.
    pub dangerous: Option<usize>,
    /// Why the newest is not known.
    pub why: Option<String>,
}

impl Office {
    /// With what is known of versions, which the file does not tell: the dashboard shows it beside the versions that its
    /// flows were called with.
    pub fn with_versions(mut self, pinned: Vec<Pinned>) -> Self {
        self.pinned = pinned;
        self
    }

    /// What is known of versions.
    pub fn versions(&self) -> &[Pinned] {
        &self.pinned
    }
}
