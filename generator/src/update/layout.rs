//! Where the files of the newer document go: in place of those of before.

use super::at;
use super::plan::{Contents, Refused};
use super::source::Newer;
use std::fs;
use std::path::{Path, PathBuf};

/// The files of a document that has several, before or after, with their new bytes; without bytes, a file goes. The one
/// that names the others keeps its place, the others are where they are to that one.
pub(super) fn several(old: &[Option<PathBuf>], new: &[Option<PathBuf>], newer: &Newer) -> Result<Contents, Refused> {
    let old = on_disk(old)?;
    let new = if newer.several.is_some() { on_disk(new)? } else { Vec::new() };
    let mut files: Contents = vec![(old[0].clone(), Some(newer.bytes.clone()))];
    for path in new.iter().skip(1) {
        // Both are below the folder of their first.
        let below = path.strip_prefix(folder(&new[0])).unwrap_or(path);
        let place = folder(&old[0]).join(below);
        let bytes = fs::read(path).map_err(at(path))?;
        let is_taken = !old.contains(&place) && fs::read(&place).is_ok_and(|before| before != bytes);
        if is_taken || files.iter().any(|(one, _)| *one == place) {
            return Err(Refused::Taken(place));
        }
        files.push((place, Some(bytes)));
    }
    let gone: Vec<PathBuf> = old.into_iter().filter(|path| !files.iter().any(|(kept, _)| kept == path)).collect();
    files.extend(gone.into_iter().map(|path| (path, None)));
    Ok(files)
}

/// The files as they are reached from the folder of the first.
fn on_disk(sources: &[Option<PathBuf>]) -> Result<Vec<PathBuf>, Refused> {
    let paths: Option<Vec<&PathBuf>> = sources.iter().map(Option::as_ref).collect();
    let away = || Refused::NotOneFile("not all of its files lie on this machine");
    let paths = paths.ok_or_else(away)?;
    let main = paths.first().ok_or_else(away)?;
    let real = |path: &Path| path.canonicalize().map_err(at(path));
    let top = real(main)?;
    let below = |path: &&PathBuf| {
        let path = real(path)?;
        let below = path.strip_prefix(folder(&top)).map_err(|_| outside())?;
        Ok(folder(main).join(below))
    };
    let others: Result<Vec<PathBuf>, Refused> = paths[1..].iter().map(below).collect();
    Ok(std::iter::once((*main).clone()).chain(others?).collect())
}

fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

fn outside() -> Refused {
    Refused::NotOneFile("one of its files lies outside the folder of the first")
}
