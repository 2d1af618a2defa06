//! A copy of the user's workspace, below its target folder, in which clients can be exchanged.
//!
//! What is the same there is not copied again, so that the compiler has little to do the next time.

use super::{ImpactError, compiler, manifest};
use crate::config::Config;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Folders that no build reads.
const LEFT_OUT: &[&str] = &[".git", ".hg", ".intertie-update", "node_modules"];

/// The copy.
#[derive(Debug)]
pub(super) struct Scratch {
    /// The folder that is copied: all paths within are without links.
    from: PathBuf,
    /// The copy of it.
    to: PathBuf,
    /// The workspace, below `from`.
    workspace: PathBuf,
    /// Cargo's folder.
    target: PathBuf,
    /// Cargo's folder for the copy.
    built: PathBuf,
    /// Folders below `from` that hold nothing of the user's.
    generated: Vec<PathBuf>,
    /// That of the mappings among them.
    mappings: Option<PathBuf>,
    /// The packages that lie in such folders; none where there are no others.
    clients: Vec<String>,
}

impl Scratch {
    /// The workspace around `folder`; where the compiler cannot be asked about it, why.
    pub(super) fn find(config: &Config, out: &Path, folder: &Path) -> Result<Result<Self, String>, ImpactError> {
        let Some(metadata) = compiler::metadata(folder)? else {
            return Ok(Err(format!("{} belongs to no Cargo workspace", folder.display())));
        };
        let path = |key: &str| metadata[key].as_str().map(|path| real(Path::new(path)));
        let (Some(workspace), Some(target)) = (path("workspace_root"), path("target_directory")) else {
            return Ok(Err("cargo does not say where the workspace is".to_owned()));
        };
        let base = real(config.path.parent().unwrap_or(Path::new("")));
        let holds = |folder: &Path| real(out).starts_with(folder) && workspace.starts_with(folder);
        let Some(from) = [&workspace, &base].into_iter().find(|folder| holds(folder)).cloned() else {
            return Ok(Err(format!("{} lies outside the Cargo workspace {}", out.display(), workspace.display())));
        };
        let mappings = (!config.mappings.is_empty()).then_some(&config.mapping_settings.out);
        let generated = config.vendors.iter().map(|vendor| &vendor.out).chain(mappings).map(|out| real(out));
        let generated: Vec<PathBuf> = generated.collect();
        let mappings = mappings.map(|out| real(out));
        let clients = clients(&metadata, &generated);
        // Workspaces may share a target folder. What is built of the copy must not be taken for what is built of the
        // workspace: to cargo, packages of the same name and place in their workspaces are the same.
        let own = target.join("intertie").join(mark(&from));
        let (to, built) = (own.join("copy"), own.join("built"));
        Ok(Ok(Self { from, to, workspace, target, built, generated, mappings, clients }))
    }

    /// Makes the copy what the workspace is.
    pub(super) fn copy(&self) -> Result<(), ImpactError> {
        self.folder(&self.from, &self.to)
    }

