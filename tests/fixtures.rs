//! The fixture folders: in from disk, out as a sorted list.

use std::fs;
use std::path::{Path, PathBuf};

/// One folder below `fixtures/`: a document and what belongs to it.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// The folder's name: the behaviour, or the code it shows.
    pub name: String,
    /// The folder, relative to this package, so that messages read the same on every machine.
    pub folder: PathBuf,
}

impl Fixture {
    /// The document: `spec.*`; else the folder itself, or the file that is missing on purpose.
    pub fn document(&self) -> PathBuf {
        let files = list(&self.folder);
        let is_spec = |path: &&PathBuf| path.file_stem().is_some_and(|stem| stem == "spec");
        match files.iter().find(is_spec) {
            Some(spec) => spec.clone(),
            None if files.iter().any(|path| path.extension().is_some_and(|e| e == "yaml" || e == "json")) => {
                self.folder.clone()
            }
            None => self.folder.join("spec.yaml"),
        }
    }

    /// A file that may stand beside the document.
    pub fn beside(&self, name: &str) -> Option<PathBuf> {
        Some(self.folder.join(name)).filter(|path| path.is_file())
    }

    /// The generated files whose text the fixture keeps below `golden`: their paths in the output, sorted.
    pub fn golden(&self) -> Vec<PathBuf> {
        let root = self.folder.join("golden");
        let mut found = Vec::new();
        let mut open = vec![root.clone()];
        while let Some(folder) = open.pop().filter(|folder| folder.is_dir()) {
            let (folders, files) = list(&folder).into_iter().partition::<Vec<_>, _>(|path| path.is_dir());
            open.extend(folders);
            found.extend(files.iter().filter_map(|file| Some(file.strip_prefix(&root).ok()?.to_owned())));
        }
        found.sort();
        found
    }
}

/// Documents that must generate.
pub fn behaviours() -> Vec<Fixture> {
    let sections = ["bad", "hostile"];
    folders(Path::new("fixtures")).into_iter().filter(|fixture| !sections.contains(&fixture.name.as_str())).collect()
}

/// Documents that must give the finding they are named after.
pub fn bad() -> Vec<Fixture> {
    folders(Path::new("fixtures/bad"))
}

/// Documents that must be refused or give inert code; those that only a test can write are left out.
pub fn hostile() -> Vec<Fixture> {
    folders(Path::new("fixtures/hostile")).into_iter().filter(|fixture| fixture.document().exists()).collect()
}

fn folders(root: &Path) -> Vec<Fixture> {
    let folders = list(root).into_iter().filter(|path| path.is_dir());
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    folders.filter_map(|folder| Some(Fixture { name: name(&folder)?, folder })).collect()
}

/// What is in a folder, sorted.
///
/// # Panics
/// Where the folder cannot be read: the tests run in their package's folder.
pub fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}
