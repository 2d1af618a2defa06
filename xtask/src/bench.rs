//! Measurements beside other generators.

pub(crate) mod call;
pub(crate) mod codec;
pub(crate) mod compile;
pub(crate) mod diff;
pub(crate) mod flows;
pub(crate) mod generate;
mod peers;
mod program;
pub(crate) mod shapes;
mod synthetic;

use super::program as programs;
use std::path::{Path, PathBuf};

/// A document to measure with.
struct Document {
    name: &'static str,
    path: PathBuf,
}

/// The real documents that the figures are about, and one made up of the size that no collected one has.
fn documents(work: &Path) -> Result<Vec<Document>, Box<dyn std::error::Error>> {
    let shared = programs::shared().ok_or("no shared documents; set INTERTIE_SHARED to their folder")?;
    let real = |name, path: &str| Document { name, path: shared.join("specs").join(path) };
    let synthetic = work.join("synthetic.json");
    synthetic::write(&synthetic, 11_000)?;
    Ok(vec![
        real("stripe", "stripe/openapi.spec3.json"),
        real("github", "github/ghes-3.17.json"),
        real("datadog", "datadog/v2_openapi.yaml"),
        Document { name: "synthetic", path: synthetic },
    ])
}
