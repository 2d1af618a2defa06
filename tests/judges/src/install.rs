//! The judges, installed where they are not there.

use intertie_tests::installed;
use std::path::{Path, PathBuf};

/// The script that `node` runs to be Prism, a mock server and validating proxy by Stoplight; `None`, with a word, where it
/// cannot be had.
pub fn prism(cache: &Path) -> Option<PathBuf> {
    let modules = installed::from_npm(cache, "prism", &["@stoplight/prism-cli@5.14.2"])?;
    Some(modules.join("@stoplight/prism-cli/dist/index.js"))
}

/// The program `localstripe`, a fake of Stripe by Adrien Vergé; `None`, with a word, where it cannot be had.
pub fn localstripe(cache: &Path) -> Option<PathBuf> {
    Some(installed::from_pypi(cache, "localstripe", "localstripe==1.15.10")?.join("bin/localstripe"))
}
