//! What OLD and NEW name: vendors, files, addresses, files of a git revision.

use super::super::args::Diff;
use super::super::{Failure, project};
use super::revision::{self, Checkout};
use intertie_generator::config::{Config, Vendor};
use intertie_generator::load::Input;
use std::path::Path;

/// A version to read.
pub(super) struct Source {
    /// How it is read.
    pub(super) vendor: Vendor,
    /// The vendor's name, where it is one of intertie.toml.
    pub(super) name: Option<String>,
    /// The files of a revision, as long as they are needed.
    checkout: Option<Checkout>,
}

impl Source {
    /// A file as people name it.
    pub(super) fn shown(&self, file: &str) -> String {
        self.checkout.as_ref().map_or_else(|| file.to_owned(), |checkout| checkout.shown(file))
    }
}

/// Both versions. Where one is a vendor, the other is read as it is.
pub(super) fn versions(args: &Diff) -> Result<(Source, Source), Failure> {
    let config = project::config(&args.config);
    let config = if args.config.config.is_some() { Some(config?) } else { config.ok() };
    let (old, new) = (vendor(&args.old, config.as_ref()), vendor(&args.new, config.as_ref()));
    let other = old.or(new);
    let one = |typed: &str, own: Option<&Vendor>| -> Result<Source, Failure> {
        if let Some(own) = own {
            return Ok(Source { vendor: own.clone(), name: Some(own.name.clone()), checkout: None });
        }
        let (spec, checkout) = input(typed, config.as_ref())?;
        let vendor = other.cloned().unwrap_or_else(|| Vendor::new("api", spec.clone(), ""));
        Ok(Source { vendor: Vendor { spec, ..vendor }, name: None, checkout })
    };
    Ok((one(&args.old, old)?, one(&args.new, new)?))
}

/// A vendor of the configuration, where no file has its name.
fn vendor<'c>(typed: &str, config: Option<&'c Config>) -> Option<&'c Vendor> {
    config.filter(|_| !Path::new(typed).exists())?.vendor(typed)
}

fn input(typed: &str, config: Option<&Config>) -> Result<(Input, Option<Checkout>), Failure> {
    let input = Input::from(typed);
    match (&input, typed.split_once(':')) {
        (Input::Path(path), Some((revision, file))) if !path.exists() && !revision.is_empty() => {
            revision::read(revision, file)
        }
        (Input::Path(path), _) if !path.exists() => {
            let known = config.map(|config| config.vendors.iter().map(|v| v.name.as_str()).collect::<Vec<_>>());
            let known =
                known.filter(|known| !known.is_empty()).map(|known| format!("; vendors are {}", known.join(", ")));
            let message = format!("`{typed}` is no file and no vendor of intertie.toml{}", known.unwrap_or_default());
            Err(Failure::usage(message))
        }
        _ => Ok((input, None)),
    }
}
