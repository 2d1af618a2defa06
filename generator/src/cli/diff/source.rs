//! What OLD and NEW name: vendors, files, addresses, files of a git revision.

use super::super::args::Diff;
use super::super::exit::Exit;
use super::super::{Failure, project};
use intertie_generator::config::{Config, Vendor};
use intertie_generator::load::Input;
use std::path::Path;
use std::process::Command;

/// A version to read.
pub(super) struct Source {
    /// How it is read.
    pub(super) vendor: Vendor,
    /// The vendor's name, where it is one of intertie.toml.
    pub(super) name: Option<String>,
}

/// Both versions. Where one is a vendor, the other is read as it is.
pub(super) fn versions(args: &Diff) -> Result<(Source, Source), Failure> {
    let config = project::config(&args.config);
    let config = if args.config.config.is_some() { Some(config?) } else { config.ok() };
    let (old, new) = (vendor(&args.old, config.as_ref()), vendor(&args.new, config.as_ref()));
    let other = old.or(new);
    let one = |typed: &str, own: Option<&Vendor>| -> Result<Source, Failure> {
        if let Some(own) = own {
            return Ok(Source { vendor: own.clone(), name: Some(own.name.clone()) });
        }
        let spec = input(typed, config.as_ref())?;
        let vendor = other.cloned().unwrap_or_else(|| Vendor::new("api", spec.clone(), ""));
        Ok(Source { vendor: Vendor { spec, ..vendor }, name: None })
    };
    Ok((one(&args.old, old)?, one(&args.new, new)?))
}

/// A vendor of the configuration, where no file has its name.
fn vendor<'c>(typed: &str, config: Option<&'c Config>) -> Option<&'c Vendor> {
    config.filter(|_| !Path::new(typed).exists())?.vendor(typed)
}

fn input(typed: &str, config: Option<&Config>) -> Result<Input, Failure> {
    let input = Input::from(typed);
    match (&input, typed.split_once(':')) {
        (Input::Path(path), Some((revision, file))) if !path.exists() && !revision.is_empty() => git(revision, file),
        (Input::Path(path), _) if !path.exists() => {
            let known = config.map(|config| config.vendors.iter().map(|v| v.name.as_str()).collect::<Vec<_>>());
            let known =
                known.filter(|known| !known.is_empty()).map(|known| format!("; vendors are {}", known.join(", ")));
            let message = format!("`{typed}` is no file and no vendor of intertie.toml{}", known.unwrap_or_default());
            Err(Failure::usage(message))
        }
        _ => Ok(input),
    }
}

/// A file as it was at a revision of the repository that the program runs in.
fn git(revision: &str, file: &str) -> Result<Input, Failure> {
    let name = format!("{revision}:{file}");
    if revision.starts_with('-') {
        return Err(Failure::usage(format!("`{revision}` cannot be a revision")));
    }
    // `./` makes git read the path from where the program runs, not from the top of the repository.
    let object = if file.starts_with('/') { name.clone() } else { format!("{revision}:./{file}") };
    let output = Command::new("git").args(["show", "--end-of-options", &object]).output();
    let output = output.map_err(|error| Failure(Exit::Io, Some(format!("cannot run git: {error}"))))?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        let message = format!("`{name}` is no file, and git says: {}", why.trim().lines().next().unwrap_or_default());
        return Err(Failure(Exit::Io, Some(message)));
    }
    Ok(Input::Bytes { name, bytes: output.stdout })
}
