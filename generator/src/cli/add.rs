//! `intertie add`: a vendor more in `intertie.toml`.

use super::args::Add;
use super::exit::Exit;
use super::{Failure, init, project, talk::Talk};
use intertie_generator::config::{self, Config, Vendor};
use intertie_generator::generator::{file_stem, from_to};
use intertie_generator::load::Input;
use intertie_generator::{Findings, Pipeline};
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Reads the document first: what cannot be generated is not added.
pub(super) fn run(args: &Add, talk: &Talk) -> Result<Exit, Failure> {
    if !config::is_vendor_name(&args.name) {
        let message = format!(
            "`{}` cannot be a vendor's name: lower-case letters, digits, `-` and `_`, perhaps `@version`",
            args.name
        );
        return Err(Failure::usage(message));
    }
    let (path, config) = existing(args)?;
    let _turn = config.as_ref().map(|config| project::turn(config, &format!("add {}", args.name), talk)).transpose()?;
    if config.is_some_and(|config| config.vendor(&args.name).is_some()) {
        return Err(Failure::usage(format!("{} has a vendor `{}` already", path.display(), args.name)));
    }
    let vendor = Vendor::new(args.name.clone(), Input::from(args.spec.as_str()), "");
    let mut pipeline = Pipeline::new(&vendor, &project::options(&args.fetch));
    let api = pipeline.api();
    let findings = pipeline.into_findings();
    talk.findings(&vendor.name, &findings);
    let api = api.map_err(|_| Failure(super::generate::why(&findings), None))?;
    let spec = kept(&vendor, &api.version, &path, &findings)?;
    append(&path, &vendor, &spec)?;
    let (operations, types) = (api.generated_operations(), api.types.len());
    Talk::result(&format!("added {}: {operations} operations, {types} types, from {spec}", vendor.name));
    Talk::result(&format!("next: intertie generate {}", vendor.name));
    Ok(Exit::Fine)
}

/// The configuration to add to; where there is none, the one that will be written here.
fn existing(args: &Add) -> Result<(PathBuf, Option<Config>), Failure> {
    match project::config(&args.config) {
        Ok(config) => Ok((config.path.clone(), Some(config))),
        Err(Failure(Exit::Usage, _)) if args.config.config.is_none() && !Path::new(config::FILE_NAME).exists() => {
            Ok((config::FILE_NAME.into(), None))
        }
        Err(failure) => Err(failure),
    }
}

/// What to write as `spec`: a fetched document is kept beside the configuration, a file stays where it is.
fn kept(vendor: &Vendor, version: &str, config: &Path, findings: &Findings) -> Result<String, Failure> {
    let folder = config.parent().unwrap_or(Path::new(""));
    match (&vendor.spec, findings.sources().first()) {
        (Input::Path(path), _) => Ok(from_to(folder, path)),
        (_, Some(source)) => {
            let ending = if source.text.trim_start().starts_with('{') { "json" } else { "yaml" };
            let version = file_stem(version);
            let below = format!("specs/{}/{version}.{ending}", vendor.family());
            let path = folder.join(&below);
            let parent = path.parent().unwrap_or(folder);
            std::fs::create_dir_all(parent).map_err(|error| Failure::io("create", parent, &error))?;
            std::fs::write(&path, source.text.as_bytes()).map_err(|error| Failure::io("write", &path, &error))?;
            Ok(below)
        }
        (_, None) => Err(Failure::usage("nothing was read")),
    }
}

/// Appends a table: the file's own text, with its comments, stays as it is.
fn append(path: &Path, vendor: &Vendor, spec: &str) -> Result<(), Failure> {
    let fresh = !path.exists();
    let name = if vendor.name.contains('@') { format!("\"{}\"", vendor.name) } else { vendor.name.clone() };
    let source = match &vendor.spec {
        Input::Url(url) => format!("source = {}\n", toml::Value::from(url.as_str())),
        Input::Path(_) | Input::Stdin | Input::Bytes { .. } => String::new(),
    };
    let table = format!("\n[vendor.{name}]\nspec = {}\n{source}", toml::Value::from(spec));
    let text = if fresh { format!("{}{table}", init::TEMPLATE) } else { table };
    let file = OpenOptions::new().append(true).create(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| Failure::io("write", path, &error))
}
