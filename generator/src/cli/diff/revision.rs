//! A document as it was at a revision of the repository that the program runs in.

use super::super::Failure;
use super::super::exit::Exit;
use intertie_generator::load::Input;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Files of a revision in a folder of their own, which goes when this does.
pub(super) struct Checkout {
    folder: PathBuf,
    /// What stands for the folder in what people read: `HEAD~3:specs/acme`.
    name: String,
}

impl Checkout {
    /// A file of the folder as people name it; any other as it is.
    pub(super) fn shown(&self, file: &str) -> String {
        let below = Path::new(file).strip_prefix(self.files()).ok();
        below.map_or_else(|| file.to_owned(), |path| format!("{}{}", self.name, path.display()))
    }

    fn files(&self) -> PathBuf {
        self.folder.join("files")
    }
}

impl Drop for Checkout {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Reads a file of a revision; of a document that names other files, its folder.
pub(super) fn read(revision: &str, file: &str) -> Result<(Input, Option<Checkout>), Failure> {
    let name = format!("{revision}:{file}");
    if revision.starts_with('-') {
        return Err(Failure::usage(format!("`{revision}` cannot be a revision")));
    }
    // `./` makes git read the path from where the program runs, not from the top of the repository.
    let object =
        |path: &str| if path.starts_with('/') { format!("{revision}:{path}") } else { format!("{revision}:./{path}") };
    let show = Command::new("git").args(["show", "--end-of-options", &object(file)]).output();
    let bytes = said(show, &name)?;
    if !leads_out(&String::from_utf8_lossy(&bytes)) {
        return Ok((Input::Bytes { name, bytes }, None));
    }
    let (above, own) = file.rsplit_once('/').map_or(("", file), |(above, own)| (above, own));
    let checkout = Checkout { folder: fresh()?, name: name[..name.len() - own.len()].to_owned() };
    let tree = said(Command::new("git").args(["rev-parse", "--verify", &object(above)]).output(), &name)?;
    let top = said(Command::new("git").args(["rev-parse", "--show-toplevel"]).output(), &name)?;
    let (tree, top) = (line(&tree), line(&top));
    let prefix = format!("--prefix={}/", checkout.files().display());
    for arguments in [vec!["read-tree", tree.as_str()], vec!["checkout-index", "--all", "--quiet", &prefix]] {
        let mut git = Command::new("git");
        // An index of its own: that of the repository stays as it is.
        git.args(arguments).current_dir(&top).env("GIT_INDEX_FILE", checkout.folder.join("index"));
        said(git.output(), &name)?;
    }
    Ok((Input::Path(checkout.files().join(own)), Some(checkout)))
}

/// Whether a `$ref` of a document may name another file.
fn leads_out(text: &str) -> bool {
    let targets =
        text.split("$ref").skip(1).map(|rest| rest.trim_start_matches(['"', '\'', ':', ' ', '\t', '\n', '\r']));
    targets.into_iter().any(|target| !target.starts_with('#'))
}

/// A folder that nobody else has.
fn fresh() -> Result<PathBuf, Failure> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    loop {
        let name = format!("intertie-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Failure::io("make", &folder, &error)),
        }
    }
}

fn line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

/// What git says, or why it says nothing.
fn said(output: std::io::Result<std::process::Output>, name: &str) -> Result<Vec<u8>, Failure> {
    let output = output.map_err(|error| Failure(Exit::Io, Some(format!("cannot run git: {error}"))))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let why = line(&output.stderr);
    let message = format!("`{name}` is no file, and git says: {}", why.lines().next().unwrap_or_default());
    Err(Failure(Exit::Io, Some(message)))
}

#[cfg(test)]
mod tests {
    use super::leads_out;

    #[test]
    fn a_ref_into_another_file_is_seen_in_every_notation() {
        for text in ["$ref: '#/a'", "{\"$ref\": \"#/a\"}", "$ref:\n  \"#/a\"", "nothing"] {
            assert!(!leads_out(text), "{text}");
        }
        for text in ["$ref: other.yaml", "{\"$ref\" : \"a.json#/x\"}", "$ref: '#/a'\n$ref: ./b.yaml"] {
            assert!(leads_out(text), "{text}");
        }
    }
}
