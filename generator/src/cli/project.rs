//! Which vendors a command is about: those of `intertie.toml`, or one document from the command line.

use super::Failure;
use super::args::{ConfigFile, Fetch, OneShot};
use super::exit::Exit;
use super::talk::Talk;
use intertie_generator::config::{self, Config, Vendor};
use intertie_generator::diag::Sink;
use intertie_generator::load::{Input, Options};
use intertie_generator::lock::Lock;
use intertie_generator::update::Interrupted;
use intertie_generator::write::Turn;
use std::path::{Path, PathBuf};

/// The configuration: the file that was named, or `intertie.toml` here or in a folder above.
pub(super) fn config(file: &ConfigFile) -> Result<Config, Failure> {
    let path = match &file.config {
        Some(path) => path.clone(),
        None => find().ok_or_else(|| {
            Failure::usage(
                "there is no intertie.toml here or in the folders above; \
                 `intertie init` writes one, and `--spec FILE` needs none",
            )
        })?,
    };
    read(&path)
}

/// The configuration at a path.
pub(super) fn read(path: &Path) -> Result<Config, Failure> {
    Ok(Config::read(path)?)
}

/// The folder of the configuration.
pub(super) fn root(config: &Config) -> &Path {
    config.path.parent().unwrap_or(Path::new(""))
}

/// Nothing is done to a project that is on its way from one version to another.
pub(super) fn refuse_unfinished(config: &Config) -> Result<(), Failure> {
    let found = Interrupted::find(root(config))?;
    found.map_or(Ok(()), |interrupted| {
        let what = interrupted.what();
        let way_out = "`intertie update --continue` finishes it, `intertie update --abort` goes back";
        Err(Failure(Exit::Stale, Some(format!("an update was interrupted: {what}; {way_out}"))))
    })
}

/// The project's turn: until it is dropped, no other program changes the project.
pub(super) fn turn(config: &Config, what: &str, talk: &Talk) -> Result<Turn, Failure> {
    let mut sink = Sink::default();
    let turn = Turn::take(root(config), what, &mut sink);
    let turn = turn.map_err(|error| Failure(Exit::Io, Some(error.to_string())))?;
    turn.ok_or_else(|| {
        talk.diagnostics(sink.found());
        Failure(Exit::Io, None)
    })
}

/// A file beside the configuration, or here where there is none.
pub(super) fn beside_config(file: &ConfigFile, name: &str) -> PathBuf {
    let config = file.config.clone().or_else(find).unwrap_or_default();
    config.parent().unwrap_or(Path::new("")).join(name)
}

/// Relative to where the program runs, so that messages stay short.
fn find() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let above = here.ancestors().enumerate().find(|(_, folder)| folder.join(config::FILE_NAME).is_file())?;
    Some(std::iter::repeat_n("..", above.0).collect::<PathBuf>().join(config::FILE_NAME))
}

/// The configuration's lock; an empty one where there is none yet.
pub(super) fn lock(config: &Config) -> Result<Lock, Failure> {
    let path = Lock::beside(&config.path);
    let found = Lock::read(&path)?;
    Ok(found.unwrap_or_else(|| Lock::empty(path)))
}

/// The named vendors, or all.
pub(super) fn vendors(config: &Config, names: &[String]) -> Result<Vec<Vendor>, Failure> {
    if names.is_empty() {
        return Ok(config.vendors.clone());
    }
    let unknown: Vec<_> = names.iter().filter(|name| config.vendor(name).is_none()).map(String::as_str).collect();
    if !unknown.is_empty() {
        let known: Vec<_> = config.vendors.iter().map(|vendor| vendor.name.as_str()).collect();
        let (file, unknown) = (config.path.display(), unknown.join("`, `"));
        return Err(Failure::usage(format!("no vendor `{unknown}` in {file}; there are {}", known.join(", "))));
    }
    Ok(names.iter().filter_map(|name| config.vendor(name)).cloned().collect())
}

/// The vendor that a command without configuration is about.
pub(super) fn one_shot(args: &OneShot, name: Option<&str>, out: Option<&Path>) -> Option<Result<Vendor, Failure>> {
    let spec = args.spec.as_deref()?;
    let name = match name {
        Some(name) if config::is_name(name) => name.to_owned(),
        Some(name) => {
            let message = format!("`{name}` cannot be a crate's name: lower-case letters, digits, `-` and `_`");
            return Some(Err(Failure::usage(message)));
        }
        None => out.and_then(Path::file_name).and_then(|name| guess(&name.to_string_lossy())).unwrap_or_else(|| {
            guess(Path::new(spec).file_stem().unwrap_or_default().to_string_lossy().as_ref())
                .unwrap_or_else(|| "client".to_owned())
        }),
    };
    let mut vendor = Vendor::new(name, Input::from(spec), out.unwrap_or(Path::new("")));
    vendor.overlay = args.overlay.as_deref().map(Input::from);
    vendor.profile.clone_from(&args.profile);
    vendor.include.clone_from(&args.include);
    vendor.exclude.clone_from(&args.exclude);
    Some(Ok(vendor))
}

/// A file or an address if it looks like one, else a vendor of the configuration.
pub(super) fn named_or_file(what: &str, file: &ConfigFile) -> Result<Vendor, Failure> {
    let input = Input::from(what);
    if !matches!(input, Input::Path(_)) || Path::new(what).exists() {
        return Ok(Vendor::new(guess(what).unwrap_or_else(|| "vendor".to_owned()), input, ""));
    }
    let config =
        config(file).map_err(|_| Failure::usage(format!("`{what}` is no file, and there is no intertie.toml")))?;
    vendors(&config, std::slice::from_ref(&what.to_owned())).map(|mut vendors| vendors.remove(0))
}

/// How to read documents.
pub(super) fn options(fetch: &Fetch) -> Options {
    Options { cross_host: fetch.allow_redirects, ..Options::default() }
}

/// A name from a folder's or file's name.
fn guess(text: &str) -> Option<String> {
    let words = text.to_lowercase();
    let words: Vec<_> = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let name = words.join("-");
    config::is_name(&name).then_some(name)
}