    /// Exchanges a file of a vendor's folder in the copy.
    pub(super) fn put(&self, out: &Path, path: &str, text: Option<&str>) -> Result<(), ImpactError> {
        let place = self.place(out).join(path);
        match text {
            Some(text) => self.text(&real(out).join(path), text.as_bytes(), &place),
            None => match fs::remove_file(&place) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(at(&place)(error)),
                _ => Ok(()),
            },
        }
    }

    /// Where a folder of the project is in the copy.
    pub(super) fn place(&self, folder: &Path) -> PathBuf {
        let real = real(folder);
        self.to.join(real.strip_prefix(&self.from).unwrap_or(&real))
    }

    /// The copy of the workspace.
    pub(super) fn workspace(&self) -> PathBuf {
        self.place(&self.workspace)
    }

    /// Writes a file beside the copy, and says where.
    pub(super) fn beside(&self, name: &str, text: &str) -> Result<PathBuf, ImpactError> {
        let path = self.to.with_file_name(name);
        write(&path, text.as_bytes())?;
        Ok(path)
    }

    /// Cargo's folder for the copy.
    pub(super) fn built(&self) -> &Path {
        &self.built
    }

    /// The packages that hold nothing of the user's, if there are others.
    pub(super) fn clients(&self) -> &[String] {
        &self.clients
    }

    /// A file that the compiler names, from the folder that is copied; `None` where it is not in the copy.
    pub(super) fn named(&self, file: &str) -> Option<String> {
        let path = plain(&self.workspace().join(file));
        Some(path.strip_prefix(&self.to).ok()?.to_string_lossy().replace('\\', "/"))
    }

    /// Whether a file is the user's own.
    pub(super) fn is_users(&self, file: &str) -> bool {
        let path = self.from.join(file);
        !self.generated.iter().any(|folder| path.starts_with(folder))
    }

    /// Whether a file, from the folder that is copied, is this one or below it.
    pub(super) fn is_within(&self, file: &str, path: &Path) -> bool {
        self.from.join(file).starts_with(real(path))
    }

    /// Whether a file is a trait between vendors: it is made anew after the move, so what it lacks says nothing.
    pub(super) fn is_mapping(&self, file: &str) -> bool {
        self.mappings.as_ref().is_some_and(|folder| self.from.join(file).starts_with(folder))
    }

    fn folder(&self, from: &Path, to: &Path) -> Result<(), ImpactError> {
        fs::create_dir_all(to).map_err(at(to))?;
        let mut known = Vec::new();
        for entry in fs::read_dir(from).map_err(at(from))? {
            let entry = entry.map_err(at(from))?;
            let (name, path) = (entry.file_name(), entry.path());
            let place = to.join(&name);
            // Through links: what they lead to is copied, or left out where that is nothing.
            let Ok(found) = fs::metadata(&path) else { continue };
            if found.is_dir() {
                let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
                if is_link || self.is_left_out(&path) {
                    continue;
                }
                self.folder(&path, &place)?;
            } else if found.is_file() {
                self.file(&path, &place)?;
            }
            known.push(name);
        }
        for entry in fs::read_dir(to).map_err(at(to))? {
            let entry = entry.map_err(at(to))?;
            if !known.contains(&entry.file_name()) {
                remove(&entry.path())?;
            }
        }
        Ok(())
    }

    fn is_left_out(&self, folder: &Path) -> bool {
        let is_named = folder.file_name().is_some_and(|name| LEFT_OUT.iter().any(|known| name == *known));
        is_named || folder == self.target || folder.join("CACHEDIR.TAG").is_file()
    }

    fn file(&self, from: &Path, to: &Path) -> Result<(), ImpactError> {
        self.text(from, &fs::read(from).map_err(at(from))?, to)
    }

    /// Writes what a file holds, or is to hold, into the copy.
    fn text(&self, from: &Path, bytes: &[u8], to: &Path) -> Result<(), ImpactError> {
        let is_manifest = from.file_name().is_some_and(|name| name == "Cargo.toml");
        let folder = from.parent().unwrap_or(from);
        let text = std::str::from_utf8(bytes).ok().filter(|_| is_manifest);
        match text.and_then(|text| manifest::rooted(text, folder, &self.from)) {
            Some(rooted) => write(to, rooted.as_bytes()),
            None => write(to, bytes),
        }
    }
}

/// The packages of a workspace in these folders; none where there are no others.
fn clients(metadata: &serde_json::Value, generated: &[PathBuf]) -> Vec<String> {
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    let is_generated = |package: &&serde_json::Value| {
        let manifest = package["manifest_path"].as_str().map(|path| real(Path::new(path)));
        manifest.is_some_and(|manifest| generated.iter().any(|folder| manifest.starts_with(folder)))
    };
    let found: Vec<_> = packages.iter().filter(is_generated).collect();
    let names = found.iter().filter_map(|package| package["name"].as_str().map(str::to_owned));
    if found.len() < packages.len() { names.collect() } else { Vec::new() }
}

/// Writes a file, if it does not hold that already.
fn write(path: &Path, bytes: &[u8]) -> Result<(), ImpactError> {
    if fs::read(path).is_ok_and(|before| before == bytes) {
        return Ok(());
    }
    if path.is_dir() {
        remove(path)?;
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(at(folder))?;
    fs::write(path, bytes).map_err(at(path))
}

fn remove(path: &Path) -> Result<(), ImpactError> {
    let result = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    result.map_err(at(path))
}

fn at(path: &Path) -> impl FnOnce(std::io::Error) -> ImpactError + '_ {
    move |source| ImpactError::Io { path: path.to_owned(), source }
}

/// A word that stands for a path.
fn mark(path: &Path) -> String {
    let digest = Sha256::digest(path.to_string_lossy().as_bytes());
    digest.iter().take(6).fold(String::new(), |word, byte| format!("{word}{byte:02x}"))
}

/// Absolute, without links as far as it exists.
fn real(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let existing = path.ancestors().find_map(|folder| Some((folder, folder.canonicalize().ok()?)));
    let joined = existing.map(|(folder, real)| path.strip_prefix(folder).map_or(real.clone(), |rest| real.join(rest)));
    plain(&joined.unwrap_or(path))
}

/// Without `.` and `..`, and without a slash at the end.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => drop(plain.pop()),
            std::path::Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}
