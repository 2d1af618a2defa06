//! The vendors that mappings name, through the stages.

use super::super::Pipeline;
use super::super::run::on_deep_stack;
use crate::config::{Config, Vendor};
use crate::diag::{Code, Diagnostic, Place, Sink, Stop};
use crate::ir::Api;
use crate::load::{Input, Options};
use crate::pointer::Pointer;

/// The vendors that mappings name, in the order of the file.
pub(super) fn named(config: &Config) -> Vec<&Vendor> {
    let is_named = |vendor: &&Vendor| {
        let ends = config.mappings.iter().flat_map(|mapping| mapping.from.iter().chain([&mapping.to]));
        ends.into_iter().any(|end| end.vendor == vendor.name)
    };
    config.vendors.iter().filter(is_named).collect()
}

/// Every vendor's API; what is wrong with one is that vendor's own matter, and said there.
pub(super) fn apis(vendors: &[&Vendor], options: &Options, sink: &mut Sink) -> Result<Vec<Api>, Stop> {
    let work = |vendor: &Vendor| on_deep_stack(&vendor.name, || Pipeline::new(vendor, options).api());
    let made: Vec<_> = vendors.iter().map(|vendor| work(vendor)).collect();
    for (vendor, made) in vendors.iter().zip(&made) {
        if !matches!(made, Ok(Ok(_))) {
            let message = format!("the mappings need vendor `{}`, whose document is rejected", vendor.name);
            let place = Place { file: config_of(vendor), line: 1, column: 1 };
            let help = format!("`intertie check {}` says why", vendor.name);
            sink.push(Diagnostic::new(Code::BadMapping, &Pointer::root(), message).help(help).at(place));
        }
    }
    made.into_iter().map(|made| made.map_err(|_| Stop)?).collect()
}

/// Where a vendor's document lies, for people.
fn config_of(vendor: &Vendor) -> String {
    match &vendor.spec {
        Input::Path(path) => path.display().to_string(),
        Input::Url(url) => url.clone(),
        Input::Stdin => "standard input".to_owned(),
        Input::Bytes { name, .. } => name.clone(),
    }
}
