//! A vendor's document in this repository, as it is written and as the generator understands it.

use intertie_generator::Pipeline;
use intertie_generator::config::{Config, Vendor};
use intertie_generator::ir::{Api, Operation};
use intertie_generator::load::{Input, Options};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A document.
#[derive(Debug)]
pub struct Judged {
    /// The file.
    pub path: PathBuf,
    /// As it is written.
    pub document: Value,
    /// As the client has it.
    pub api: Api,
}

impl Judged {
    /// The document that this vendor's client is generated from.
    ///
    /// # Panics
    /// Where `intertie.toml` has no such vendor, or the document is refused.
    pub fn of(vendor: &str) -> Self {
        let config = Config::read(&repository().join("intertie.toml")).expect("it is in order");
        let vendor = config.vendor(vendor).unwrap_or_else(|| panic!("no vendor {vendor}"));
        let Input::Path(path) = &vendor.spec else { panic!("{} is no file", vendor.name) };
        let mut pipeline = Pipeline::new(vendor, &Options::default());
        let document = pipeline.raw().unwrap_or_else(|_| panic!("{}", path.display())).value;
        Self { path: path.clone(), document, api: api(vendor) }
    }

    /// The operation whose request struct has this name.
    pub fn operation(&self, name: &str) -> Option<&Operation> {
        self.api.operations.iter().find(|operation| operation.name.as_str() == name)
    }
}

fn api(vendor: &Vendor) -> Api {
    Pipeline::new(vendor, &Options::default()).api().unwrap_or_else(|_| panic!("{}", vendor.name))
}

/// The folder of this repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new(".")).to_owned()
}
